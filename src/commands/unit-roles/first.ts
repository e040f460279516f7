import type { Application } from '../../domain/application.ts';
import type { Case, Task } from '../../domain/case.ts';
import type { Submission } from '../../domain/decisions/submit.ts';
import { firstTakers } from '../../domain/offer.ts';
import { wasOfferedTo } from '../../domain/offered.ts';
import type { Provider } from '../../domain/directory.ts';
import type { Process } from '../../profiles/schema.ts';
import type { Context } from '../context.ts';

/** R43, R50: who may take an order before its queue hears of it; nothing where the profile or the unit has nobody. */
export async function offeredFirst(
  { services }: Context,
  { process, provider }: { readonly process: Pick<Process, 'route'>; readonly provider: Provider },
  { unit }: Pick<Application, 'unit'>,
): Promise<Submission['first']> {
  const first = process.route[0]?.first;
  if (first === undefined) return undefined;
  const people = (await services.unitRoles.find(provider.id))?.value.people ?? [];
  const to = firstTakers(first, unit.name, people, provider.managers);
  return to.length === 0 ? undefined : { to, minutes: first.minutes };
}

/** One to whom the task was offered, and who is still what it was offered to them as: asked at every press. */
export async function mayTakeFirst({ services, incoming, rights }: Context, c: Case, task: Task): Promise<boolean> {
  const { id } = incoming.person;
  if (!wasOfferedTo(task, id)) return false;
  if (rights.managerOf.includes(c.provider.id)) return true;
  const people = (await services.unitRoles.find(c.provider.id))?.value.people ?? [];
  return people.some(({ person, unit }) => person.id === id && unit === c.application.unit.name);
}
