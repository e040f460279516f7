import { z } from 'zod';
import { isOwner } from '../../domain/actor.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import type { FilePurpose } from '../../domain/file.ts';
import { slots } from '../../domain/slots.ts';
import { refusalText } from '../../views/refusals.ts';
import { act, type Outcome } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { caseId } from '../card-data.ts';
import { actorOf, type Context } from '../context.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { filesCard, placingCard } from './placing-card.ts';
import { draftFileOf, fileOf, filesIn, type PlaceableUpload, placeableOf } from './uploads.ts';

type Pressed = Context<Incoming & { kind: 'execute' }>;

const filesData = z.object({
  files: z
    .string()
    .max(2000)
    .regex(/^[\w-]{1,80}(?:,[\w-]{1,80}){0,19}$/)
    .transform((ids) => [...new Set(ids.split(','))]),
});
const placeData = z
  .string()
  .transform((place) => place.split('.'))
  .pipe(z.tuple([z.enum(['draft', 'draftCertificate', 'attachment', 'certificate']), caseId]));

const gone = refusalText({ reason: 'fileGone' });
const toldText: Record<FilePurpose, string> = {
  attachment: 'De som har ärendet ser det på sina kort. Vill du ta bort något: öppna Filer på ärendets kort.',
  certificate: 'Intyget bedöms av dem som har ärendet, och du får veta hur det går.',
};
const unchosen = 'Välj först var det hör hemma.';

/** Lägg till: the files come into the case, or into the draft until it is sent. */
export async function placeFiles(context: Pressed): Promise<Reply> {
  const { data, place } = context.incoming;
  const parsed = filesData.safeParse(data);
  if (!parsed.success || place.kind !== 'personal') return unknownButton;
  const ids = parsed.data.files;
  const chosen = placeData.safeParse((data as { place?: unknown }).place).data;
  if (chosen === undefined) {
    const uploads = await placeableOf(context, ids);
    return {
      kind: 'card',
      card: uploads.length > 0 ? await placingCard(context, uploads, { notice: unchosen }) : goneCard(),
    };
  }
  const [where, id] = chosen;
  if (where === 'draft') return intoDraft(context, ids, id, 'attachment');
  if (where === 'draftCertificate') return intoDraft(context, ids, id, 'certificate');
  return intoCase(context, ids, id, where);
}

/** Släng: erased when they are next looked at, at once. */
export async function discardFiles(context: Pressed): Promise<Reply> {
  const parsed = filesData.safeParse(context.incoming.data);
  if (!parsed.success || context.incoming.place.kind !== 'personal') return unknownButton;
  const { services, now } = context;
  const found = await placeableOf(context, parsed.data.files);
  for (const stored of found) {
    const { personId, id } = stored.value;
    await services.uploads.save(stored, { state: 'gone', personId, id, expiresAt: now });
  }
  services.nudge();
  if (found.length === 0) return { kind: 'card', card: goneCard() };
  const left = await placeableOf(context, parsed.data.files);
  // Placed at the very same time, in another window.
  if (left.length > 0) return { kind: 'card', card: await placingCard(context, left) };
  return { kind: 'card', card: filesCard({ heading: 'Slängt', text: 'Det du skickade är raderat.' }) };
}

async function intoCase(context: Pressed, ids: readonly string[], id: string, purpose: FilePurpose): Promise<Reply> {
  const { most, uploads, outcome } = await attach(context, ids, id, purpose);
  if (outcome.refused === undefined && outcome.case) {
    const { subject } = outcome.case.application;
    const isOwn = isOwner(outcome.case, actorOf(context));
    const text =
      `Nu ligger det i ärende ${formatCaseId(id)}, ${subject.name}. ${isOwn ? toldText[purpose] : ''}`.trim();
    return { kind: 'card', card: filesCard({ heading: 'Bifogat', text, ...(isOwn ? { caseId: id } : {}) }) };
  }
  const reason = outcome.refused?.reason ?? 'unknownCase';
  if (reason === 'fileGone' || uploads.length === 0) return { kind: 'card', card: goneCard() };
  const notice = reason === 'tooManyFiles' ? `${refusalText({ reason })} Högst ${most} går.` : refusalText({ reason });
  return { kind: 'card', card: await placingCard(context, uploads, { notice }) };
}

/** The one way into a case. */
async function attach(
  context: Context,
  ids: readonly string[],
  id: string,
  purpose: FilePurpose,
): Promise<{ most: number; uploads: readonly PlaceableUpload[]; outcome: Outcome }> {
  const uploads = await placeableOf(context, ids);
  const most = context.services.profile.files.maxPerCase;
  const outcome = await act(context, {
    caseId: id,
    command: { verb: 'attachFile', files: uploads.map(fileOf), purpose, most },
    click: { slot: slots.file(ids[0] ?? ''), version: 0 },
    uploads: ids,
  });
  return { most, uploads, outcome };
}

/** Files that were put in a draft while it was being sent. */
export async function attachLate(context: Context, id: string): Promise<void> {
  const late = (await filesIn(context, id)).map(draftFileOf);
  for (const purpose of ['certificate', 'attachment'] as const) {
    const ids = late.filter((file) => file.purpose === purpose).map((file) => file.id);
    if (ids.length > 0) await attach(context, ids, id, purpose);
  }
}

async function intoDraft(
  context: Pressed,
  ids: readonly string[],
  draft: string,
  purpose: FilePurpose,
): Promise<Reply> {
  const { services, incoming } = context;
  if (await services.cases.read(draft)) return intoCase(context, ids, draft, purpose);
  const uploads = await placeableOf(context, ids);
  if (uploads.length === 0) return { kind: 'card', card: goneCard() };
  const most = services.profile.files.maxPerCase;
  const others = (await filesIn(context, draft)).filter(({ value }) => !ids.includes(value.id));
  if (others.length + uploads.length > most) {
    const notice = `${refusalText({ reason: 'tooManyFiles' })} Högst ${most} går.`;
    return { kind: 'card', card: await placingCard(context, uploads, { notice }) };
  }
  for (const stored of uploads)
    await services.uploads.save(stored, { ...stored.value, state: 'draft', draft, purpose });
  const isThere = (await services.drafts.find(incoming.person.id, draft)) !== undefined;
  if (!isThere) {
    // It was sent meanwhile; or its time is out, and then the files wait as before.
    if (await services.cases.read(draft)) return intoCase(context, ids, draft, purpose);
    for (const { value, etag } of await placeableOf(context, ids))
      await services.uploads.save({ value, etag }, { ...value, state: 'waiting' });
    const notice = 'Ansökan finns inte längre: den har sparats så länge som utkast sparas.';
    return { kind: 'card', card: await placingCard(context, await placeableOf(context, ids), { notice }) };
  }
  const text = 'Det följer med ansökan när du skickar den, och står på sammanfattningen.';
  return { kind: 'card', card: filesCard({ heading: 'Bifogat till ansökan', text, uploads, draft }) };
}

function goneCard(): ReturnType<typeof filesCard> {
  return filesCard({ heading: 'Mina filer', text: gone });
}
