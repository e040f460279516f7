import { formatCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import { checkGivable } from '../../domain/decisions/certificate.ts';
import { cleanText } from '../../domain/text.ts';
import { checkText } from '../../domain/words.ts';
import { certificateDetails } from '../../views/certificate-steps.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { act, actorOn } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { type CaseData, caseData, clickOf, cutText, typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { closeWith } from '../show.ts';

type DialogContext = Context<Incoming & { data: unknown }>;

/** Bifoga intyg: how it is sent, and where to say that it was sent in another way. */
export const certificateDialog: Dialog = {
  open: async (context) => {
    const found = await givable(context);
    return 'kind' in found ? found : show(found.data, found.c, '', '');
  },
  submit: async (context) => {
    const found = await givable(context);
    if ('kind' in found) return found;
    const { data, c } = found;
    const text = cleanText(typed(context.incoming, 'text'));
    const fault = checkText(text);
    if (fault) return show(data, c, text, refusalText(fault.refused) + cutText(context.incoming, 'text'));
    return closeWith(
      await act(context, { caseId: data.case, command: { verb: 'noteCertificate', text }, click: clickOf(data) }),
    );
  },
};

/** The case, where the one who asks may give its certificate now: kindly told where it is too late or not needed. */
async function givable(
  context: DialogContext,
): Promise<{ readonly data: CaseData; readonly c: Case } | Extract<Reply, { kind: 'notice' }>> {
  const parsed = caseData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const c = (await context.services.cases.read(parsed.data.case))?.value;
  if (c === undefined) return { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
  const who = await actorOn(context, c, parsed.data.slot, { fresh: false });
  const fault = 'refused' in who ? who : checkGivable(c, { ...who, now: context.now });
  return fault ? { kind: 'notice', text: refusalText(fault.refused) } : { data: parsed.data, c };
}

const how = 'Skicka filen till mig här i chatten, med gemet under skrivrutan, så frågar jag var den hör hemma.';

function show(data: CaseData, c: Case, note: string, notice: string): Reply {
  const { courseText = '', courseLink } = c.terms.certificate ?? {};
  const card = render('certificate-dialog', {
    id: data.case,
    slot: data.slot,
    version: data.version,
    reference: `Ärende ${formatCaseId(c.id)} · ${c.application.subject.name}`,
    notice,
    rows: certificateDetails(c),
    text: courseText,
    how,
    note,
    links: courseLink === undefined ? [] : [courseLink],
  });
  return { kind: 'dialog', title: 'Bifoga intyg', size: 'medium', card };
}
