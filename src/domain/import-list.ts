import type { Case, Finished, Stage, CaseKind } from './case.ts';
import type { Application } from './application.ts';
import { dayOf } from './calendar/days.ts';
import type { Terms } from './terms.ts';
import type { Instant, Person } from './person.ts';
import { type Held, isSameUnit } from './register.ts';
import { planTasks } from './route.ts';

/** A list of those who had access before the bot: what became of it, and how far it has come. */
export type ImportList = {
  readonly id: string;
  readonly by: Person;
  readonly at: Instant;
  /** `checked`: read and shown, nothing written yet. */
  readonly state: 'checked' | 'running' | 'done' | 'dropped';
  readonly rows: number;
  readonly faults: number;
  readonly batches: number;
  readonly cursor: number;
  readonly permissions: number;
  readonly added: number;
  /** They were there already. */
  readonly known: number;
  readonly endedAt?: Instant;
  /** What it is shown with before somebody says go: nothing of whom it is about. */
  readonly preview?: {
    readonly people: number;
    readonly providers: readonly string[];
    /** Permissions that are there already. */
    readonly known: number;
    /** The first of the lines with faults, with what is wrong. */
    readonly faults: readonly { readonly number: number; readonly text: string }[];
  };
};

/** The id under which a list is woken, where a case has its own. */
export const listSubject = (id: string): string => `import.${id}`;
export const listOfSubject = (id: string): string | undefined => /^import\.(.+)$/.exec(id)?.[1];

export type Listed = {
  readonly id: string;
  readonly list: string;
  readonly kind: CaseKind;
  readonly provider: { readonly id: string; readonly name: string };
  /** Whose the case is from now on. */
  readonly owner: Person;
  readonly by: Person;
  readonly application: Application;
  readonly route: readonly Stage[];
  readonly terms: Terms;
  readonly since: Instant;
  readonly now: Instant;
};

/** A permission that somebody had before: a case that is at its end, so that it can be ended, changed and followed like any other. */
export function importedCase({
  id,
  list,
  kind,
  provider,
  owner,
  by,
  application,
  route,
  terms,
  since,
  now,
}: Listed): Finished {
  const tasks = planTasks(route, application, [], now)
    .filter(({ system }) => system !== undefined)
    .map((task) => ({ ...task, state: { kind: 'completed', by, at: since, credentials: false } as const }));
  return {
    state: 'finished',
    at: now,
    partly: false,
    id,
    revision: 1,
    kind,
    submitter: owner,
    provider,
    submittedAt: now,
    terms,
    route,
    application,
    held: [],
    attestations: [],
    questions: [],
    tasks,
    handovers: [],
    imported: { list, by },
    log: [{ at: now, by: by.name, verb: 'import' }],
  };
}

/**
 * The case without the systems that the person has at that unit already, or had until it was ended there: the same list twice
 * changes nothing, and gives nothing back that was taken away. Undefined where nothing is left.
 */
export function withoutKnown(c: Finished, held: readonly Held[]): Finished | undefined {
  const { unit, from, systems } = c.application;
  const isKnown = ({ system, employment, ended }: Held, id: string): boolean =>
    system.id === id &&
    isSameUnit(employment.unit, unit) &&
    (ended === undefined || from === undefined || from <= dayOf(ended.at));
  const left = systems.filter(({ id }) => !held.some((one) => isKnown(one, id)));
  if (left.length === 0) return undefined;
  const ids = new Set(left.map(({ id }) => id));
  return {
    ...c,
    application: { ...c.application, systems: left },
    tasks: c.tasks.filter(({ system }) => system !== undefined && ids.has(system)),
  };
}

export function permissionsIn(cases: readonly Case[]): number {
  return cases.reduce((sum, { application }) => sum + application.systems.length, 0);
}
