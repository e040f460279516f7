import { z } from 'zod';
import type { Instant } from '../../domain/person.ts';
import type { Context } from '../context.ts';
import type { DraftRow } from '../ports.ts';
import { UnreadableError } from '../vault.ts';
import { caseId } from '../card-data.ts';
import { Secret } from '../../domain/secret.ts';

const texts = z.record(z.string(), z.string());

/**
 * A half-filled application: what was typed, as it was typed, right or wrong. It holds a personnummer, so it is kept
 * sealed as a whole. `question` is set where it alters a case that was sent already.
 */
const draftSchema = z.object({
  caseId,
  providerId: z.string(),
  values: texts,
  systems: z.array(z.string()),
  systemValues: z.record(z.string(), texts),
  own: z.boolean(),
  /** Something was typed: a form that was only looked at is nothing to go on with. */
  begun: z.boolean(),
  approver: z.string(),
  question: z.number().int().optional(),
  /** Where the queues have the case, its systems stay as they are. */
  systemsLocked: z.boolean().optional(),
  answer: z.string().optional(),
});
export type Draft = z.output<typeof draftSchema>;

export function emptyDraft(id: string, providerId: string): Draft {
  return { caseId: id, providerId, values: {}, systems: [], systemValues: {}, own: false, begun: false, approver: '' };
}

const place = (id: string): { caseId: string; field: string } => ({ caseId: id, field: 'draft' });

export async function saveDraft({ services, incoming, now }: Context, draft: Draft): Promise<void> {
  const sealed = services.vault.seal(new Secret(JSON.stringify(draft)), place(draft.caseId));
  await services.drafts.save(incoming.person.id, {
    caseId: draft.caseId,
    savedAt: now,
    expiresAt: expiryOf(now, services.profile.draftDays),
    sealed,
  });
}

const day = 24 * 60 * 60 * 1000;

/** A midnight (UTC), so that the many times a draft is saved in a day leave one wake. */
function expiryOf(now: Instant, days: number): Instant {
  return new Date((Math.floor(Date.parse(now) / day) + days + 1) * day).toISOString();
}

export async function findDraft(context: Context, id: string): Promise<Draft | undefined> {
  const row = await context.services.drafts.find(context.incoming.person.id, id);
  return row && readDraft(context, row);
}

/** The person's latest draft of a new application that has not expired. */
export async function latestDraft(context: Context): Promise<Draft | undefined> {
  const rows = await context.services.drafts.all(context.incoming.person.id);
  return rows
    .map((row) => readDraft(context, row))
    .find((draft) => draft !== undefined && draft.question === undefined && draft.begun);
}

/** A draft that cannot be read, since a key or its form is gone, is as good as none. */
function readDraft({ services, now }: Context, row: DraftRow): Draft | undefined {
  if (row.expiresAt <= now) return undefined;
  try {
    return draftSchema.parse(JSON.parse(Secret.open(services.vault.open(row.sealed, place(row.caseId)))));
  } catch (error) {
    if (error instanceof UnreadableError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}
