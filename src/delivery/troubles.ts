import type { Cases } from '../commands/ports.ts';
import { absentOfSubject } from '../domain/absence.ts';
import type { Case } from '../domain/case.ts';
import { providerOfSubject } from '../domain/directory.ts';
import { newManager } from '../domain/onboarding.ts';
import { allOwners } from '../domain/owner.ts';
import type { Instant } from '../domain/person.ts';
import { overviewSlot } from '../domain/queue.ts';
import { isPlace, type TroubleOf, troubleKey, troubleOfSubject, troubleSubject } from '../domain/trouble.ts';
import { rosterOfSubject } from '../domain/roster.ts';
import { fileOfSubject } from '../domain/files.ts';
import type { TroubleRows } from '../store/troubles.ts';
import { troublePostings } from '../views/trouble.ts';
import type { Ports } from './deliver.ts';
import { isSame, type Place, reconcile, type Remaining } from './reconcile.ts';

export type TroublePorts = Ports & {
  readonly cases: Pick<Cases, 'wake'>;
  readonly troubles: TroubleRows;
  /** Those who are told, by aadObjectId. */
  readonly adminIds: readonly string[];
};

const atOnce = 100;
const minute = 60_000;
/** How often one of those that wait is tried, to see whether it goes now: often in the first hour, then seldom. */
const hour = 60 * minute;
const probes = { first: 10 * minute, later: hour };
/** The mail server is one for all, and may be down for a day. */
const mailProbes = { first: minute, later: 10 * minute };

/** Records what a look at a case found out about the places it shows things in. */
export async function noteTroubles(c: Case, remaining: Remaining, { troubles, now }: TroublePorts): Promise<void> {
  for (const { place, code } of once(remaining.unreachable))
    await troubles.begin(troubleOf(c, place), code, c.id, now());
  for (const { place } of once(remaining.released)) {
    const key = troubleKey(troubleOf(c, place));
    await troubles.release(key, c.id);
    if ((await troubles.waiting(key, 1)).length === 0) await troubles.mend(key, now());
  }
  for (const { place } of once(remaining.reached)) await troubles.mend(troubleKey(troubleOf(c, place)), now());
}

/** The same for what has messages of its own, all in one place: the subject itself is what waits. */
export async function noteOwnTrouble(
  of: Extract<TroubleOf, { kind: 'queue' | 'person' }>,
  subject: string,
  { unreachable, reached, released }: Remaining,
  { troubles, now }: TroublePorts,
): Promise<void> {
  const key = troubleKey(of);
  // Nobody misses the overview alone.
  const lost = unreachable.find(({ slot }) => slot !== overviewSlot);
  if (lost) await troubles.begin(of, lost.code, subject, now());
  if (lost || reached.length + released.length === 0) return;
  await troubles.release(key, subject);
  if (reached.length > 0 || (await troubles.waiting(key, 1)).length === 0) await troubles.mend(key, now());
}

/** Shows a trouble to the administrators; while it lasts one that waits is tried now and then, and all when it is over. */
export async function lookAtTrouble(key: string, ports: TroublePorts): Promise<{ next?: Instant }> {
  const { troubles, cases, now, adminIds } = ports;
  const trouble = await troubles.find(key);
  if (trouble === undefined) return {};
  const waits = await troubles.waiting(key, atOnce);
  const age = Date.parse(now()) - Date.parse(trouble.since);
  if (isPlace(trouble.of) && trouble.mended !== undefined) {
    await cases.wake(waits, now());
    for (const caseId of waits) await troubles.release(key, caseId);
  } else if (isPlace(trouble.of) && age >= minute) await probe(key, waits, ports);
  const postings = troublePostings(trouble, waits, adminIds);
  const { turnMs, retrySeconds } = await reconcile({ id: troubleSubject(key), postings }, ports);
  const again = Math.min(turnMs ?? Infinity, (retrySeconds ?? Infinity) * 1000);
  if (again < Infinity) return { next: later(now(), again) };
  if (trouble.mended !== undefined) return waits.length === atOnce ? { next: later(now(), 1000) } : {};
  // On the hour and its tenths, so that several looks make one wake.
  const { first, later: seldom } = trouble.of.kind === 'mail' ? mailProbes : probes;
  const every = age < hour ? first : seldom;
  return { next: new Date(Math.ceil((Date.parse(now()) + 1) / every) * every).toISOString() };
}

/** Tries one of those that wait; one that went well before that could be noted waits for nothing. */
async function probe(key: string, waits: readonly string[], ports: TroublePorts): Promise<void> {
  const { troubles, cases, posts, now } = ports;
  const [first] = waits;
  if (first === undefined) return troubles.mend(key, now());
  const shown = await posts.all(first);
  if ([...shown.values()].some(({ post }) => post.failed !== undefined)) return cases.wake([first], now());
  await troubles.release(key, first);
  if (waits.length === 1) await troubles.mend(key, now());
}

/** What the sender does with what keeps failing though Teams answers: the fault is in a case, or in the storage of files. */
export function setAside({ troubles, now }: Pick<TroublePorts, 'troubles' | 'now'>) {
  const kindOf = (id: string): 'cases' | 'files' => (fileOfSubject(id) === undefined ? 'cases' : 'files');
  return {
    setAside: (id: string, error: unknown): Promise<void> =>
      [troubleOfSubject, absentOfSubject, providerOfSubject, rosterOfSubject].every((of) => of(id) === undefined)
        ? troubles.begin({ kind: kindOf(id) }, error instanceof Error ? error.name : 'okänt fel', id, now())
        : Promise.resolve(),
    restored: async (id: string): Promise<void> => {
      const kind = kindOf(id);
      await troubles.release(kind, id);
      if ((await troubles.waiting(kind, 1)).length === 0) await troubles.mend(kind, now());
    },
  };
}

function later(now: Instant, ms: number): Instant {
  return new Date(Date.parse(now) + ms).toISOString();
}

function once<T extends { readonly place: Place }>(all: readonly T[]): T[] {
  return all.filter((one, index) => all.findIndex((other) => isSame(one.place, other.place)) === index);
}

function troubleOf(c: Case, { kind, id }: Place): TroubleOf {
  if (kind === 'mail') return { kind };
  if (kind !== 'person') return { kind, id, name: c.tasks.find(({ queue }) => queue === id)?.queueName ?? id };
  const reminded = c.tasks.flatMap(({ reminders = [] }) => reminders.flatMap(({ to }) => to));
  const called = c.tasks.flatMap(({ calls = [] }) =>
    calls.flatMap((call) => (call.kind === 'called' ? [call.person] : call.told)),
  );
  const people = [
    ...allOwners(c),
    ...[newManager(c)].filter((one) => one !== undefined),
    ...c.attestations.map(({ approver }) => approver),
    ...reminded,
    ...called,
    ...c.tasks.flatMap(({ offered }) => offered?.to ?? []),
  ];
  return { kind, id, name: people.find((person) => person.id === id)?.name ?? id };
}
