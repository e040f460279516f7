import { findUnits, unitText } from '../domain/form.ts';
import type { Context } from './context.ts';
import type { Incoming, Reply } from './incoming.ts';
import { showAll } from './order/typed.ts';

const hitsAtOnce = 5;

/** R68: type-ahead in units, by name or ansvarskod: five hits, and a last line that shows them all. Only the own provider's. */
export async function search({ incoming, services, rights }: Context<Incoming & { kind: 'search' }>): Promise<Reply> {
  const [kind, providerId] = incoming.dataset.split('/');
  if (kind !== 'units' || providerId === undefined || !rights.managerOf.includes(providerId))
    return { kind: 'choices', choices: [] };
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
