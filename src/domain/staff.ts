import type { Unit } from './application.ts';
import { employmentOf, employmentsOf, keyOf } from './employment.ts';
import { grouped } from './grouped.ts';
import type { Day } from './person.ts';
import { type Employment, type Held, isHeld, isSameUnit, type UnderWay } from './register.ts';
import { fold } from './text.ts';

/** Somebody at a provider who has something or is to get it. */
export type StaffMember = {
  readonly hash: string;
  /** As the latest order calls them. */
  readonly name: string;
  readonly held: readonly Held[];
  readonly underWay: readonly UnderWay[];
};

/** What somebody has through one of their employments. */
export type HeldThrough = { readonly employment: Employment; readonly held: readonly Held[] };

type Known = { readonly held: readonly Held[]; readonly underWay: readonly UnderWay[] };

/** The people of a provider with what they have on a day and what is under way, by name. */
export function staffOf({ held, underWay }: Known, today: Day): StaffMember[] {
  const present = held.filter((one) => isHeld(one, today));
  const hashes = new Set([...present, ...underWay].map(({ person }) => person.hash));
  const hashOf = ({ person }: { readonly person: { readonly hash: string } }): string => person.hash;
  const [ofHeld, ofUnderWay] = [grouped(present, hashOf), grouped(underWay, hashOf)];
  return [...hashes]
    .map((hash): StaffMember => {
      const [has, awaits] = [ofHeld.get(hash) ?? [], ofUnderWay.get(hash) ?? []];
      return { hash, name: nameOf(has, awaits), held: has, underWay: awaits };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'sv') || a.hash.localeCompare(b.hash));
}

function nameOf(held: readonly Held[], underWay: readonly UnderWay[]): string {
  const latest = latestOf(held);
  return latest?.person.name ?? underWay[0]?.person.name ?? '';
}

/** The permission that was given last: what it says of the person is the most current. */
export function latestOf(held: readonly Held[]): Held | undefined {
  return held.toSorted((a, b) => b.since.localeCompare(a.since) || a.case.localeCompare(b.case))[0];
}

/** Those whose names hold every word that is looked for. */
export function searchStaff(staff: readonly StaffMember[], query: string): readonly StaffMember[] {
  const words = fold(query).split(' ').filter(Boolean);
  return staff.filter(({ name }) => words.every((word) => fold(name).includes(word)));
}

/** R27: what somebody has, by employment. */
export function byEmployment(held: readonly Held[]): HeldThrough[] {
  const employments = employmentsOf(held);
  const groups = grouped(held, (one) => keyOf(employmentOf(one, employments) ?? one.employment));
  return employments.flatMap((employment) => {
    const through = groups.get(keyOf(employment));
    return through === undefined ? [] : [{ employment, held: through }];
  });
}

/** What is being done to a permission: an order under way takes it away or alters it. */
export function changeOf(one: Held, underWay: readonly UnderWay[]): 'removed' | 'changed' | undefined {
  const order = underWay.find(({ ends }) => ends.some((end) => end.case === one.case && end.system === one.system.id));
  return order && (order.purpose === 'remove' ? 'removed' : 'changed');
}

/** The first day on which something of theirs ends by itself. */
export function nextEnd(held: readonly Held[]): Day | undefined {
  return held.flatMap(({ to }) => to ?? []).sort()[0];
}

export function unitsOf({ held, underWay }: StaffMember): Unit[] {
  const units = [...held.map(({ employment }) => employment.unit), ...underWay.map(({ unit }) => unit)];
  return units.filter((unit, index) => units.findIndex((other) => isSameUnit(other, unit)) === index);
}
