import { formatCaseId } from '../../domain/case-id.ts';
import { historyRows } from '../../views/history.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { unknownButton } from '../buttons.ts';
import { caseData } from '../card-data.ts';
import type { Dialog } from '../dialog.ts';
import { maySeeSlot } from '../show.ts';

/** Historik: who did what and when, for whoever may see the card it stands on. */
export const historyDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const c = (await context.services.cases.read(parsed.data.case))?.value;
    if (c === undefined || !(await maySeeSlot(context, c, parsed.data.slot))) {
      return { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
    }
    const card = render('message-dialog', {
      sayHeading: 'Historik',
      text: `Ärende ${formatCaseId(c.id)}, det senaste först.`,
      rows: historyRows(c),
    });
    return { kind: 'dialog', title: 'Historik', size: 'medium', card };
  },
  submit: async () => ({ kind: 'closed' }),
};
