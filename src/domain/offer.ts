import type { Facts } from './actor.ts';
import type { Case } from './case.ts';
import type { Person } from './person.ts';

/** R43, R50: a unit's own people, by what they are there; `managers` are the provider's. */
export type FirstTerms = { readonly roles: readonly string[]; readonly managers: boolean; readonly minutes: number };

/** Somebody who is something at a unit of a provider. */
export type UnitRole = { readonly role: string; readonly unit: string; readonly person: Person };

const minute = 60_000;

/**
 * Who gets the card first: those of the unit who have one of the roles, and then the managers too. Nobody does where the unit has
 * nobody with a role: a manager alone is the one who asks.
 */
export function firstTakers(
  first: FirstTerms,
  unit: string,
  people: readonly UnitRole[],
  managers: readonly Person[],
): readonly Person[] {
  const own = people.filter((one) => one.unit === unit && first.roles.includes(one.role)).map(({ person }) => person);
  if (own.length === 0) return [];
  const all = [...own, ...(first.managers ? managers : [])];
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}

/** The case with what stands in a queue offered to these first. */
export function withOffer<C extends Case>(c: C, to: readonly Person[], minutes: number, { now }: Facts): C {
  if (to.length === 0) return c;
  const until = new Date(Date.parse(now) + minutes * minute).toISOString();
  const tasks = c.tasks.map((task) =>
    task.state.kind === 'queued' ? { ...task, offered: { to, until, over: false } } : task,
  );
  return { ...c, tasks };
}
