import type { Answer } from './application.ts';
import type { Case } from './case.ts';
import { purposeOf, type Held } from './register.ts';

/**
 * What one case holds so that no other may have it: a value that must be its person's own (`key` is the value's keyed hash, `holder` the
 * person), or one of several systems of which a person has exactly one (`key` is the person, `holder` the system).
 */
export type Reserved = {
  readonly scope: string;
  readonly key: string;
  readonly holder: string;
  /** The system that it goes with, and is freed with. */
  readonly system?: string;
  /** What it is, to be read. */
  readonly label: string;
};

/** Everything that a case holds as it stands. What it takes away it does not hold. */
export function reservedBy(c: Case): Reserved[] {
  if (c.state === 'rejected' || c.state === 'withdrawn' || c.state === 'lapsed') return [];
  const altered = c.state === 'handling' && c.alteration ? [c.alteration.application] : [];
  return [c.application, ...altered].flatMap((application) => {
    const { answers, systems, subject } = application;
    if (purposeOf(c.kind, answers) === 'remove') return [];
    const unique = (given: readonly Answer[], system?: string): Reserved[] =>
      given.flatMap(({ field, label, unique: key }) =>
        key === undefined
          ? []
          : [{ scope: field, key, holder: subject.hash, label, ...(system === undefined ? {} : { system }) }],
      );
    const given = systems.filter(({ id }) => !isRefused(c, id));
    return [
      ...unique(answers),
      ...given.flatMap((system) => [
        ...unique(system.answers, system.id),
        ...(system.alternative === undefined
          ? []
          : [
              {
                scope: system.alternative,
                key: subject.hash,
                holder: system.id,
                system: system.id,
                label: system.name,
              },
            ]),
      ]),
      // What was handed out stays out while its task is done anew.
      ...(c.receipts ?? []).flatMap(({ serial, task }) =>
        serial === undefined ? [] : unique([serial], c.tasks.find(({ id }) => id === task)?.system),
      ),
    ];
  });
}

function isRefused({ tasks }: Case, system: string): boolean {
  return tasks.some(
    ({ system: of, state, purpose }) =>
      of === system && (state.kind === 'cancelled' || (state.kind === 'refused' && purpose === 'fulfil')),
  );
}

/** What a step of a case takes that it did not hold before; of the same value once. */
export function newlyReserved(before: Case | undefined, after: Case): Reserved[] {
  const had = new Set((before ? reservedBy(before) : []).map(sign));
  const all = reservedBy(after).filter((one) => !had.has(sign(one)));
  return [...new Map(all.map((one) => [`${one.scope} ${one.key}`, one])).values()];
}

const sign = ({ scope, key, holder }: Reserved): string => JSON.stringify([scope, key, holder]);

/**
 * Whether another case stands in the way of what is wanted: it holds the same for somebody else, and what it gave has not ended.
 * `held` is what its person has at its provider.
 */
export function standsInTheWay(other: Case, wanted: Reserved, held: readonly Held[]): boolean {
  return isHolding(other, wanted, held).some(({ holder }) => holder !== wanted.holder);
}

/** What a case holds of that value and has not given back: freed when the permission that it came with ends. */
export function isHolding(c: Case, { scope, key }: Reserved, held: readonly Held[]): Reserved[] {
  const gave = held.filter((one) => one.case === c.id);
  const isOver = ({ system }: Reserved): boolean => {
    const some = gave.filter((one) => system === undefined || one.system.id === system);
    // Of a case that is done, what gave nothing holds nothing.
    return some.length === 0 ? c.state === 'finished' : some.every(({ ended }) => ended !== undefined);
  };
  return reservedBy(c).filter((one) => one.scope === scope && one.key === key && !isOver(one));
}
