import type { Stage } from '../../domain/case.ts';
import type { Terms } from '../../domain/terms.ts';
import type { Process, Profile } from '../../profiles/schema.ts';
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
export function allTerms(profile: Profile, process: Process, systems: FilledIn['systems']): Terms {
  const { credentials, reminders } = profile;
  const { approvalDays, escalateApprovalDays, taskDays, escalateTaskDays, escalateTo } = reminders;
  return {
    ...termsOf(process),
    cost: costOf(profile, process, systems),
    credentialMinutes: credentials.minutesAfterFirstOpening,
    credentialReminderDays: credentials.reminderDays,
    credentialDays: credentials.days,
    reminders: { approvalDays, escalateApprovalDays, taskDays, escalateTaskDays, escalateTo },
  };
}

/** What the ordered systems cost, where the profile gives a price or a word on it. */
function costOf({ systems }: Profile, process: Process, ordered: FilledIn['systems']): string {
  const own = systems
    .filter(({ id }) => ordered.some((one) => one.id === id))
    .flatMap(({ name, price, costText }) => {
      const words = price ? `${price.amount} kr per månad och användare` : costText;
      return words === undefined ? [] : [`${name}: ${words}`];
    });
  return own.length > 0 ? own.join('; ') : process.costText;
}

export function routeOf({ queues }: Profile, { route }: Process): Stage[] {
  return route.map(({ id, queue, per, title, credentials, asks }) => ({
    ...(id === undefined ? {} : { id }),
    queue,
    per,
    title,
    queueName: queues[queue]?.name ?? queue,
    ...(credentials ? {} : { credentials }),
    ...(asks.length === 0 ? {} : { asks }),
  }));
}
