import type { Case, Handover } from './case.ts';

/**
 * The places where a case is shown, by name:
 * `owner.status`, `owner.question.<n>`, `owner.booking.<n>`, `owner.news.<n>`, `approver.<round>`, `approver.<round>.reminder`,
 * `queue.<task>.<round>`, and beginning like it `.note.<n>`, `.reminder.<n>`, `.escalated.<n>.<index>`, `.call.<n>`, `.offer.<index>`, `.mention.<n>`
 * and `.nobody.<n>.<index>`,
 * `credentials.<task>.<round>`, `handed.<task>.<round>`, `receipt.<task>.<round>`, `manager.welcome`. An owner after the submitter has her own,
 * ending in `.to<number>`. By mail: `mail.<task>.<round>` and what follows on it.
 * A click on the card that asks where a file belongs is recorded under `file.<id>`.
 */
export const slots = {
  status: 'owner.status',
  news: (key: string): string => `owner.news.${key}`,
  question: (number: number): string => `owner.question.${number}`,
  booking: (number: number): string => `owner.booking.${number}`,
  approver: (round: number): string => `approver.${round}`,
  approverReminder: (round: number): string => `approver.${round}.reminder`,
  queue: (task: string, round: number): string => `queue.${task}.${round}`,
  note: (task: string, round: number, number: number): string => `queue.${task}.${round}.note.${number}`,
  taskReminder: (task: string, round: number, number: number): string => `queue.${task}.${round}.reminder.${number}`,
  escalated: (task: string, round: number, number: number, index: number): string =>
    `queue.${task}.${round}.escalated.${number}.${index}`,
  /** In the own chat of one who may take it first. */
  offer: (task: string, round: number, index: number): string => `queue.${task}.${round}.offer.${index}`,
  /** Told of to one who is on call, in the own chat, and by a mention in the thread of the task's card. */
  call: (task: string, round: number, number: number): string => `queue.${task}.${round}.call.${number}`,
  mention: (task: string, round: number, number: number): string => `queue.${task}.${round}.mention.${number}`,
  nobody: (task: string, round: number, number: number, index: number): string =>
    `queue.${task}.${round}.nobody.${number}.${index}`,
  /** Where it is asked in which case a file belongs; `file` is the first of those sent together. */
  file: (file: string): string => `file.${file}`,
  credentials: (task: string, round: number): string => `credentials.${task}.${round}`,
  /** The same for login details that go to one person alone. */
  handed: (task: string, round: number): string => `handed.${task}.${round}`,
  receipt: (task: string, round: number): string => `receipt.${task}.${round}`,
  mail: (id: string): string => `mail.${id}`,
};

/** Where login details are told of. */
export function handoverSlot({ task, round, to }: Pick<Handover, 'task' | 'round' | 'to'>): string {
  return to === undefined ? slots.credentials(task, round) : slots.handed(task, round);
}

export const isFileSlot = (slot: string): boolean => slot.startsWith('file.');

/** The version of what a slot shows; undefined for a slot that the case does not have. A change elsewhere does not alter it. */
export function slotVersion(c: Case, slot: string): number | undefined {
  const [kind, name, round] = slot.split('.');
  switch (kind) {
    case 'owner':
      if (name === 'booking') return bookingVersion(c, Number(round));
      // Choosing another approver is the one thing a submitter can do twice with the same application.
      // A certificate can be given more than once.
      return (
        c.application.version +
        c.attestations.filter(({ outcome }) => outcome.kind === 'replaced').length +
        (c.certificate?.version ?? 0)
      );
    case 'approver':
      return c.attestations.find((attestation) => attestation.round === Number(name))?.version;
    case 'queue':
      return c.tasks.find((task) => task.id === name && task.round === Number(round))?.version;
    case 'file':
      // Nothing of the case stands on the card that asks where a file belongs.
      return 0;
    case 'credentials':
    case 'handed':
      return c.handovers.find((handover) => handover.task === name && handover.round === Number(round))?.version;
    case 'receipt': {
      const receipt = c.receipts?.find(({ task, round: of }) => task === name && of === Number(round));
      return receipt?.version ?? c.tasks.find((task) => task.id === name && task.round === Number(round))?.version;
    }
    default:
      return undefined;
  }
}

function bookingVersion({ tasks }: Case, number: number): number | undefined {
  return tasks.flatMap(({ bookings = [] }) => bookings).find((booking) => booking.number === number)?.version;
}
