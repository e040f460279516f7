import { type Bill, chargesOf, currentMonth, isSettled, type Month } from '../../domain/billing.ts';
import type { Context } from '../context.ts';
import type { SettledBill } from '../billing-ports.ts';

/** A month's bill: put down, or how it looks so far. `damaged` counts what could not be read. */
export type Shown =
  | { readonly kind: 'settled'; readonly bill: SettledBill }
  | { readonly kind: 'provisional'; readonly bill: Bill; readonly damaged: number }
  | { readonly kind: 'unreadable' };

/**
 * The bill of a month. The first time that a month which is over is asked for it is put down, and comes out the same from then
 * on. Never where something could not be read: what is missing would be missing for good.
 */
export async function billOf(context: Context, month: Month): Promise<Shown> {
  const { services, incoming, now } = context;
  const before = await services.billing.settled(month);
  if (before === 'unreadable') return { kind: 'unreadable' };
  if (before !== undefined) return { kind: 'settled', bill: before };
  const bill = await reckon(context, month);
  if (!isSettled(month, now) || bill.damaged > 0) return { kind: 'provisional', ...bill };
  const settled = { ...bill.bill, at: now, by: incoming.person };
  if ((await services.billing.settle(settled)) === 'committed') return { kind: 'settled', bill: settled };
  const first = await services.billing.settled(month);
  return first === undefined || first === 'unreadable' ? { kind: 'unreadable' } : { kind: 'settled', bill: first };
}

async function reckon({ services }: Context, month: Month): Promise<{ bill: Bill; damaged: number }> {
  const { held, underWay, unreadable } = await services.register.everyone();
  const prices = new Map(services.profile.systems.map(({ id, price = [] }) => [id, price]));
  const charges = chargesOf(month, { held, underWay }, (system) => prices.get(system) ?? []);
  return { bill: { month, charges, corrections: await services.billing.corrections(month) }, damaged: unreadable };
}

/** Nothing is known yet of what is to come. */
export function isToCome({ now }: Context, month: Month): boolean {
  return month > currentMonth(now);
}
