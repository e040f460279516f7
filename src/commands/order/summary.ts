import type { Application } from '../../domain/application.ts';
import { whatIsHeld } from '../../domain/compared.ts';
import { type Held, purposeOf } from '../../domain/register.ts';
import type { Context } from '../context.ts';
import { fileOf, filesIn } from '../files/uploads.ts';
import type { Reply } from '../incoming.ts';
import { toApplication } from './application.ts';
import { approverChoices } from './approver-choices.ts';
import { approversFor } from './approvers.ts';
import { type Draft, saveDraft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';
import { notHeldTexts } from './not-held.ts';
import { findOverlap } from './overlap.ts';
import { summaryDialog } from './summary-card.ts';
import { endsOf, toFieldOf } from './send.ts';
import { termsOf } from './terms.ts';

/** The last step: the whole to read, with what is altered where it was sent before, and whom to ask. */
export async function showSummary(
  context: Context,
  form: Form,
  draft: Draft,
  filled: FilledIn,
  notice: string,
): Promise<Reply> {
  const { services, incoming } = context;
  const sent = draft.question === undefined ? undefined : (await services.cases.read(draft.caseId))?.value;
  const terms = termsOf(form.process);
  const order = sent ?? { provider: form.provider, submitter: incoming.person, questions: [], terms };
  const approvers = await approverChoices(context, order, await approversFor(context, form.provider, terms));
  const after = toApplication(context, form, draft.caseId, filled);
  const known = await services.register.atProvider(form.provider.id, after.subject.hash);
  const before = sent ? sent.application : heldBefore(form, draft, after, known);
  const altering = before && { before, after };
  const overlap = await findOverlap(context, form, draft, filled);
  // What is confirmed is what was shown: anything that has come since is asked about anew.
  const isShown = overlap.mark === (draft.overlap ?? '');
  const shown = isShown ? draft : { ...draft, overlap: overlap.mark, confirmed: false };
  if (!isShown) await saveDraft(context, shown);
  const files = sent ? [] : (await filesIn(context, draft.caseId)).map((stored) => fileOf(stored).name);
  const queries = [...filled.queries, ...(sent ? [] : notHeldTexts(form, draft, filled, known))];
  const view = { filled: { ...filled, queries }, approvers, notice, files, overlaps: overlap.texts };
  return summaryDialog(form, shown, { ...view, ...(altering ? { altering } : {}) });
}

/** What the person has of what is to be changed; undefined for every other application. */
function heldBefore(
  { process }: Form,
  draft: Draft,
  after: Application,
  held: readonly Held[],
): Application | undefined {
  if (purposeOf(draft.kind, after.answers) !== 'change') return undefined;
  return whatIsHeld(after, endsOf(draft, after, held), held, toFieldOf(process));
}
