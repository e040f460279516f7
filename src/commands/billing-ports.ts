import type { Bill, Correction, Month } from '../domain/billing.ts';
import type { Instant, Person } from '../domain/person.ts';

/** A month's bill as it was put down, by whoever asked for it first. */
export type SettledBill = Bill & { readonly at: Instant; readonly by: Person };

/** What is charged for. A month is put down once, and a correction is never written over. */
export interface Billing {
  /** `unreadable` where it was put down, and something of it is damaged. */
  settled(month: Month): Promise<SettledBill | 'unreadable' | undefined>;
  /** `conflict`: somebody was first. */
  settle(bill: SettledBill): Promise<'committed' | 'conflict'>;
  /** Those entered in a month, oldest first. */
  corrections(month: Month): Promise<Correction[]>;
  /** `conflict`: it is entered already. */
  correct(correction: Correction): Promise<'committed' | 'conflict'>;
}
