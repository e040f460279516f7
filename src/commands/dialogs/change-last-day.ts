import { dayOf } from '../../domain/calendar/days.ts';
import { isOwner } from '../../domain/actor.ts';
import { isTerminating, waitsForDay } from '../../domain/terminating.ts';
import { cleanLine } from '../../domain/text.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { type CaseData, caseData, clickOf, typed } from '../card-data.ts';
import { actorOf } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { input } from '../order/input.ts';
import { closeWith } from '../show.ts';
import { checkLastDay } from '../terminate/checks.ts';
import { textDialog } from './text-dialog.ts';

/** Ändra sista dag, while a termination waits for its day. */
export const changeLastDayDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const c = (await context.services.cases.read(parsed.data.case))?.value;
    if (c === undefined || !isOwner(c, actorOf(context)))
      return { kind: 'notice', text: refusalText({ reason: c ? 'notEntitled' : 'unknownCase' }) };
    if (!isTerminating(c) || !waitsForDay(c)) return { kind: 'notice', text: refusalText({ reason: 'hasBegun' }) };
    return show(parsed.data, c.termination.lastDay, '');
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const given = cleanLine(typed(context.incoming, 'lastDay'));
    const { fault, day } = checkLastDay(given, dayOf(context.now));
    if (fault !== undefined) return show(parsed.data, given, fault);
    return closeWith(
      await act(context, {
        caseId: parsed.data.case,
        command: { verb: 'changeLastDay', lastDay: day },
        click: clickOf(parsed.data),
      }),
    );
  },
};

function show(data: CaseData, value: string, fault: string): Reply {
  return textDialog({
    dialog: 'changeLastDay',
    data,
    heading: 'Ändra sista dag',
    text: 'Uppgifterna går till köerna dagen efter. Väljer du i dag eller tidigare går de dit på en gång.',
    fields: [
      input('date', 'lastDay', 'Sista dag (obligatoriskt)', {
        value: /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : '',
        fault,
      }),
    ],
    submit: 'Ändra',
  });
}
