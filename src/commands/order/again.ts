import { slots } from '../../domain/slots.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { filledAgain, lostNumber } from './alteration.ts';
import { type Draft, saveDraft } from './draft.ts';

/** Beställ på nytt: a draft of a new order, filled in with what an earlier one held. */
export async function orderedAgain(
  context: Context,
  caseId: string,
): Promise<{ readonly draft: Draft; readonly notice: string } | Extract<Reply, { kind: 'notice' }>> {
  // The form shows the personnummer in full, so its opening is recorded like any other.
  const click = { slot: slots.status, version: 0 };
  const outcome = await act(context, { caseId, command: { verb: 'openPersonnummer' }, click });
  if (outcome.refused || outcome.case === undefined)
    return { kind: 'notice', text: refusalText(outcome.refused ?? { reason: 'unknownCase' }) };
  const { draft, isNumberLost } = filledAgain(context, outcome.case, context.services.newCaseId());
  await saveDraft(context, draft);
  return { draft, notice: isNumberLost ? lostNumber : '' };
}
