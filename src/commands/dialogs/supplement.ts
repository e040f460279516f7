import { z } from 'zod';
import { isOpenQuestion } from '../../domain/evolve.ts';
import { isTerminating } from '../../domain/terminating.ts';
import { slots } from '../../domain/slots.ts';
import { cleanText } from '../../domain/text.ts';
import { checkText } from '../../domain/words.ts';
import type { Case, Question } from '../../domain/case.ts';
import { isOwner } from '../../domain/actor.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { act } from '../act.ts';
import { type CaseData, caseData, clickOf, cutText, typed } from '../card-data.ts';
import { actorOf, type Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { alterationOf, lostNumber, orderedOf } from '../order/alteration.ts';
import { type DialogContext, resume } from '../order/dialog.ts';
import { type Draft, findDraft, saveDraft } from '../order/draft.ts';
import { unknownButton } from '../buttons.ts';
import { closeWith } from '../show.ts';
import { readSlot } from '../slot-ref.ts';

const press = z.object({ press: z.enum(['answer', 'alter']) });

/** Komplettera: an answer alone, or the way into the form with what was submitted filled in. */
export const supplementDialog: Dialog = {
  open: async (context) => {
    const found = await findQuestion(context);
    if ('kind' in found) return found;
    const { draft } = await keptDraft(context, found.case, found.question);
    return show(found, draft?.answer ?? '', '');
  },
  submit: async (context) => {
    const found = await findQuestion(context);
    if ('kind' in found) return found;
    const { data, question } = found;
    const parsed = press.safeParse(context.incoming.data);
    const text = cleanText(typed(context.incoming, 'answer'));
    const alters = parsed.success && parsed.data.press === 'alter' && !isTerminating(found.case);
    // Altered fields are an answer too (domain 3).
    const fault = alters && text === '' ? undefined : checkText(text);
    if (fault) return show(found, text, refusalText(fault.refused) + cutText(context.incoming, 'answer'));
    if (alters) return alter(context, found.case, question, text);
    return closeWith(
      await act(context, {
        caseId: data.case,
        command: { verb: 'supplement', question: question.number, text },
        click: clickOf(data),
      }),
    );
  },
};

type Found = { readonly data: CaseData; readonly case: Case; readonly question: Question };

async function findQuestion(context: DialogContext): Promise<Found | Extract<Reply, { kind: 'notice' }>> {
  const notice = (text: string): Extract<Reply, { kind: 'notice' }> => ({ kind: 'notice', text });
  const parsed = caseData.safeParse(context.incoming.data);
  const slot = parsed.success ? readSlot(parsed.data.slot) : undefined;
  if (!parsed.success || slot?.kind !== 'question') return unknownButton;
  const c = (await context.services.cases.read(parsed.data.case))?.value;
  if (c === undefined || !isOwner(c, actorOf(context)))
    return notice(refusalText({ reason: c ? 'notEntitled' : 'unknownCase' }));
  const question = c.questions.find((one) => one.number === slot.number);
  if (question === undefined) return unknownButton;
  if (question.answer)
    return notice(refusalText({ reason: 'questionAnswered', by: question.answer.by.name, at: question.answer.at }));
  if (!isOpenQuestion(c, question)) return notice('Frågan behöver inte längre besvaras.');
  return { data: parsed.data, case: c, question };
}

function show({ data, case: c, question }: Found, answer: string, notice: string): Reply {
  // A termination has no form of its own to alter: its last day is changed on its card.
  const alter = !isTerminating(c);
  const card = render('supplement-dialog', {
    can: { alter },
    id: data.case,
    slot: data.slot,
    version: data.version,
    asker: question.by.name,
    question: question.text,
    answer,
    notice,
  });
  return { kind: 'dialog', title: 'Komplettera', size: 'medium', card };
}

/** The form with what was submitted, to be altered: the person's own draft from now on. */
async function alter(context: DialogContext, c: Case, question: Question, text: string): Promise<Reply> {
  // The form shows the personnummer in full, so its opening is recorded like any other.
  const click = { slot: slots.question(question.number), version: 0 };
  const { refused } = await act(context, { caseId: c.id, command: { verb: 'openPersonnummer' }, click });
  if (refused) return { kind: 'notice', text: refusalText(refused) };
  const { draft: kept, isLost } = await keptDraft(context, c, question);
  const begun = kept ? { draft: kept, isNumberLost: false } : alterationOf(context, c, question);
  const draft = { ...begun.draft, answer: text, ordered: orderedOf(c) };
  await saveDraft(context, draft);
  const notice = [...(isLost ? [lostDraft] : []), ...(begun.isNumberLost ? [lostNumber] : [])];
  return resume(context, draft, notice.join(' '));
}

const lostDraft = 'Ändringar som du hade sparat går inte att öppna. Här står ansökan som den är.';

/** An alteration that was begun for this very question, and left. */
async function keptDraft(context: Context, c: Case, question: Question): Promise<{ draft?: Draft; isLost?: boolean }> {
  const kept = await findDraft(context, c.id);
  if (kept === undefined || kept === 'unreadable') return { isLost: kept === 'unreadable' };
  const current = kept.question === question.number && kept.systemsLocked === (c.state === 'handling');
  return current ? { draft: kept } : {};
}
