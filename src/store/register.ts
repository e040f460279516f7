import { z } from 'zod';
import type { Register } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { caseKinds, type Case } from '../domain/case.ts';
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
import type { Sealed } from '../domain/secret.ts';
import { everyonePrefix, personKey, personPrefix, staffKey, staffPrefix } from './keys.ts';
import { everything, readRow } from './read.ts';
import type { Row, Table } from './table.ts';

const named = z.object({ id: z.string(), name: z.string() });
const answer = z.object({
  field: z.string(),
  label: z.string(),
  text: z.string(),
  raw: z.string(),
  unique: z.string().optional(),
});
const employment = z.object({
  unit: z.object({ name: z.string(), costCode: z.string() }),
  type: z.string(),
  title: z.string(),
});
const grantRow = z.object({
  case: z.string(),
  kind: z.enum(caseKinds),
  provider: named,
  person: z.object({
    name: z.string(),
    hash: z.string(),
    personnummer: z.string().transform((text) => text as Sealed),
  }),
  employment,
  costCode: z.string(),
  costCodes: z.array(z.object({ from: z.string(), costCode: z.string() })).optional(),
  system: named.extend({ answers: z.array(answer) }),
  queue: named,
  ordered: z.string().optional(),
  since: z.string(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
const underWayRow = z.object({
  case: z.string(),
  kind: z.enum(caseKinds),
  purpose: z.enum(['give', 'change', 'remove']),
  person: z.object({ name: z.string(), hash: z.string() }),
  unit: z.object({ name: z.string(), costCode: z.string() }),
  systems: z.array(named),
  ends: z.array(z.object({ case: z.string(), system: z.string() })),
  from: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
  sentBy: z.string(),
});
const leftRow = z.object({
  case: z.string(),
  employments: z.array(employment),
  lastDay: z.iso.date(),
  at: z.string(),
});
const endedRow = z.object({ case: z.string(), system: z.string(), by: z.string(), at: z.string() });

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
      .map((one) => [`${one.case}.${one.system}`, one]),
  );
  return rows
    .filter(isOf('g'))
    .flatMap((row) => readRow(row, grantRow, unreadable) ?? [])
    .map((grant) => withEnded(plain(grant), ended.get(`${grant.case}.${grant.system.id}`)));
}

/** Who has which permission, as the cases that gave and ended them say. */
export function createRegister(table: Table, unreadable: Unreadable): Register {
  const all = async (providerId: string, hash?: string): Promise<Everything> => {
    const rows = await everything(table, hash === undefined ? staffPrefix(providerId) : staffPrefix(providerId, hash));
    return {
      held: joined(rows, unreadable),
      underWay: rows.filter(isOf('o')).flatMap((row) => toUnderWay(readRow(row, underWayRow, unreadable))),
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
      const held = joined(await everything(table, everyonePrefix()), counting);
      return { held, unreadable: damaged };
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

function toUnderWay(row: z.output<typeof underWayRow> | undefined): UnderWay[] {
  if (row === undefined) return [];
  const { from, lastDay, ...rest } = row;
  return [{ ...rest, ...(from === undefined ? {} : { from }), ...(lastDay === undefined ? {} : { lastDay }) }];
}

/** Without the properties that are there and say nothing. */
function plain({ ordered, from, to, ...grant }: z.output<typeof grantRow>): Grant {
  return {
    ...grant,
    ...(ordered === undefined ? {} : { ordered }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

function withEnded(grant: Grant, ended: Ended | undefined): Held {
  return ended === undefined ? grant : { ...grant, ended };
}
