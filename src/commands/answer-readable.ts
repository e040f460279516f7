import type { Context } from './context.ts';
import type { Reply } from './incoming.ts';
import { UnreadableRow, unreadableTexts } from './unreadable.ts';

/** The answer, or what there is to say where a row that it needed cannot be read. */
export async function answerReadable(context: Context, answer: () => Promise<Reply> | Reply): Promise<Reply> {
  try {
    const reply = await answer();
    // A refusal for want of a right that may well be there would be a lie.
    const untold = context.rights.unreadable === true && reply.kind === 'notice';
    return untold ? { ...reply, text: `${reply.text} ${unreadableTexts.rights}` } : reply;
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    return { kind: 'notice', text: unreadableTexts.case(error.caseId) };
  }
}
