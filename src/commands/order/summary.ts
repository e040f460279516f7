import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { toApplication } from './application.ts';
import { approverChoices } from './approver-choices.ts';
import { approversFor } from './approvers.ts';
import type { Draft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';
import { summaryDialog } from './summary-card.ts';
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
  const altering = sent && { before: sent.application, after: toApplication(context, draft.caseId, filled) };
  return summaryDialog(form, draft, { filled, approvers, notice, ...(altering ? { altering } : {}) });
}
