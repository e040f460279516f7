import { isApprovedWhenSent, type Terms } from '../../domain/terms.ts';
import type { Provider } from '../../domain/directory.ts';
import type { Approver } from '../../domain/decisions/submit.ts';
import type { Person } from '../../domain/person.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { awayNow } from '../away.ts';
import type { Context } from '../context.ts';

/**
 * Everybody but oneself who may approve for the provider: its responsible managers, and those of the municipality with attest right;
 * orderers alone where the order is theirs to approve.
 */
export async function approversFor(
  { services, incoming }: Context,
  provider: Provider,
  { approver }: Pick<Terms, 'approver'>,
): Promise<Person[]> {
  const groups = await services.directory.groups();
  // Of a damaged entry the names are gone: nobody can choose among those.
  const own = groups?.value.unreadable ? undefined : groups?.value;
  const managers = provider.unreadable ? [] : provider.managers;
  const orderers = own?.orderers ?? [];
  const all = approver === 'orderer' ? orderers : [...managers, ...(own?.approvers ?? []), ...orderers];
  const others = all.filter((person) => person.id !== incoming.person.id);
  return others
    .filter((person, index) => others.findIndex((other) => other.id === person.id) === index)
    .sort((a, b) => a.name.localeCompare(b.name, 'sv'));
}

/** The chosen approver with the rights the directory gives them now; undefined when nobody was chosen, in either way. */
export async function readApprover(
  context: Context,
  provider: Provider,
  terms: Pick<Terms, 'approver'>,
  { own, approver }: { own: boolean; approver: string },
): Promise<Approver | undefined> {
  if (own || isApprovedWhenSent(terms.approver)) return { own: true };
  if (approver === '') return undefined;
  const person = (await approversFor(context, provider, terms)).find((one) => one.id === approver);
  // Somebody who is not in the list is let through to the decision, which refuses for want of the right.
  const asked = person ?? { id: approver, name: 'Okänd person' };
  const { services, now } = context;
  const [rights, away] = await Promise.all([
    services.directory.rights(approver),
    awayNow(services, approver, dayOf(now)),
  ]);
  return { own: false, person: asked, rights, ...(away ? { away } : {}) };
}
