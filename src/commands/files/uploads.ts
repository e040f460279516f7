import type { DraftFile, StoredFile } from '../../domain/file.ts';
import type { Instant } from '../../domain/person.ts';
import type { Context } from '../context.ts';
import type { FileParts, StoredUpload, Upload } from '../file-ports.ts';
import type { Services } from '../services.ts';

/** What people have sent and can still place. */
type Placeable = Extract<Upload, { state: 'waiting' | 'draft' }>;
export type PlaceableUpload = { readonly value: Placeable; readonly etag: string };

export function isPlaceable(upload: Upload): upload is Placeable {
  return upload.state === 'waiting' || upload.state === 'draft';
}

/** One whose time is out is gone, though nobody has looked at it yet; in a draft it lives as long as the draft. */
function isOver({ state, expiresAt }: Upload, now: Instant): boolean {
  return state !== 'draft' && expiresAt <= now;
}

/** What the person has sent and not placed in a case, in the order in which it came. */
export async function placeable({ services, incoming, now }: Context): Promise<PlaceableUpload[]> {
  return (await services.uploads.all(incoming.person.id)).flatMap((stored) => toPlaceable(stored, now));
}

/** Those of them that the ids name. */
export async function placeableOf(context: Context, ids: readonly string[]): Promise<PlaceableUpload[]> {
  const { services, incoming, now } = context;
  const found = await Promise.all(ids.map((id) => services.uploads.find(incoming.person.id, id)));
  return found.flatMap((stored) => (stored ? toPlaceable(stored, now) : []));
}

/** The files that lie in a draft of the person's. */
export async function filesIn(context: Context, draft: string): Promise<PlaceableUpload[]> {
  return (await placeable(context)).filter(({ value }) => value.state === 'draft' && value.draft === draft);
}

function toPlaceable({ value, etag }: StoredUpload, now: Instant): PlaceableUpload[] {
  return isPlaceable(value) && !isOver(value, now) ? [{ value, etag }] : [];
}

/** As it comes into the case with its draft. */
export function draftFileOf({ value }: PlaceableUpload): DraftFile {
  return { ...value.file, purpose: value.state === 'draft' ? value.purpose : 'attachment' };
}

export const fileOf = ({ value }: PlaceableUpload): StoredFile => value.file;

/** Undefined where no files are taken in here. */
export function fileService({ files }: Pick<Services, 'files'>): (FileParts & { publicUrl: string }) | undefined {
  return files?.publicUrl === undefined ? undefined : { ...files, publicUrl: files.publicUrl };
}
