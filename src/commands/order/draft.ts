import { z } from 'zod';
import { type CaseKind, caseKinds } from '../../domain/case.ts';
import type { Instant } from '../../domain/person.ts';
import type { Context } from '../context.ts';
import type { DraftRow } from '../ports.ts';
import { openSealed } from '../sealed.ts';
import { caseId } from '../card-data.ts';
import { Secret } from '../../domain/secret.ts';

const texts = z.record(z.string(), z.string());
const answers = z.array(
  z.object({ field: z.string(), label: z.string(), text: z.string(), raw: z.string(), unique: z.string().optional() }),
);

/**
 * A half-filled application: what was typed, as it was typed, right or wrong. It holds a personnummer, so it is kept
 * sealed as a whole. `question` is set where it alters a case that was sent already.
 */
const draftSchema = z.object({
  caseId,
  kind: z.enum(caseKinds).default('permission'),
  providerId: z.string(),
  values: texts,
  systems: z.array(z.string()),
  systemValues: z.record(z.string(), texts),
  own: z.boolean(),
  /** Something was typed: a form that was only looked at is nothing to go on with. */
  begun: z.boolean(),
  approver: z.string(),
  /** R24: the tick by which the order is signed. */
  signed: z.boolean().optional(),
  question: z.number().int().optional(),
  /** Where the queues have the case, its systems stay as they are. */
  systemsLocked: z.boolean().optional(),
  answer: z.string().optional(),
  /** What the case holds: the form may have changed since it was sent. */
  ordered: z
    .object({
      answers,
      systems: z.array(z.object({ id: z.string(), name: z.string(), answers })),
      from: z.string().optional(),
      to: z.string().optional(),
    })
    .optional(),
  /** The names of the systems that were chosen: what to call one that is gone. */
  names: texts.optional(),
  /** The package that was chosen last. */
  package: z.string().optional(),
  /** The person whose known data have been filled in, by the keyed hash. */
  known: z.string().optional(),
  /** What the person has or is to get already, as it was shown; and whether it is to be sent all the same. */
  overlap: z.string().optional(),
  confirmed: z.boolean().optional(),
});
export type Draft = z.output<typeof draftSchema>;

export function emptyDraft(id: string, kind: CaseKind, providerId: string): Draft {
  const nothing = { values: {}, systems: [], systemValues: {}, own: false, begun: false, approver: '' };
  return { caseId: id, kind, providerId, ...nothing };
}

const place = (id: string): { caseId: string; field: string } => ({ caseId: id, field: 'draft' });

export function saveDraft(context: Context, draft: Draft): Promise<void> {
  return keepDraft(context, draft.caseId, draft);
}

/** Any half-filled form, sealed. One that is no order says so in `form`. */
export async function keepDraft(
  { services, incoming, now }: Context,
  caseId: string,
  draft: Draft | { readonly form: string },
): Promise<void> {
  const sealed = services.vault.seal(new Secret(JSON.stringify(draft)), place(caseId));
  await services.drafts.save(incoming.person.id, {
    caseId,
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

/** `unreadable` where there is one, but its key or its form is gone: it lies there until it expires. */
export async function findDraft(context: Context, id: string): Promise<Draft | 'unreadable' | undefined> {
  const row = await context.services.drafts.find(context.incoming.person.id, id);
  return row && readDraft(context, row);
}

/** What the person has begun and not sent, latest first, and whether something else could not be opened. */
export async function unsentDrafts(context: Context): Promise<{ drafts: readonly Draft[]; isOneLost: boolean }> {
  const rows = await context.services.drafts.all(context.incoming.person.id);
  const found = rows.map((row) => readDraft(context, row));
  const drafts = found.flatMap((draft) => (draft === undefined || draft === 'unreadable' ? [] : [draft]));
  return {
    drafts: drafts.filter((draft) => draft.question === undefined && draft.begun),
    isOneLost: found.includes('unreadable'),
  };
}

/** The person's latest draft of a new application of the kind that has not expired, and whether another could not be opened. */
export async function latestDraft(
  context: Context,
  kind: CaseKind,
): Promise<{ draft?: Draft | undefined; isOneLost: boolean }> {
  const { drafts, isOneLost } = await unsentDrafts(context);
  return { draft: drafts.find((draft) => draft.kind === kind), isOneLost };
}

/** What was kept, of whatever form it is. */
export function openDraft(context: Context, row: DraftRow): unknown {
  if (row.expiresAt <= context.now) return undefined;
  const opened = openSealed(context, row.sealed, place(row.caseId));
  return opened === undefined ? 'unreadable' : JSON.parse(opened);
}

const ofAnotherForm = z.object({ form: z.string() });

function readDraft(context: Context, row: DraftRow): Draft | 'unreadable' | undefined {
  const opened = openDraft(context, row);
  if (opened === undefined || opened === 'unreadable') return opened;
  if (ofAnotherForm.safeParse(opened).success) return undefined;
  const parsed = draftSchema.safeParse(opened);
  if (parsed.success) return parsed.data;
  context.services.unreadable(`sealed!${row.caseId}!draft`, parsed.error);
  return 'unreadable';
}
