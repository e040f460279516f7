import { type Answer, costCodeOf, type Employment, type Unit } from './application.ts';
import type { Case, CaseKind, Ending, Task } from './case.ts';
import type { Day, Instant } from './person.ts';
import { grantedTasks } from './route.ts';
import { isAboutAccess } from './subject.ts';
import type { Sealed } from './secret.ts';

export type { Employment };

/** A permission that somebody has or had, by the case that gave it. The personnummer is sealed to that case. */
export type Grant = {
  readonly case: string;
  readonly kind: CaseKind;
  readonly provider: { readonly id: string; readonly name: string };
  readonly person: { readonly name: string; readonly hash: string; readonly personnummer: Sealed };
  readonly employment: Employment;
  /** The ansvarskod it is charged to. */
  readonly costCode: string;
  /** The ansvarskoder that it was charged to, from when it was given. */
  readonly costCodes?: readonly { readonly from: Instant; readonly costCode: string }[];
  readonly system: { readonly id: string; readonly name: string; readonly answers: readonly Answer[] };
  /** Who takes it away again. */
  readonly queue: { readonly id: string; readonly name: string };
  /** The instant it was ordered, where that is known. */
  readonly ordered?: Instant;
  /** The instant it was given. */
  readonly since: Instant;
  readonly from?: Day;
  /** Its last day, where it has one. */
  readonly to?: Day;
};

/** A permission that was ended: which, by which case and when; `due` is when that was to be done, where a termination did it. */
export type Ended = {
  readonly case: string;
  readonly system: string;
  readonly by: string;
  readonly at: Instant;
  readonly due?: Instant;
};

export type Held = Grant & { readonly ended?: Ended };

/** An order about a person that is not at its end: what it will give, or take away. */
export type UnderWay = {
  readonly case: string;
  readonly kind: CaseKind;
  readonly purpose: Purpose;
  readonly person: { readonly name: string; readonly hash: string };
  readonly unit: Unit;
  readonly systems: readonly { readonly id: string; readonly name: string }[];
  readonly ends: readonly { readonly case: string; readonly system: string }[];
  readonly from?: Day;
  /** Of a termination, the last day, and when its tasks were to open. */
  readonly lastDay?: Day;
  readonly due?: Instant;
  readonly sentBy: string;
};

const gives: Record<CaseKind, boolean> = {
  permission: true,
  remoteAccess: true,
  siths: true,
  newProvider: false,
  changeManager: false,
  termination: false,
  technicalHelp: false,
  password: false,
};

function answerOf(c: Case, field: string): string {
  return c.application.answers.find((answer) => answer.field === field)?.text ?? '';
}

/** R63: what the permission application is about. */
export type Purpose = 'give' | 'change' | 'remove';

export function purposeOf(kind: CaseKind, answers: readonly Answer[]): Purpose {
  if (kind === 'termination') return 'remove';
  const raw = answers.find(({ field }) => field === 'purpose')?.raw;
  return raw === 'Ta bort' ? 'remove' : raw === 'Ändra' ? 'change' : 'give';
}

/** The permissions that a case has given so far: one for each system whose task is done. */
export function grantsOf(c: Case): Grant[] {
  if (!gives[c.kind] || purposeOf(c.kind, c.application.answers) === 'remove') return [];
  const { subject, unit, from, to, systems } = c.application;
  return given(c).flatMap(({ id: wanted, queue, since }): Grant[] => {
    const system = systems.find(({ id }) => id === wanted);
    if (system === undefined) return [];
    return [
      {
        case: c.id,
        kind: c.kind,
        provider: c.provider,
        person: subject,
        employment: { unit, type: answerOf(c, 'employmentType'), title: answerOf(c, 'title') },
        costCode: costCodeOf(c.application),
        ...costCodesOf(c, system.id),
        system: { id: system.id, name: system.name, answers: [...system.answers, ...handedOut(c, system.id)] },
        queue,
        ordered: c.submittedAt,
        since,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      },
    ];
  });
}

/** By its number, what goes with a system and is to come back. */
function handedOut({ receipts = [], tasks }: Case, system: string): Answer[] {
  const { serial } =
    receipts.findLast((one) => one.serial && tasks.some(({ id, system: of }) => id === one.task && of === system)) ??
    {};
  return serial === undefined ? [] : [serial];
}

function costCodesOf({ charged = [] }: Case, system: string): Pick<Grant, 'costCodes'> {
  const own = charged.filter((one) => one.system === system);
  return own.length === 0 ? {} : { costCodes: own.map(({ from, costCode }) => ({ from, costCode })) };
}

type Given = { readonly id: string | undefined; readonly queue: Grant['queue']; readonly since: Instant };

/** Each system whose task is done; of an extension, which has none, all of them once it is approved. */
function given(c: Case): Given[] {
  const { extension, firstFinished, application } = c;
  if (extension === undefined)
    return grantedTasks(c.tasks).map((task) => ({
      id: task.system,
      queue: { id: task.queue, name: task.queueName },
      since: givenAt(c, task),
    }));
  if (firstFinished === undefined) return [];
  return application.systems.flatMap(({ id, queue }) =>
    queue === undefined ? [] : [{ id, queue, since: firstFinished.at }],
  );
}

/** The first time its task was done: doing it again alters the permission, and gives no other one. */
function givenAt(c: Case, task: Task): Instant {
  const done = c.log.find(({ verb, title }) => verb === 'complete' && title === task.title)?.at;
  return done ?? ('at' in task.state ? task.state.at : c.submittedAt);
}

/** The permissions of others' cases that this one has ended so far. */
export function endingsOf(c: Case): Ended[] {
  if (c.extension === undefined && purposeOf(c.kind, c.application.answers) === 'give') return [];
  return (c.ends ?? []).flatMap((ending) => {
    const at = endedAt(c, ending);
    if (at === undefined) return [];
    const due = c.termination === undefined ? {} : { due: c.termination.opensAt };
    return [{ case: ending.case, system: ending.system, by: c.id, at, ...due }];
  });
}

function endedAt(c: Case, { system, needsTask }: Ending): Instant | undefined {
  // What another employment keeps needs nobody: a termination that has opened has been weighed against all others.
  if (!needsTask) return c.termination ? c.termination.opened : c.firstFinished?.at;
  const task = grantedTasks(c.tasks).find((one) => one.system === system);
  return task && givenAt(c, task);
}

/** The order while it is with an approver or the queues; undefined when it is over. */
export function underWayOf(c: Case): UnderWay | undefined {
  if ((c.state !== 'attesting' && c.state !== 'handling') || !isAboutAccess(c)) return undefined;
  const { subject, unit, systems, answers, from } = c.application;
  return {
    case: c.id,
    kind: c.kind,
    purpose: purposeOf(c.kind, answers),
    person: { name: subject.name, hash: subject.hash },
    unit,
    systems: systems.map(({ id, name }) => ({ id, name })),
    ends: (c.ends ?? []).map(({ case: id, system }) => ({ case: id, system })),
    sentBy: c.submitter.name,
    ...(from === undefined ? {} : { from }),
    ...(c.termination === undefined ? {} : { lastDay: c.termination.lastDay, due: c.termination.opensAt }),
  };
}

/** What somebody has on a day: not ended, and not past its last day (R66). */
export function isHeld({ ended, to }: Held, today: Day): boolean {
  return ended === undefined && (to === undefined || today <= to);
}

export function isSameUnit(a: Unit, b: Unit): boolean {
  return a.name === b.name && a.costCode === b.costCode;
}
