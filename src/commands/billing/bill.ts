import { type Bill, chargesOf, currentMonth, isSettled, type Month } from '../../domain/billing.ts';
import type { Context } from '../context.ts';
import type { SettledBill } from '../billing-ports.ts';
import type { Services } from '../services.ts';

/** A month's bill: put down, or how it looks so far. `damaged` counts what could not be read. */
export type Shown =
  | { readonly kind: 'settled'; readonly bill: SettledBill }
  | { readonly kind: 'provisional'; readonly bill: Bill; readonly damaged: number }
  | { readonly kind: 'unreadable' };

/**
 * The bill of a month. The first time that a month which is over is asked for it is put down, and comes out the same from then
 * on. Never where something could not be read: what is missing would be missing for good.
 */
export async function billOf({ services, incoming, now }: Context, month: Month): Promise<Shown> {
  const shown = await readBill(services, month);
  if (shown.kind !== 'provisional' || !isSettled(month, now) || shown.damaged > 0) return shown;
  const settled = { ...shown.bill, at: now, by: incoming.person };
  if ((await services.billing.settle(settled)) === 'committed') return { kind: 'settled', bill: settled };
  const first = await services.billing.settled(month);
  return first === undefined || first === 'unreadable' ? { kind: 'unreadable' } : { kind: 'settled', bill: first };
}

/** The same without putting anything down. */
export async function readBill(services: Services, month: Month): Promise<Shown> {
  const before = await services.billing.settled(month);
  if (before === 'unreadable') return { kind: 'unreadable' };
  return before === undefined
    ? { kind: 'provisional', ...(await reckon(services, month)) }
    : { kind: 'settled', bill: before };
}

async function reckon(services: Services, month: Month): Promise<{ bill: Bill; damaged: number }> {
  const { held, underWay, unreadable } = await services.register.everyone();
  const prices = new Map(services.profile.systems.map(({ id, price = [] }) => [id, price]));
  const charges = chargesOf(month, { held, underWay }, (system) => prices.get(system) ?? []);
  return { bill: { month, charges, corrections: await services.billing.corrections(month) }, damaged: unreadable };
}

/** Nothing is known yet of what is to come. */
export function isToCome({ now }: Context, month: Month): boolean {
  return month > currentMonth(now);
}
