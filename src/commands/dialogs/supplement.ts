import { z } from 'zod';
import { currentAttestation, isOpenQuestion } from '../../domain/evolve.ts';
import { slots } from '../../domain/slots.ts';
import { Secret } from '../../domain/secret.ts';
import { cleanText } from '../../domain/text.ts';
import { checkText } from '../../domain/words.ts';
import type { Case, Question } from '../../domain/case.ts';
import { isOwner } from '../../domain/actor.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { act } from '../act.ts';
import { type CaseData, caseData, clickOf, typed } from '../card-data.ts';
import { actorOf, type Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { personnummerPlace } from '../order/application.ts';
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
    const kept = await keptDraft(context, found.case, found.question);
    return show(found.data, found.question, kept?.answer ?? '', '');
  },
  submit: async (context) => {
    const found = await findQuestion(context);
    if ('kind' in found) return found;
    const { data, question } = found;
    const parsed = press.safeParse(context.incoming.data);
    const text = cleanText(typed(context.incoming, 'answer'));
    const alters = parsed.success && parsed.data.press === 'alter';
    // Altered fields are an answer too (domain 3).
    const fault = alters && text === '' ? undefined : checkText(text);
    if (fault) return show(data, question, text, refusalText(fault.refused));
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

async function findQuestion(
  context: DialogContext,
): Promise<{ data: CaseData; case: Case; question: Question } | Extract<Reply, { kind: 'notice' }>> {
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

function show(data: CaseData, question: Question, answer: string, notice: string): Reply {
  const card = render('supplement-dialog', {
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
  const kept = await keptDraft(context, c, question);
  const draft = kept ? { ...kept, answer: text } : draftOf(context, c, question, text);
  await saveDraft(context, draft);
  return resume(context, draft);
}

/** An alteration that was begun for this very question, and left. */
async function keptDraft(context: Context, c: Case, question: Question): Promise<Draft | undefined> {
  const kept = await findDraft(context, c.id);
  const current = kept?.question === question.number && kept.systemsLocked === (c.state === 'handling');
  return current ? kept : undefined;
}

function draftOf({ services, incoming }: Context, c: Case, question: Question, text: string): Draft {
  const application = c.state === 'handling' && c.alteration ? c.alteration.application : c.application;
  const attestation = currentAttestation(c);
  const raw = (answers: readonly { field: string; raw: string }[]): Record<string, string> =>
    Object.fromEntries(answers.map((answer) => [answer.field, answer.raw]));
  const personnummer = services.profile.permission.fields.find((field) => field.kind === 'personnummer');
  const opened = Secret.open(services.vault.open(application.subject.personnummer, personnummerPlace(c.id)));
  return {
    caseId: c.id,
    providerId: c.provider.id,
    values: { ...raw(application.answers), ...(personnummer ? { [personnummer.id]: opened } : {}) },
    systems: application.systems.map((system) => system.id),
    systemValues: Object.fromEntries(application.systems.map((system) => [system.id, raw(system.answers)])),
    own: false,
    begun: true,
    approver: attestation && attestation.approver.id !== incoming.person.id ? attestation.approver.id : '',
    question: question.number,
    systemsLocked: c.state === 'handling',
    answer: text,
  };
}
