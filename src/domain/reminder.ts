import { local } from './calendar/days.ts';
import type { Instant, Person } from './person.ts';

/** After how many days somebody is reminded of what nobody has touched, and after how many more hear of it. */
export type Reminders = {
  readonly approvalDays: number;
  readonly escalateApprovalDays: number;
  readonly taskDays: number;
  readonly escalateTaskDays: number;
  readonly escalateTo: EscalateTo;
};
export type EscalateTo = 'orderers' | 'admins';

/**
 * Told because nothing has happened since `since`: to the queue, in the thread of the task's card, that it is untaken; to
 * the one who has it; to those who look after what stands still. Its cards are the slots
 * `queue.<task>.<round>.reminder.<number>` and, one for each who is told, `queue.<task>.<round>.escalated.<number>.<index>`.
 */
export type TaskReminder = {
  readonly number: number;
  readonly round: number;
  readonly kind: 'untaken' | 'idle' | 'escalated';
  readonly since: Instant;
  readonly to: readonly Person[];
  /** When the queue opens that was closed when it was said, or people's hours begin. */
  readonly until?: Instant;
};

/**
 * The same time of day so many days later, also over the nights when the clock is changed. The one place that knows which
 * days count for reminders: all of them.
 */
export function afterDays(from: Instant, days: number): Instant {
  return new Date(local(from).plus({ days }).toMillis()).toISOString();
}
