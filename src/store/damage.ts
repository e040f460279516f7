import type { Unreadable } from '../commands/unreadable.ts';
import type { Instant } from '../domain/person.ts';
import type { TroubleRows } from './troubles.ts';

/** A row that was to be removed and was gone already: told, but nothing is lost by it. */
export class MissingRow extends Error {
  override readonly name = 'MissingRow';
}

export type Damage = {
  /** By its key, and the error's name: its message may quote what somebody typed. */
  readonly log: (damage: { readonly key: string; readonly error: string }) => void;
  readonly troubles: Pick<TroubleRows, 'begin'>;
  readonly now: () => Instant;
};

const quietMs = 3_600_000;
const mostKnown = 10_000;
/** What keys may hold and names of what waits may not. */
const notInNames = /[^\w.-]/g;

/** Logs what cannot be read and tells administrators, once an hour each: it is met at every look at a list. */
export function reportDamage({ log, troubles, now }: Damage): Unreadable {
  const told = new Map<string, number>();
  return (key, error) => {
    const at = Date.parse(now());
    if (Math.abs(at - (told.get(key) ?? -Infinity)) < quietMs) return;
    if (told.size >= mostKnown) told.clear();
    told.set(key, at);
    log({ key, error: error instanceof Error ? error.name : typeof error });
    if (error instanceof MissingRow) return;
    // Whoever met it goes on; where the storage does not answer either, the log has it.
    troubles
      .begin({ kind: 'rows' }, 'Unreadable', key.replace(notInNames, '.').slice(0, 100), now())
      .catch(() => undefined);
  };
}
