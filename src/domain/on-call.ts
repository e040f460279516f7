import type { Instant, Person } from './person.ts';

/** What the profile says of an on-call queue (beredskap): when the next one is called, and where it is reached by phone. */
export type OnCallSetting = { readonly minutes: number; readonly phone: string };

/** An on-call queue as it is now: who is to be called, in order, and what stands in the way. */
export type OnCall = OnCallSetting & {
  /** Its channel is known. */
  readonly linked: boolean;
  readonly people: readonly Person[];
  /** In the roster, but no longer of the queue's team: they cannot take anything. */
  readonly left: readonly Person[];
  /** When the roster names others. */
  readonly changes?: Instant;
  /** Who is told where there is nobody to call. */
  readonly admins: readonly Person[];
};

type CallBase = {
  readonly number: number;
  readonly round: number;
  readonly at: Instant;
  /** Those who stood in the roster and have left. */
  readonly left: readonly string[];
  /** For whoever waits. */
  readonly phone: string;
  /** When there is somebody else to call. */
  readonly until?: Instant;
};

/**
 * A task in an on-call queue is told of to one who is on call: by a mention in the thread of its card and in the own chat. `nobody`
 * where there is no one to call, or no one left; then `told` are, and whoever waits is given the phone number.
 */
export type Call = CallBase &
  (
    | { readonly kind: 'called'; readonly person: Person; readonly unreachable?: true }
    | { readonly kind: 'nobody'; readonly why: 'unlinked' | 'empty' | 'all'; readonly told: readonly Person[] }
  );
