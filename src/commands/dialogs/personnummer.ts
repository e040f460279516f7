import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { caseData, clickOf } from '../card-data.ts';
import type { Dialog } from '../dialog.ts';
import { personnummerPlace } from '../order/application.ts';
import { input } from '../order/input.ts';
import { unknownButton } from '../buttons.ts';
import { openSealed } from '../sealed.ts';
import { unreadableTexts } from '../unreadable.ts';
import { textDialog } from './text-dialog.ts';

/** Visa personnummer: recorded before it is shown. */
export const personnummerDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const { data } = parsed;
    const outcome = await act(context, {
      caseId: data.case,
      command: { verb: 'openPersonnummer' },
      click: clickOf(data),
      sensitive: true,
    });
    if (outcome.refused || !outcome.case)
      return { kind: 'notice', text: refusalText(outcome.refused ?? { reason: 'unknownCase' }) };
    const { subject } = outcome.case.application;
    const text = openSealed(context, subject.personnummer, personnummerPlace(outcome.case.id));
    if (text === undefined)
      return { kind: 'notice', text: `${unreadableTexts.personnummer} ${unreadableTexts.recorded}` };
    return textDialog({
      dialog: 'personnummer',
      data,
      heading: 'Personnummer',
      text: `${subject.name}: ${text}. Att du har öppnat det är antecknat i ärendet.`,
      fields: [input('text', 'copy', 'Personnummer', { value: text })],
      submit: '',
    });
  },
  submit: async () => ({ kind: 'closed' }),
};
