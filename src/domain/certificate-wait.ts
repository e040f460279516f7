import { addDays, dayOf, daysLater } from './calendar/days.ts';
import type { Case } from './case.ts';
import type { Certificate, CertificateReminder, CertificateTerms } from './certificate.ts';
import type { Day, Instant } from './person.ts';
import { afterDays } from './reminder.ts';

/** The case is asked for a certificate and has none: its tasks do not open before it has (R18, R86). */
export function lacksCertificate({ certificate }: Pick<Case, 'certificate'>): boolean {
  return certificate?.state.kind === 'missing';
}

/** The last day on which it can be given; undefined where none is waited for. */
export function lastDay(c: Case): Day | undefined {
  const { certificate, terms } = c;
  if (certificate === undefined || terms.certificate === undefined || !isWaitedFor(c)) return undefined;
  return addDays(dayOf(certificate.since), terms.certificate.days);
}

function isWaitedFor(c: Case): boolean {
  return lacksCertificate(c) && (c.state === 'attesting' || c.state === 'handling');
}

/** R95: the midnight in Sweden after the last day; holidays and clock changes do not move it. */
function deadline({ since }: Certificate, { days }: CertificateTerms): Instant {
  return daysLater(since, days);
}

type Waited = { readonly certificate: Certificate; readonly terms: CertificateTerms };

function waitedFor(c: Case): Waited | undefined {
  const { certificate, terms } = c;
  return certificate === undefined || terms.certificate === undefined || !isWaitedFor(c)
    ? undefined
    : { certificate, terms: terms.certificate };
}

/** When something comes of its not being given. */
export function certificateWakes(c: Case): readonly Instant[] {
  const waited = waitedFor(c);
  if (waited === undefined) return [];
  const { certificate, terms } = waited;
  return [...remindersLeft(waited).map((days) => afterDays(certificate.since, days)), deadline(certificate, terms)];
}

/** What has come of it by now: `late`, a reminder, or nothing. */
export function certificateDue(c: Case, now: Instant): 'late' | CertificateReminder | undefined {
  const waited = waitedFor(c);
  if (waited === undefined) return undefined;
  const { certificate, terms } = waited;
  if (deadline(certificate, terms) <= now) return 'late';
  // Where the bot has stood still, the latest says it all.
  const days = remindersLeft(waited).findLast((left) => afterDays(certificate.since, left) <= now);
  if (days === undefined) return undefined;
  return { number: certificate.reminders.length + 1, days, until: addDays(dayOf(certificate.since), terms.days) };
}

/** Those of this wait that are still to come, in order. */
function remindersLeft({ certificate, terms }: Waited): number[] {
  const until = addDays(dayOf(certificate.since), terms.days);
  const latest = certificate.reminders.findLast((reminder) => reminder.until === until)?.days ?? 0;
  return terms.reminderDays.filter((days) => days > latest).toSorted((a, b) => a - b);
}
