import { findUnits, unitText } from '../domain/form.ts';
import { fold } from '../domain/text.ts';
import { entitledPeople } from './absence/entitled.ts';
import type { Context } from './context.ts';
import type { Incoming, Reply } from './incoming.ts';
import { isOnCall } from './roster/queues.ts';
import { searchLeavers } from './terminate/search.ts';
import { showAll } from './order/typed.ts';
import type { Services } from './services.ts';

const hitsAtOnce = 5;
/** Teams shows no more. */
const mostPeople = 15;

const none: Reply = { kind: 'choices', choices: [] };

/** R68: type-ahead in units, by name or ansvarskod: five hits, and a last line that shows them all. Only the own provider's. */
export async function search({
  incoming,
  services,
  rights,
  now,
}: Context<Incoming & { kind: 'search' }>): Promise<Reply> {
  const [kind, providerId] = incoming.dataset.split('/');
  if (kind === 'leavers') return searchLeavers({ incoming, services, rights, now });
  if (kind === 'providers') return searchProviders({ incoming, services, rights, now });
  if (kind === 'entitled') return rights.admin ? searchEntitled(services, incoming.query) : none;
  if (kind !== 'units' || providerId === undefined || !rights.managerOf.includes(providerId)) return none;
  const provider = (await services.directory.provider(providerId))?.value;
  const { hits, total } = findUnits(provider?.units ?? [], incoming.query.slice(0, 100), {
    limit: incoming.skip + hitsAtOnce,
  });
  const choices = hits.slice(incoming.skip).map((unit) => ({ title: unitText(unit), value: unitText(unit) }));
  const all =
    total > incoming.skip + choices.length
      ? [{ title: `Visa alla (${total})`, value: `${showAll}${incoming.query.slice(0, 100)}` }]
      : [];
  return { kind: 'choices', choices: [...choices, ...all] };
}

/** Every provider by name, for those on call: whoever rings may be of any. */
async function searchProviders(context: Context<Incoming & { kind: 'search' }>): Promise<Reply> {
  if (!(await isOnCall(context))) return none;
  const wanted = fold(context.incoming.query.slice(0, 100));
  const found = (await context.services.directory.providers()).filter(({ name }) => fold(name).includes(wanted));
  return { kind: 'choices', choices: found.slice(0, mostPeople).map(({ id, name }) => ({ title: name, value: id })) };
}

/** Everybody who is asked to approve, by name, for administrators. */
async function searchEntitled({ directory }: Services, query: string): Promise<Reply> {
  const wanted = fold(query.slice(0, 100));
  const found = (await entitledPeople(directory)).filter(({ person }) => fold(person.name).includes(wanted));
  const choices = found.map(({ person, what }) => ({ title: `${person.name} (${what})`, value: person.id }));
  return { kind: 'choices', choices: choices.slice(0, mostPeople) };
}
