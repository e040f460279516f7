import type { Booking } from './booking.ts';
import type { Answer } from './application.ts';
import type { Offer } from './offered.ts';
import type { Call } from './on-call.ts';
import type { Instant, Person } from './person.ts';
import type { TaskReminder } from './reminder.ts';
import type { TaskRefusal } from './task-refusal.ts';

export type QueueId = string;

export type TaskState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'queued'; readonly since: Instant }
  | { readonly kind: 'taken'; readonly by: Person; readonly at: Instant }
  | { readonly kind: 'questioned'; readonly by: Person; readonly at: Instant; readonly question: number }
  | {
      readonly kind: 'completed';
      readonly by: Person;
      readonly at: Instant;
      readonly credentials: boolean;
      /** Given in words. */
      readonly spoken?: true;
      /** What the stage asks for. */
      readonly answers?: readonly Answer[];
    }
  | { readonly kind: 'refused'; readonly by: Person; readonly at: Instant; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly at: Instant };

/**
 * What one queue is to do. Its card is the slot `queue.<id>.<round>`: a task that comes back to the queue is posted anew.
 * `purpose` is `redo` where it was finished and is done again because of an alteration, and `reissue` while new login
 * details are asked for; such a task holds nobody else up.
 * `version` counts every change of what its card shows and of the application it concerns.
 */
export type Task = {
  readonly id: string;
  readonly stage: number;
  readonly queue: QueueId;
  readonly queueName: string;
  readonly system?: string;
  readonly title: string;
  readonly round: number;
  readonly version: number;
  readonly purpose: 'fulfil' | 'redo' | 'reissue';
  readonly state: TaskState;
  readonly notes: readonly TaskNote[];
  /** Every time it was refused: the submitter was told of each, and those cards stay. */
  readonly refusals: readonly TaskRefusal[];
  /** When it came to its queue in this round; none of what came before this was recorded. */
  readonly came?: Instant;
  readonly reminders?: readonly TaskReminder[];
  /** Every proposal of times, where a time is booked; the last one holds. */
  readonly bookings?: readonly Booking[];
  /** Offered to some before its queue hears of it. */
  readonly offered?: Offer;
  /** Who has been called to it, in an on-call queue. */
  readonly calls?: readonly Call[];
  /**
   * It came to its queue, in this round, while that was closed: it stands in the queue's summary, and has a card of its own
   * once somebody has begun with it. `over` once the queue has opened.
   */
  readonly held?: { readonly until: Instant; readonly over: boolean };
  /** When its queue could not be reached in Teams, in this round, and whoever waits for it was told so. */
  readonly unreached?: Instant;
};

/** Something the queue should hear of though its card changes in silence: the slot `queue.<task>.<round>.note.<number>`, in its thread. */
export type TaskNote = {
  readonly number: number;
  readonly round: number;
  readonly kind:
    | 'putBack'
    | 'answered'
    | 'altered'
    | 'certificate'
    | 'late'
    | 'overdue'
    | 'timeChosen'
    | 'timesDeclined'
    | 'fileAttached';
  readonly by: string;
  /** When the queue opens that was closed when it was said. */
  readonly until?: Instant;
};
