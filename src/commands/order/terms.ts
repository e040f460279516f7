import type { Stage } from '../../domain/case.ts';
import type { CertificateTerms } from '../../domain/certificate.ts';
import type { Day } from '../../domain/person.ts';
import { type Price, priceOn } from '../../domain/price.ts';
import type { Terms } from '../../domain/terms.ts';
import { mailboxesOf } from '../../profiles/mailboxes.ts';
import type { Process, Profile } from '../../profiles/schema.ts';
import { formatDay, formatKronor } from '../../views/format.ts';
import type { FilledIn } from './fill-in.ts';

/** Who orders and approves, and what it is called: what a case keeps of its process. */
export function termsOf({
  title,
  noun,
  orderedBy,
  attestation,
}: Process): Pick<Terms, 'title' | 'noun' | 'orderedBy' | 'approver' | 'ownAttestation' | 'signed'> {
  return {
    title,
    noun,
    orderedBy,
    approver: attestation.by,
    ownAttestation: attestation.self,
    ...(attestation.signed ? { signed: true } : {}),
  };
}

/** What the case needs of the profile from now on. */
export function allTerms(profile: Profile, process: Process, systems: FilledIn['systems'], today: Day): Terms {
  const { credentials, reminders } = profile;
  const { approvalDays, escalateApprovalDays, taskDays, escalateTaskDays, escalateTo } = reminders;
  return {
    ...termsOf(process),
    cost: costOf(profile, process, systems, today),
    ...(process.note === undefined ? {} : { note: process.note }),
    ...(process.callText === undefined ? {} : { callText: process.callText }),
    ...(process.lateText === undefined ? {} : { lateText: process.lateText }),
    ...(process.warnDays === undefined ? {} : { warnDays: process.warnDays }),
    credentialMinutes: credentials.minutesAfterFirstOpening,
    credentialReminderDays: credentials.reminderDays,
    credentialDays: credentials.days,
    mail: mailboxesOf(profile),
    expiryWarningDays: profile.expiry.warningDays,
    reminders: { approvalDays, escalateApprovalDays, taskDays, escalateTaskDays, escalateTo },
    ...demandsOf(process),
  };
}

/** How long it takes, what must come with it, and what is delivered. */
function demandsOf({
  handlingDays,
  handlingFrom,
  certificate,
  delivery,
}: Process): Pick<Terms, 'handling' | 'certificate' | 'delivery'> {
  return {
    ...(handlingDays === undefined || handlingFrom === undefined
      ? {}
      : { handling: { days: handlingDays, from: handlingFrom } }),
    ...(certificate === undefined ? {} : { certificate: certificateOf(certificate) }),
    ...(delivery === undefined ? {} : { delivery: { text: delivery.text, links: delivery.links } }),
  };
}

function certificateOf({
  title,
  days,
  reminderDays,
  courseText,
  courseLink,
  noted,
}: NonNullable<Process['certificate']>): CertificateTerms {
  return {
    title,
    days,
    reminderDays,
    courseText,
    ...(courseLink === undefined ? {} : { courseLink: { title: courseLink.title, url: courseLink.url } }),
    ...(noted === undefined ? {} : { notedBy: noted.field }),
  };
}

/** What the ordered systems cost, where the profile gives a price or a word on it. */
function costOf({ systems }: Profile, process: Process, ordered: FilledIn['systems'], today: Day): string {
  const own = systems
    .filter(({ id }) => ordered.some((one) => one.id === id))
    .flatMap(({ name, price, costText }) => {
      const words = price ? priceText(price, today) : costText;
      return words === undefined ? [] : [`${name}: ${words}`];
    });
  return own.length > 0 ? own.join('; ') : process.costText;
}

/** The price of today, and what is known to come. */
function priceText(prices: readonly Price[], today: Day): string {
  const current = priceOn(prices, today);
  const coming = prices.filter(({ from }) => from > today);
  return [
    ...(current === undefined ? [] : [`${formatKronor(current.amount)} per månad och användare`]),
    ...coming.map(({ from, amount }) => `från ${formatDay(from)} ${formatKronor(amount)}`),
  ].join(', ');
}

export function routeOf({ queues }: Profile, { route }: Pick<Process, 'route'>): Stage[] {
  return route.map(({ id, queue, per, title, credentials, asks, booking, identity, spoken, handTo }) => ({
    ...(id === undefined ? {} : { id }),
    queue,
    per,
    title,
    queueName: queues[queue]?.name ?? queue,
    ...(credentials ? {} : { credentials }),
    ...(asks.length === 0 ? {} : { asks }),
    ...(booking === undefined ? {} : { booking: { item: booking.item } }),
    ...(identity.length === 0 ? {} : { identity }),
    ...(spoken ? { spoken } : {}),
    ...(handTo === undefined ? {} : { handTo }),
  }));
}
