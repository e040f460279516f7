import type { Provider } from '../../domain/directory.ts';
import { lists } from '../../domain/lists.ts';
import type { Context } from '../context.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';

const looked = 100;

/** What it means that a provider has no responsible manager, with the open cases of those who left; empty where it has one. */
export async function lastManagerText(
  context: Context,
  before: Provider | undefined,
  after: Provider,
): Promise<string> {
  if (after.managers.length > 0) return '';
  const lack = `${after.name} har ingen ansvarig chef: ingen kan beställa för utföraren.`;
  const open = (await Promise.all((before?.managers ?? []).map(({ id }) => openCases(context, id, after.id)))).reduce(
    (sum, count) => sum + count,
    0,
  );
  if (open === 0) return lack;
  const cases = open === 1 ? 'ett ärende pågår' : `${open} ärenden pågår`;
  return `${lack} Minst ${cases}, och ingen kan svara på frågor eller ta emot inloggningsuppgifter i ${open === 1 ? 'det' : 'dem'}. Lägg till en ny chef.`;
}

/** The latest cases that somebody sent for the provider and that are not at their end. */
async function openCases({ services }: Context, personId: string, providerId: string): Promise<number> {
  const { entries } = await services.cases.list(lists.mine(personId), { limit: looked });
  const found = await readAll(
    services.cases,
    entries.map(({ caseId }) => caseId),
  );
  const cases = found.flatMap((stored) => (stored && !(stored instanceof UnreadableRow) ? [stored.value] : []));
  return cases.filter(({ provider, state }) => provider.id === providerId && ['attesting', 'handling'].includes(state))
    .length;
}
