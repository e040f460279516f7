import type { Answer, Application } from './application.ts';
import type { Day, Instant, Person } from './person.ts';

/** What a process asks of a certificate (intyg), as it was when the case was sent. */
export type CertificateTerms = {
  readonly title: string;
  /** R95: within so many days, or the order is closed. */
  readonly days: number;
  readonly reminderDays: readonly number[];
  readonly courseText: string;
  readonly courseLink?: { readonly title: string; readonly url: string };
  /** R96: the field in which the submitter ticks that it was sent before. */
  readonly notedBy?: string;
};

export type CertificateRefusal = {
  readonly number: number;
  readonly by: Person;
  readonly at: Instant;
  readonly reason: string;
};

/** The submitter was reminded on a day, and had until the end of another: the news `certificate-reminder-<number>`. */
export type CertificateReminder = { readonly number: number; readonly days: number; readonly until: Day };

/** `since`: from when it is waited for, Skicka or the latest time that one was turned down. `version` counts what became of it. */
export type Certificate = {
  readonly version: number;
  readonly since: Instant;
  readonly reminders: readonly CertificateReminder[];
  readonly refusals: readonly CertificateRefusal[];
  readonly state:
    | { readonly kind: 'missing' }
    /** `note` says where it is, when it came in another way than as a file here. */
    | { readonly kind: 'given'; readonly by: Person; readonly at: Instant; readonly note?: string }
    | { readonly kind: 'accepted'; readonly by: Person; readonly at: Instant };
};

type Sent = { readonly application: Application; readonly terms: { readonly certificate?: CertificateTerms } };

/** As it stands when an order is sent; undefined where the process asks for none. */
export function certificateAtStart(sent: Sent, by: Person, at: Instant): Certificate | undefined {
  const { certificate } = sent.terms;
  if (certificate === undefined) return undefined;
  const missing: Certificate = { version: 1, since: at, reminders: [], refusals: [], state: { kind: 'missing' } };
  return isNoted(sent.application.answers, certificate) ? noted(missing, by, at) : missing;
}

/** An alteration may say that it was sent before; one of another person's is none of this one's. */
export function certificateAfter(
  { certificate, terms, application }: Sent & { readonly certificate?: Certificate },
  next: Application,
  by: Person,
  at: Instant,
): Certificate | undefined {
  if (certificate === undefined || terms.certificate === undefined) return certificate;
  const isAnother = application.subject.hash !== next.subject.hash;
  const waiting: Certificate = isAnother
    ? { ...certificate, version: certificate.version + 1, since: at, state: { kind: 'missing' } }
    : certificate;
  const saysSo =
    isNoted(next.answers, terms.certificate) && (isAnother || !isNoted(application.answers, terms.certificate));
  return saysSo && waiting.state.kind === 'missing' ? noted(waiting, by, at) : waiting;
}

function isNoted(answers: readonly Answer[], { notedBy }: CertificateTerms): boolean {
  return notedBy !== undefined && answers.some(({ field, raw }) => field === notedBy && raw === 'true');
}

const sentBefore = 'Enligt ansökan är det skickat tidigare; se Beskrivning.';

function noted(certificate: Certificate, by: Person, at: Instant): Certificate {
  return { ...certificate, version: certificate.version + 1, state: { kind: 'given', by, at, note: sentBefore } };
}
