import type { Reminders } from './reminder.ts';
import type { CertificateTerms } from './certificate.ts';

/**
 * Who approves: somebody with attest right for the provider, an orderer, or nobody but the one who sends it. `nobody`: there is
 * nothing to decide.
 */
export type ApproverRole = 'attester' | 'orderer' | 'submitter' | 'nobody';

/** Sent, it is approved. */
export function isApprovedWhenSent(approver: ApproverRole | undefined): boolean {
  return approver === 'submitter' || approver === 'nobody';
}

/** What an order can be called in a sentence. */
export const nouns = ['ansökan', 'beställning', 'anmälan', 'avanmälan', 'begäran'] as const;
export type Noun = (typeof nouns)[number];

export type Terms = {
  /** What it is called, in the profile's words; `ansökan` where nothing is said. */
  readonly title?: string;
  readonly noun?: Noun;
  /** Who orders, and whose the case is; a provider's responsible managers where nothing is said. */
  readonly orderedBy?: 'managers' | 'orderers' | 'contacts';
  /** `attester` where nothing is said. */
  readonly approver?: ApproverRole;
  /** R24: the submitter signs too. */
  readonly signed?: boolean;
  /** Whether a submitter with attest right may approve the own order. */
  readonly ownAttestation: boolean;
  readonly cost: string;
  /** A word to the one who follows the case, on its card. */
  readonly note?: string;
  /** Where to turn instead, where its queue cannot be reached: nobody waits for days for help. */
  readonly callText?: string;
  /** What whoever waits can do when it takes longer than was promised. */
  readonly lateText?: string;
  /** So many days before the start those concerned are told of what is missing. */
  readonly warnDays?: readonly number[];
  readonly credentialMinutes: number;
  readonly credentialReminderDays: number;
  readonly credentialDays: number;
  /** The queues that are told by mail, each with its address. */
  readonly mail?: Readonly<Record<string, string>>;
  /** How many days before its last day the submitter is warned, each time. */
  readonly expiryWarningDays?: readonly number[];
  /** None for what was sent before there were any. */
  readonly reminders?: Reminders;
  readonly handling?: HandlingTime;
  readonly certificate?: CertificateTerms;
  readonly delivery?: Delivery;
};

/** What goes with the login details (R87): a word, and links to what is to be installed and read. */
export type Delivery = {
  readonly text: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
};

/** How long it takes: so many days from when the order came, or from when it was approved. */
export type HandlingTime = { readonly days: number; readonly from: 'arrival' | 'approval' };
