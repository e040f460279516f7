import type { Case } from '../domain/case.ts';
import type { Command } from '../domain/decide.ts';
import { act, type Outcome } from './act.ts';
import { type CaseData, caseData, clickOf } from './card-data.ts';
import type { Context } from './context.ts';
import type { Incoming, Reply } from './incoming.ts';
import { summaryReply } from './queue-summary.ts';
import { maySeeOutcome, maySeeSlot, replyTo } from './show.ts';
import { readSlot, type SlotRef } from './slot-ref.ts';
import { adopt } from './adopt.ts';

type Of<K extends SlotRef['kind']> = Extract<SlotRef, { kind: K }>;

/** A button that acts on the card where it stands: which slots carry it, and the command it means there. */
function on<K extends SlotRef['kind']>(
  kind: K,
  command: (slot: Of<K>, data: CaseData) => Command,
): (slot: SlotRef, data: CaseData) => Command | undefined {
  return (slot, data) => (slot.kind === kind ? command(slot as Of<K>, data) : undefined);
}

/** Every button of a case that needs nothing typed, by the verb that its card carries. */
export const buttons = {
  approve: on('approver', ({ round }) => ({ verb: 'approve', round })),
  undoApproval: on('approver', ({ round }) => ({ verb: 'undoApproval', round })),
  letEnd: on('owner', () => ({ verb: 'letEnd' })),
  withdraw: on('owner', () => ({ verb: 'withdraw' })),
  take: on('queue', ({ task }) => ({ verb: 'take', task })),
  takeOver: on('queue', ({ task }) => ({ verb: 'takeOver', task })),
  putBack: on('queue', ({ task }) => ({ verb: 'putBack', task })),
  requestCredentials: on('credentials', ({ task, round }) => ({ verb: 'requestCredentials', task, round })),
  receive: on('receipt', ({ task, round }) => ({ verb: 'receive', task, round })),
  chooseTime: on('booking', ({ number }, { time = '' }) => ({ verb: 'chooseTime', number, time })),
  declineTimes: on('booking', ({ number }) => ({ verb: 'declineTimes', number })),
} satisfies Record<string, (slot: SlotRef, data: CaseData) => Command | undefined>;

export async function press(
  context: Context<Incoming & { kind: 'execute' }>,
  verb: keyof typeof buttons,
): Promise<Reply> {
  const parsed = caseData.safeParse(context.incoming.data);
  const command = parsed.success ? buttons[verb](readSlot(parsed.data.slot), parsed.data) : undefined;
  if (!parsed.success || command === undefined) return unknownButton;
  const { data } = parsed;
  const outcome = await act(context, { caseId: data.case, command, click: clickOf(data) });
  if (outcome.case === undefined) return replyTo(outcome, data.slot, false);
  if (data.summary !== undefined)
    return (await summaryReply(context, outcome, data)) ?? (await copyFor(context, outcome, data));
  const copy = data.copy ?? false;
  const shown = await shownSlot(context, outcome.case, data);
  if (!(await maySeeOutcome(context, outcome, shown))) return replyTo({ refused: outcome.refused }, shown, copy);
  if (!copy) await adopt(context, outcome.case, shown);
  return replyTo(outcome, shown, copy);
}

/** The task's own card, where the summary that was pressed is no more; the reason alone for one who may not see it. */
async function copyFor(context: Context, outcome: Outcome, { slot }: CaseData): Promise<Reply> {
  const may = await maySeeOutcome(context, outcome, slot);
  return replyTo(may ? outcome : { refused: outcome.refused }, slot, true);
}

export const unknownButton: Extract<Reply, { kind: 'notice' }> = {
  kind: 'notice',
  text: 'Knappen går inte att använda. Skriv ”mina ärenden” så får du kortet på nytt.',
};

/** The slot whose card was pressed, if it is one that the presser may see: card data can be forged. */
async function shownSlot(context: Context, c: Case, { slot, shown }: CaseData): Promise<string> {
  return shown !== undefined && (await maySeeSlot(context, c, shown)) ? shown : slot;
}
