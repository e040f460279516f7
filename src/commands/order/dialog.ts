import { z } from 'zod';
import type { CaseKind } from '../../domain/case.ts';
import { mayOrder } from '../../domain/directory.ts';
import { processOf } from '../../profiles/schema.ts';
import { typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { readAll, unreadableTexts } from '../unreadable.ts';
import { orderedAgain } from './again.ts';
import { refusalText } from '../../views/refusals.ts';
import { nounOf } from '../../views/words.ts';
import { readApprover } from './approvers.ts';
import { faultsByOthers, wrongByOthers } from './by-others.ts';
import { type Draft, emptyDraft, findDraft, saveDraft } from './draft.ts';
import { fillIn, isFaulty } from './fill-in.ts';
import { formFor } from './form-for.ts';
import { type Form, type Step, stepsOf } from './form.ts';
import { goneText } from './gone.ts';
import { fillKnown } from './known.ts';
import { lateOverlap, overlapFault, withLate } from './overlap.ts';
import { packageText } from './packages.ts';
import { misread, savedText } from './replies.ts';
import { alreadySent, send, sendAlteration } from './send.ts';
import { askedText } from './sent.ts';
import { termsOf } from './terms.ts';
import { openData, pressData } from './presses.ts';
import { stepDialog } from './step-card.ts';
import { showSummary } from './summary.ts';
import { askedForAll, withTyped } from './typed.ts';

/** `ny behörighet`: the application, step by step. What was typed is kept after every press, right or wrong. */
export const orderDialog: Dialog = {
  async open(context) {
    const parsed = openData.safeParse(context.incoming.data);
    if (!parsed.success) return misread;
    const { press, case: wanted, kind, provider } = parsed.data;
    if (press === 'again') {
      const again = await orderedAgain(context, wanted);
      return 'kind' in again ? again : resume(context, again.draft, again.notice);
    }
    const found = await findDraft(context, wanted);
    if (found === 'unreadable' && press === 'resume') return { kind: 'notice', text: unreadableTexts.draft };
    // One that cannot be opened now may open again, once its key is back: it is not written over.
    const id = found === 'unreadable' ? context.services.newCaseId() : wanted;
    // An alteration is gone on with by Komplettera alone, which records that the personnummer is shown.
    const kept = found === 'unreadable' || found?.question !== undefined ? undefined : found;
    const draft = kept ?? (press === 'begin' ? await begin(context, id, kind, provider) : undefined);
    if (draft === undefined)
      return press === 'resume'
        ? alreadySent(wanted)
        : { kind: 'notice', text: refusalText({ reason: 'noOrderingRight' }) };
    return resume(context, draft);
  },

  async submit(context) {
    const parsed = pressData.safeParse(context.incoming.data);
    if (!parsed.success) return misread;
    const { case: id, press } = parsed.data;
    const stored = await findDraft(context, id);
    if (stored === 'unreadable') return { kind: 'notice', text: unreadableTexts.draft };
    if (stored === undefined) {
      const gone = await context.services.cases.read(id);
      if (gone) return alreadySent(id);
      return {
        kind: 'notice',
        text: 'Utkastet finns inte längre: det har sparats så länge som utkast sparas. Börja om med ett nytt.',
      };
    }
    const before = await formFor(context, stored);
    if ('text' in before) return before;
    const step = parsed.data.step as Step;
    const data = z.record(z.string(), z.unknown()).parse(context.incoming.data);
    const draft = withTyped(before, stored, step, data);
    await saveDraft(context, draft);
    // What was typed may say which provider it is about.
    const form = draft.kind === 'newProvider' ? await formFor(context, draft) : before;
    if ('text' in form) return form;
    return answer(context, form, { stored, draft }, step, press, askedForAll(form, draft, step, data));
  },
};

async function answer(
  context: DialogContext,
  form: Form,
  { stored, draft }: { readonly stored: Draft; readonly draft: Draft },
  step: Step,
  press: z.output<typeof pressData>['press'],
  all: string | undefined,
): Promise<Reply> {
  const steps = stepsOf(form, draft);
  const at = steps.indexOf(step);
  if (press === 'close') return { kind: 'notice', text: savedText(form, draft) };
  if (press === 'back') return showStep(context, form, draft, steps[at - 1] ?? steps[0] ?? 'person');
  if (step !== 'summary') {
    if (all !== undefined || press === 'allUnits')
      return stepDialog(form, draft, step, { checked: false, allUnits: all ?? '' });
    if (isFaulty(form, draft, step)) return stepDialog(form, draft, step, { checked: true });
    const faults = await faultsByOthers(context, form, draft, step);
    if (faults.size > 0) return stepDialog(form, draft, step, { checked: true, faults });
    const known = step === 'person' ? await fillKnown(context, form, draft) : undefined;
    const notice = known?.notice ?? packageText(form, stored, draft);
    return showStep(context, form, known?.draft ?? draft, steps[at + 1] ?? 'summary', notice);
  }
  return press === 'send' ? sendDraft(context, form, draft) : showStep(context, form, draft, 'summary');
}

export type DialogContext = Context<Incoming & { data: unknown }>;

/** Goes on where the draft was left: at the first step that is not right yet. */
export async function resume(context: DialogContext, draft: Draft, notice = ''): Promise<Reply> {
  const form = await formFor(context, draft);
  if ('text' in form) return form;
  // An alteration begins at the beginning: all of it is filled in, and what is to be altered may stand anywhere.
  const first =
    !draft.begun || draft.question !== undefined
      ? (stepsOf(form, draft)[0] ?? 'person')
      : (stepsOf(form, draft).find((step) => step !== 'summary' && isFaulty(form, draft, step)) ?? 'summary');
  return showStep(context, form, draft, first, [notice, goneText(form, draft)].join(' ').trim());
}

async function begin(
  context: DialogContext,
  wanted: string,
  kind: CaseKind,
  chosen: string | undefined,
): Promise<Draft | undefined> {
  const process = processOf(context.services.profile, kind);
  // A new provider has no id before its form is sent.
  const given = typed(context.incoming, 'provider') || chosen || context.rights.managerOf[0];
  const providerId = kind === 'newProvider' ? '' : given;
  if (process === undefined || providerId === undefined || !mayOrder(context.rights, providerId, process))
    return undefined;
  // Börja on an old card, whose application was sent long ago, begins a new one.
  const [taken] = await readAll(context.services.cases, [wanted]);
  const draft = emptyDraft(taken ? context.services.newCaseId() : wanted, kind, providerId);
  await saveDraft(context, draft);
  return draft;
}

async function showStep(context: DialogContext, form: Form, draft: Draft, step: Step, notice = ''): Promise<Reply> {
  if (step !== 'summary') return stepDialog(form, draft, step, { checked: false, notice });
  const filled = fillIn(form, draft);
  if ('faultyStep' in filled)
    return stepDialog(form, draft, filled.faultyStep as Exclude<Step, 'summary'>, { checked: true, notice });
  return showSummary(context, form, draft, filled.filled, notice);
}

async function sendDraft(context: DialogContext, form: Form, draft: Draft): Promise<Reply> {
  const filled = fillIn(form, draft);
  if ('faultyStep' in filled) return showStep(context, form, draft, 'summary');
  const wrong = await wrongByOthers(context, form, draft);
  if (wrong) return stepDialog(form, draft, wrong.step, { checked: true, faults: wrong.faults });
  const overlap = await overlapFault(context, form, draft, filled.filled);
  if (overlap !== '') return showStep(context, form, draft, 'summary', overlap);
  const approver = await readApprover(context, form.provider, termsOf(form.process), draft);
  if (approver === undefined)
    return showStep(
      context,
      form,
      draft,
      'summary',
      form.process.attestation.self
        ? 'Bocka i rutan om du själv attesterar, eller välj vem som ska godkänna.'
        : 'Välj vem som ska godkänna.',
    );
  if (draft.question !== undefined) {
    const outcome = await sendAlteration(context, form, draft, draft.question, filled.filled, approver);
    if (outcome.refused) return showStep(context, form, draft, 'summary', refusalText(outcome.refused));
    return {
      kind: 'notice',
      text: outcome.altered
        ? `Ändringen är skickad. ${approver.own ? 'Den är attesterad.' : askedText(outcome.case)}`
        : `Svaret är skickat. Inget i ${nounOf(form.process).definite} är ändrat.`,
    };
  }
  const sent = await send(context, form, draft, filled.filled, approver);
  // Somebody else may have ordered the same provider meanwhile: that is seen in the form as it is now.
  if ('fault' in sent && sent.taken) {
    const by = await wrongByOthers(context, form, draft);
    if (by) return stepDialog(form, draft, by.step, { checked: true, faults: by.faults });
  }
  if ('fault' in sent)
    return draft.kind === 'newProvider'
      ? resume(context, draft, sent.fault)
      : showStep(context, form, draft, 'summary', sent.fault);
  return withLate(sent, await lateOverlap(context, form, draft, filled.filled));
}
