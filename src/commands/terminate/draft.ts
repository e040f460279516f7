import { z } from 'zod';
import { caseId } from '../card-data.ts';
import type { Context } from '../context.ts';
import { keepDraft, openDraft } from '../order/draft.ts';

/** What is asked about: a person's employment, or remote access alone. */
export const subjects = ['person', 'remoteAccess'] as const;

/** A half-filled termination: what was typed and chosen, right or wrong. It may hold a personnummer, so it is kept sealed. */
const draftSchema = z.object({
  form: z.literal('termination'),
  caseId,
  providerId: z.string(),
  about: z.enum(subjects),
  /** Somebody in the register, by the keyed hash. */
  person: z.string(),
  /** Somebody whose access is older than the bot. */
  unlisted: z.boolean(),
  find: z.string(),
  name: z.string(),
  personnummer: z.string(),
  unit: z.string(),
  /** The employments to choose among as they were shown, and those chosen, by key. */
  offered: z.array(z.string()),
  chosen: z.array(z.string()),
  /** Systems from the time before the bot. */
  older: z.array(z.string()),
  lastDay: z.string(),
  cause: z.enum(['leaves', 'leave', 'other']),
});
export type TerminationDraft = z.output<typeof draftSchema>;

export function emptyTermination(
  id: string,
  given: Pick<TerminationDraft, 'providerId' | 'about' | 'person'>,
  today: string,
): TerminationDraft {
  return {
    form: 'termination',
    caseId: id,
    unlisted: false,
    find: '',
    name: '',
    personnummer: '',
    unit: '',
    offered: [],
    chosen: [],
    older: [],
    lastDay: today,
    cause: 'leaves',
    ...given,
  };
}

export function saveTermination(context: Context, draft: TerminationDraft): Promise<void> {
  return keepDraft(context, draft.caseId, draft);
}

/** `unreadable` where there is one that does not open. */
export async function findTermination(
  context: Context,
  id: string,
): Promise<TerminationDraft | 'unreadable' | undefined> {
  const row = await context.services.drafts.find(context.incoming.person.id, id);
  const opened = row && openDraft(context, row);
  return opened === 'unreadable' ? opened : draftSchema.safeParse(opened).data;
}

/** The latest termination that was begun and not sent. */
export async function latestTermination(context: Context): Promise<TerminationDraft | undefined> {
  const rows = await context.services.drafts.all(context.incoming.person.id);
  const drafts = rows.flatMap((row) => draftSchema.safeParse(openDraft(context, row)).data ?? []);
  return drafts.find(({ person, unlisted }) => person !== '' || unlisted);
}
