import type { Command } from '../../domain/decide.ts';
import { checkText } from '../../domain/words.ts';
import { cleanText } from '../../domain/text.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { type CaseData, caseData, clickOf, cutText, typed } from '../card-data.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { input } from '../order/input.ts';
import { unknownButton } from '../buttons.ts';
import { closeWith } from '../show.ts';
import { readSlot, type SlotRef } from '../slot-ref.ts';
import { textDialog } from './text-dialog.ts';

type Words = {
  readonly dialog: string;
  readonly heading: string;
  readonly lead: string;
  readonly label: string;
  readonly submit: string;
  readonly style?: 'positive' | 'destructive';
};

/** A dialog that takes one text and means a command by it, on an approver's or a queue's card. */
function saySomething(words: Words, command: (slot: SlotRef, text: string) => Command | undefined): Dialog {
  const show = (data: CaseData, value: string, fault: string): Reply =>
    textDialog({
      ...words,
      data,
      text: words.lead,
      fields: [input('long', 'text', `${words.label} (obligatoriskt)`, { value, fault })],
    });
  return {
    open: async ({ incoming }) => {
      const parsed = caseData.safeParse(incoming.data);
      return parsed.success ? show(parsed.data, '', '') : unknownButton;
    },
    submit: async (context) => {
      const parsed = caseData.safeParse(context.incoming.data);
      if (!parsed.success) return unknownButton;
      const text = cleanText(typed(context.incoming, 'text'));
      const meant = command(readSlot(parsed.data.slot), text);
      if (meant === undefined) return unknownButton;
      const fault = checkText(text);
      if (fault) return show(parsed.data, text, refusalText(fault.refused) + cutText(context.incoming, 'text'));
      return closeWith(await act(context, { caseId: parsed.data.case, command: meant, click: clickOf(parsed.data) }));
    },
  };
}

const shownTo = 'Texten syns för den som beställde och för dem som har ärendet. Skriv inget personnummer.';

/** Begär komplettering, by the approver or by the one who has the task. */
export const askDialog = saySomething(
  {
    dialog: 'ask',
    heading: 'Begär komplettering',
    lead: shownTo,
    label: 'Vad behöver du veta?',
    submit: 'Begär komplettering',
  },
  (slot, text) => {
    if (slot.kind === 'approver') return { verb: 'askAsApprover', round: slot.round, text };
    return slot.kind === 'queue' ? { verb: 'askAsCaseworker', task: slot.task, text } : undefined;
  },
);

/** Godkänn, where the rule leaves it to the approver, who says why (domain 6). */
export const approveDialog = saySomething(
  {
    dialog: 'approve',
    heading: 'Godkänn',
    lead: `Rutinen säger inte hur det ska bli i det här fallet, så du avgör. ${shownTo}`,
    label: 'Varför godkänner du?',
    submit: 'Godkänn',
  },
  (slot, text) => (slot.kind === 'approver' ? { verb: 'approve', round: slot.round, reason: text } : undefined),
);

/** Avslå, with the reason, by the approver or by the one who has the task. */
export const rejectDialog = saySomething(
  { dialog: 'reject', heading: 'Avslå', lead: shownTo, label: 'Anledning', submit: 'Avslå', style: 'destructive' },
  (slot, text) => {
    if (slot.kind === 'approver') return { verb: 'reject', round: slot.round, reason: text };
    return slot.kind === 'queue' ? { verb: 'refuseTask', task: slot.task, reason: text } : undefined;
  },
);
