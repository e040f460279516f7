import { dayOf } from '../../domain/calendar/days.ts';
import { childCaseId, formatCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import { isOwner } from '../../domain/actor.ts';
import type { Provider } from '../../domain/directory.ts';
import { stillHeld } from '../../domain/ending-day.ts';
import type { Day } from '../../domain/person.ts';
import type { Held } from '../../domain/register.ts';
import { refusalText } from '../../views/refusals.ts';
import { actorOf, type Context } from '../context.ts';
import type { Cases } from '../ports.ts';
import { unreadableTexts } from '../unreadable.ts';

/** A case whose permissions can get another last day. */
export type Extensible = {
  readonly c: Case;
  readonly until: Day;
  readonly provider: Provider;
  readonly held: readonly Held[];
  /** The number that the extension gets: the same one for two presses. */
  readonly id: string;
};

/** What can be extended, or why nothing can, in words. */
export async function findExtensible(
  context: Context,
  c: Case | undefined,
): Promise<Extensible | { readonly text: string }> {
  const { services, now } = context;
  if (c === undefined || !isOwner(c, actorOf(context)))
    return { text: refusalText({ reason: c ? 'notEntitled' : 'unknownCase' }) };
  const until = c.application.to;
  if (until === undefined || dayOf(now) > until)
    return { text: 'T.o.m. har passerat, så det går inte att förlänga. Ansök på nytt med ”ny behörighet”.' };
  const provider = (await services.directory.provider(c.provider.id))?.value;
  if (provider === undefined || provider.unreadable) return { text: unreadableTexts.provider };
  const held = stillHeld(c, await services.register.known(provider.id, c.application.subject.hash));
  if (held.length === 0)
    return { text: 'Det finns inget kvar att förlänga: det är redan förlängt, ändrat eller avslutat.' };
  const { orders, free } = await ordersOf(c, services.cases);
  const waiting = orders.find((child) => child.extension !== undefined && child.state === 'attesting');
  return waiting
    ? { text: `Förlängningen är redan begärd i ärende ${formatCaseId(waiting.id)} och väntar på att godkännas.` }
    : { c, until, provider, held, id: free };
}

/** The orders that have come of a case, by their numbers, and the number of the next. */
export async function ordersOf(
  { id: parent }: Pick<Case, 'id'>,
  cases: Pick<Cases, 'read'>,
): Promise<{ readonly orders: readonly Case[]; readonly free: string }> {
  const orders: Case[] = [];
  for (;;) {
    const free = childCaseId(parent, orders.length);
    const child = (await cases.read(free))?.value;
    if (child === undefined) return { orders, free };
    orders.push(child);
  }
}
