import type { Employment } from './application.ts';
import type { Day, Instant } from './person.ts';

/** Why permissions end: somebody leaves, is on leave for long (R42), or the last day of the permission itself has passed (R66). */
export const causes = ['leaves', 'leave', 'other', 'expired', 'late'] as const;
export type Cause = (typeof causes)[number];

/** What a termination is about, beside the systems of its application. */
export type Termination = {
  readonly lastDay: Day;
  readonly cause: Cause;
  /** When its tasks may open, and when they did: at the first look after that, when it has been weighed against others. */
  readonly opensAt: Instant;
  readonly opened?: Instant;
  /** R27: those that end. None where only some permissions do. */
  readonly employments: readonly Employment[];
  /** Systems that are kept through another employment; which one is said where it is at the same provider. */
  readonly kept: readonly { readonly name: string; readonly through?: string }[];
};

/** What has come of a permission's last day (R66). */
export type Expiry = {
  /** How the submitter was warned: so many days before, of the systems that were held then. */
  readonly warnings: readonly {
    readonly days: number;
    readonly systems: readonly string[];
    /** Told in one message with others' of the same day. */
    readonly together?: true;
  }[];
  /** "Låt den avslutas": no more warnings. */
  readonly letGo?: true;
  /** Systems that have been seen to: ended by a termination, or no longer held. */
  readonly seenTo?: readonly string[];
};

export const noExpiry: Expiry = { warnings: [] };

/**
 * A permission given by another case, to be ended: when the task of its system is completed, or with the case itself where it needs
 * no task.
 */
export type Ending = { readonly case: string; readonly system: string; readonly needsTask: boolean };
