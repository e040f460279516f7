import type { Case, Task } from './case.ts';
import { currentAttestation, isOpenQuestion, isWithApprover } from './evolve.ts';
import { grouped } from './grouped.ts';
import type { Day } from './person.ts';
import { grantsOf, purposeOf } from './register.ts';
import { isAboutAccess } from './subject.ts';
import { isSettled } from './route.ts';

/** A system that somebody does not have yet, and who has it now. */
export type Missing = { readonly system: string; readonly who: string };

/** What is ready for somebody on the day they begin, of everything that begins then. */
export type Start = {
  readonly providerId: string;
  readonly hash: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly missing: readonly Missing[];
  readonly refused: readonly string[];
  /** Login details wait to be fetched. */
  readonly unopened: boolean;
};

/** Everybody who begins on a day; without a day, as soon as possible. */
export type StartDay = { readonly day?: Day; readonly starts: readonly Start[] };

const isOpen = ({ state }: Case): boolean => state === 'attesting' || state === 'handling';

/** What begins today or later, and what should have begun and is not ready; a person's orders for one day are one line. */
export function startsOf(cases: readonly Case[], today: Day): StartDay[] {
  const coming = cases.filter(
    (c) =>
      isAboutAccess(c) &&
      purposeOf(c.kind, c.application.answers) === 'give' &&
      (isOpen(c) || (c.state === 'finished' && c.application.from !== undefined && c.application.from >= today)),
  );
  const days = grouped(coming, ({ application }) => application.from ?? '');
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, ofDay]) => {
      const people = grouped(ofDay, ({ provider, application }) => `${provider.id} ${application.subject.hash}`);
      const starts = [...people.values()].flatMap(startOf).sort((a, b) => a.name.localeCompare(b.name, 'sv'));
      return { ...(day === '' ? {} : { day }), starts };
    });
}

function startOf(cases: readonly Case[]): Start[] {
  const latest = cases.at(-1);
  if (latest === undefined) return [];
  const parts = cases.map(partOf);
  return [
    {
      providerId: latest.provider.id,
      hash: latest.application.subject.hash,
      name: latest.application.subject.name,
      done: parts.reduce((sum, { done }) => sum + done, 0),
      total: parts.reduce((sum, { total }) => sum + total, 0),
      missing: parts.flatMap(({ missing }) => missing),
      refused: parts.flatMap(({ refused }) => refused),
      unopened: cases.some(({ handovers }) => handovers.some(({ state }) => state.kind === 'unopened')),
    },
  ];
}

function partOf(c: Case): Pick<Start, 'done' | 'total' | 'missing' | 'refused'> {
  const granted = new Set(grantsOf(c).map(({ system }) => system.id));
  const taskOf = (id: string): Task | undefined => c.tasks.find((task) => task.system === id);
  const isRefused = (id: string): boolean => !granted.has(id) && taskOf(id)?.state.kind === 'refused';
  const { systems } = c.application;
  return {
    done: granted.size,
    total: systems.length,
    missing: systems
      .filter(({ id }) => !granted.has(id) && !isRefused(id))
      .map(({ id, name }) => ({ system: name, who: whoHas(c, taskOf(id)) })),
    refused: systems.filter(({ id }) => isRefused(id)).map(({ name }) => name),
  };
}

/** Whose turn it is: the submitter's with a question, the approver's, or that of the queue that has come so far. */
function whoHas(c: Case, task: Task | undefined): string {
  if (c.questions.some((question) => isOpenQuestion(c, question))) return 'väntar på ditt svar';
  if (isWithApprover(c)) return currentAttestation(c)?.approver.name ?? '';
  const ahead = c.tasks.filter((one) => !isSettled(one) && one.stage <= (task?.stage ?? 0));
  const now = ahead.find((one) => one.state.kind !== 'waiting' && one.stage < (task?.stage ?? 0)) ?? task;
  if (now === undefined) return '';
  return now.state.kind === 'taken' ? `${now.state.by.name}, ${now.queueName}` : now.queueName;
}
