import type { Register } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import type { Case } from '../domain/case.ts';
import {
  type Ended,
  endingsOf,
  type Grant,
  grantsOf,
  type Held,
  type UnderWay,
  underWayOf,
} from '../domain/register.ts';
import { claimsOf, leftOf } from '../domain/termination.ts';
import { everyonePrefix, personKey, personPrefix, staffKey, staffPrefix } from './keys.ts';
import { everything, readRow } from './read.ts';
import { endedRow, grantRow, leftRow, toEnded, toGrant, toUnderWay, underWayRow } from './register-rows.ts';
import type { Row, Table } from './table.ts';

type Everything = Awaited<ReturnType<Register['everywhere']>>;

/** `once`: nobody else may have written it; whoever is second must decide anew. */
type RegisterRow = { readonly key: string; readonly value: object; readonly once?: true };

/**
 * The rows of the register that follow from a case, written in its own transactions. What is given, what is ended and what is
 * under way are rows of their own, so that no case ever writes another's.
 */
export function registerRows(c: Case): RegisterRow[] {
  const { hash } = c.application.subject;
  const underWay = underWayOf(c);
  const left = leftOf(c);
  return [
    ...(underWay ? [{ key: staffKey(c.provider.id, hash, `o.${c.id}`), value: underWay }] : []),
    ...grantRows(grantsOf(c)),
    // One termination at a time ends a permission.
    ...claimsOf(c).map((claim) => ({
      key: staffKey(c.provider.id, hash, `c.${claim.case}.${claim.system}`),
      value: { by: c.id },
      once: true as const,
    })),
    ...(left ? [{ key: staffKey(c.provider.id, hash, `l.${c.id}`), value: left }] : []),
    ...endingsOf(c).map((ended) => ({
      key: staffKey(c.provider.id, hash, `e.${ended.case}.${ended.system}`),
      value: ended,
    })),
  ];
}

/** Also the row by which a person is found at every provider. */
export function grantRows(grants: readonly Grant[]): RegisterRow[] {
  const rows = grants.flatMap((grant) => [
    {
      key: staffKey(grant.provider.id, grant.person.hash, `g.${grant.case}.${grant.system.id}`),
      value: grant,
    },
    { key: personKey(grant.person.hash, grant.provider.id), value: {} },
  ]);
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

/** What was given, with how it was ended. */
function joined(rows: readonly Row[], unreadable: Unreadable): Held[] {
  const ended = new Map(
    rows
      .filter(isOf('e'))
      .flatMap((row) => readRow(row, endedRow, unreadable) ?? [])
      .map((one) => [`${one.case}.${one.system}`, toEnded(one)]),
  );
  return rows
    .filter(isOf('g'))
    .flatMap((row) => readRow(row, grantRow, unreadable) ?? [])
    .map((grant) => withEnded(toGrant(grant), ended.get(`${grant.case}.${grant.system.id}`)));
}

/** Who has which permission, as the cases that gave and ended them say. */
export function createRegister(table: Table, unreadable: Unreadable): Register {
  const all = async (providerId: string, hash?: string): Promise<Everything> => {
    const rows = await everything(table, hash === undefined ? staffPrefix(providerId) : staffPrefix(providerId, hash));
    return {
      held: joined(rows, unreadable),
      underWay: underWayIn(rows, unreadable),
      left: rows.filter(isOf('l')).flatMap((row) => readRow(row, leftRow, unreadable) ?? []),
    };
  };
  const atProvider = async (providerId: string, hash: string): Promise<Held[]> => (await all(providerId, hash)).held;
  const providersOf = async (hash: string): Promise<string[]> =>
    (await everything(table, personPrefix(hash))).map(({ key }) => key.slice(personPrefix(hash).length));
  return {
    known: all,
    async everyone() {
      let damaged = 0;
      const counting: Unreadable = (key, error) => {
        damaged += 1;
        unreadable(key, error);
      };
      const rows = await everything(table, everyonePrefix());
      const held = joined(rows, counting);
      return { held, underWay: underWayIn(rows, counting), unreadable: damaged };
    },
    ofProvider: async (providerId) => (await all(providerId)).held,
    atProvider,
    ofPerson: async (hash) => {
      const found = await Promise.all((await providersOf(hash)).map((id) => atProvider(id, hash)));
      return found.flat();
    },
    everywhere: async (hash, providerId) => {
      const providers = new Set([...(await providersOf(hash)), providerId]);
      const found = await Promise.all([...providers].map((id) => all(id, hash)));
      return {
        held: found.flatMap(({ held }) => held),
        underWay: found.flatMap(({ underWay }) => underWay),
        left: found.flatMap(({ left }) => left),
      };
    },
  };
}

/** What kind of row it is: given, ended or an order under way. */
function isOf(kind: 'g' | 'e' | 'o' | 'l'): (row: Row) => boolean {
  return ({ key }) => key.slice(key.lastIndexOf('!') + 1).startsWith(`${kind}.`);
}

function underWayIn(rows: readonly Row[], unreadable: Unreadable): UnderWay[] {
  return rows.filter(isOf('o')).flatMap((row) => toUnderWay(readRow(row, underWayRow, unreadable)));
}

function withEnded(grant: Grant, ended: Ended | undefined): Held {
  return ended === undefined ? grant : { ...grant, ended };
}
