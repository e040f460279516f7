import { refusalText } from '../../views/refusals.ts';
import { unknownButton } from '../buttons.ts';
import { caseData } from '../card-data.ts';
import type { Dialog } from '../dialog.ts';
import { maySeeSlot } from '../show.ts';
import { readinessCard } from './coming.ts';

/** Uppstart, on the card of the order: that provider alone. */
export const readinessDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const c = (await context.services.cases.read(parsed.data.case))?.value;
    if (c?.kind !== 'newProvider' || !(await maySeeSlot(context, c, parsed.data.slot)))
      return { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
    return { kind: 'dialog', title: 'Uppstart', size: 'medium', card: await readinessCard(context, [c]) };
  },
  submit: async () => ({ kind: 'closed' }),
};
