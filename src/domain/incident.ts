import type { Answer } from './application.ts';
import type { Case } from './case.ts';
import type { Instant } from './person.ts';
import { fold } from './text.ts';

/** What makes two reports one: the same answers to these fields, none of them among `except`, within so many minutes of the first. */
export type Gathers = {
  readonly fields: readonly string[];
  readonly except: readonly string[];
  readonly minutes: number;
};

/** It follows the first report of its fault, and is no task of its own. */
export function isGathered({ gathered, state }: Pick<Case, 'gathered' | 'state'>): boolean {
  return gathered !== undefined && (state === 'handling' || state === 'attesting');
}

/** What a fault is known by in its queue; undefined where the answers do not say which fault it is. Holds what keys may hold. */
export function incidentName(
  { fields, except }: Gathers,
  answers: readonly Answer[],
  queue: string,
): string | undefined {
  const said = fields.map((id) => answers.find(({ field }) => field === id)?.text ?? '');
  if (said.some((text) => text === '' || except.includes(text))) return undefined;
  return [queue, ...said.map(nameOf)].join('.');
}

/** The longest part of a key is 120 characters: profiles have short choices, and few of them. */
const longestName = 40;

function nameOf(text: string): string {
  const plain = fold(text).replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, longestName);
}

/** Whether another report of the fault gathers on this one: nobody has solved it, and it is not too long ago. */
export function takesReports(first: Case, { minutes }: Pick<Gathers, 'minutes'>, now: Instant): boolean {
  const age = Date.parse(now) - Date.parse(first.submittedAt);
  return first.state === 'handling' && first.gathering !== undefined && age >= 0 && age <= minutes * 60_000;
}

/** How many have reported it, the first one among them, and how many providers those are. */
export function countOf({ gathering, provider }: Pick<Case, 'gathering' | 'provider'>): {
  readonly reports: number;
  readonly providers: number;
} {
  const others = gathering?.reports ?? [];
  const providers = new Set([provider.id, ...others.map((report) => report.provider.id)]);
  return { reports: others.length + 1, providers: providers.size };
}

/** How the first report stands, as far as it matters to those that follow it. */
export function standingOf(first: Case): string {
  const tasks = first.tasks.map(({ id, state, calls = [], unreached = '' }) => {
    const by = 'by' in state ? state.by.id : '';
    return [id, state.kind, by, calls.length, unreached];
  });
  return JSON.stringify([first.state, ...tasks]);
}
