import { formatCaseId } from '../domain/case-id.ts';
import type { Case, Handover, TaskNote } from '../domain/case.ts';
import { ownerOf } from '../domain/owner.ts';
import { isHeld } from '../domain/holds.ts';
import { isOffered } from '../domain/offered.ts';
import { isSettled } from '../domain/route.ts';
import { handoverSlot, slots } from '../domain/slots.ts';
import { approverNews } from './approver-news.ts';
import { approvalReminder, approverCard } from './approver.ts';
import { callPostings, uncalledNews } from './calls.ts';
import { bookingCards } from './booking.ts';
import { credentialsCard } from './credentials.ts';
import { expiryCards } from './expiry.ts';
import { newsCards, questionCard, statusCard } from './owner.ts';
import { offerPostings } from './offers.ts';
import { passedOn } from './passed-on.ts';
import { type Addressee, heldBack, type Posting } from './posting.ts';
import { noteText, placeOfTask, taskCard } from './queue.ts';
import { receiptCard } from './receipt.ts';
import { taskReminders } from './reminders.ts';
import { welcome } from './start.ts';
import { nounOf } from './words.ts';

export type { Posting };

const noteSummaries: Record<TaskNote['kind'], string> = {
  putBack: 'åter i kön',
  answered: 'frågan är besvarad',
  altered: 'uppgifterna är ändrade',
  certificate: 'intyget har kommit',
  late: 'startdatumet närmar sig',
  overdue: 'handläggningstiden har gått',
  timeChosen: 'en tid är vald',
  timesDeclined: 'andra tider behövs',
  fileAttached: 'något är bifogat',
};

/** Everything that is shown of a case, each thing where its addressee sees it. */
export function postings(c: Case): Posting[] {
  return passedOn(c, shownOf(c));
}

/** By slots, whosever the case is. A pure function of it: what changes with time alone is recorded by a wake. */
function shownOf(c: Case): Posting[] {
  const owner = { kind: 'person', personId: ownerOf(c).id } as const;
  const receiverOf = ({ to }: Handover): Addressee => (to ? { kind: 'person', personId: to.id } : owner);
  const noun = nounOf(c.terms);
  const say = (text: string): string => `Ärende ${formatCaseId(c.id)}: ${text}`;
  const card = (slot: string, to: Addressee, data: object, summary: string): Posting => ({
    slot,
    to,
    template: 'case',
    data: { ...data },
    summary: say(summary),
  });
  return [
    {
      ...card(slots.status, owner, statusCard(c), `${noun.definite} är skickad`),
      ...(c.imported ? { unsent: true } : {}),
    },
    ...c.attestations
      // The own tick needs no card, unless the approval was taken back and is asked for again.
      .filter((attestation) => !attestation.own || attestation.outcome.kind !== 'approved' || attestation.version > 2)
      .map((attestation) => ({
        ...card(
          slots.approver(attestation.round),
          { kind: 'person', personId: attestation.approver.id },
          approverCard(c, attestation),
          `en ${noun.indefinite} att godkänna`,
        ),
        retired: attestation.outcome.kind === 'replaced' || attestation.outcome.kind === 'handedOn',
      })),
    ...c.attestations
      .filter(({ reminded }) => reminded)
      .map((attestation) => ({
        ...card(
          slots.approverReminder(attestation.round),
          { kind: 'person', personId: attestation.approver.id },
          approvalReminder(c, attestation),
          `en ${noun.indefinite} väntar på att du godkänner`,
        ),
        retired: attestation.outcome.kind !== 'waiting',
        ...heldBack(attestation.remindedUntil),
      })),
    ...c.questions.map((question) =>
      card(slots.question(question.number), owner, questionCard(c, question), 'en fråga till dig'),
    ),
    ...c.tasks.flatMap((task) =>
      Array.from({ length: task.round }, (_, index) => index + 1).map((round) => ({
        ...card(
          slots.queue(task.id, round),
          placeOfTask(task, round),
          taskCard(c, task, round),
          `${task.title} att handlägga`,
        ),
        retired: round < task.round,
        held: isHeld(task) || isOffered(task),
        open: round === task.round && c.state === 'handling' && !isSettled(task),
        ...(c.terms.mail?.[task.queue] === undefined ? {} : { alsoByMail: true }),
      })),
    ),
    ...c.tasks.flatMap((task) =>
      task.notes.map((note): Posting => ({
        slot: slots.note(task.id, note.round, note.number),
        to: { kind: 'thread', of: slots.queue(task.id, note.round) },
        template: 'note',
        data: { text: task.held ? say(noteText(note)) : noteText(note) },
        summary: say(noteSummaries[note.kind]),
        ...heldBack(note.until),
      })),
    ),
    ...offerPostings(c),
    ...callPostings(c),
    ...taskReminders(c),
    ...c.handovers.map((handover) =>
      card(
        handoverSlot(handover),
        receiverOf(handover),
        credentialsCard(c, handover),
        'inloggningsuppgifter att hämta',
      ),
    ),
    ...(c.receipts ?? [])
      // What the manager receipted first was told by nobody.
      .filter(({ received, version }) => received === undefined || version > 1)
      .map((receipt) =>
        card(
          slots.receipt(receipt.task, receipt.round),
          owner,
          receiptCard(c, receipt),
          `${receipt.item} att kvittera`,
        ),
      ),
    ...c.handovers
      .filter((handover) => handover.reminded)
      .map((handover): Posting => ({
        slot: `${handoverSlot(handover)}.reminder`,
        to: receiverOf(handover),
        template: 'note',
        data: {
          text: `Påminnelse: i ärende ${formatCaseId(c.id)} finns inloggningsuppgifter som ingen har hämtat. Skriv ”ärende ${formatCaseId(c.id)}” så får du kortet.`,
        },
        summary: say('inloggningsuppgifter väntar'),
        retired: handover.state.kind !== 'unopened',
        ...heldBack(handover.remindedUntil),
      })),
    ...bookingCards(c).map((one) => card(one.slot, owner, one.card, one.summary)),
    ...welcome(c),
    ...[...newsCards(c), ...uncalledNews(c, slots.news)].map(({ key, card: data, summary }) =>
      card(slots.news(key), owner, data, summary.toLowerCase()),
    ),
    ...approverNews(c, slots.news).map(({ key, card: data, summary, isOver, until }) => ({
      ...card(slots.news(key), owner, data, summary.toLowerCase()),
      // One who answered before the hours began need not be told of.
      ...(until !== undefined && isOver ? { retired: true } : {}),
      ...heldBack(until),
    })),
    ...expiryCards(c).map(({ key, card: data, summary, held }) => ({
      ...card(slots.news(key), owner, data, summary.toLowerCase()),
      held,
    })),
  ];
}
