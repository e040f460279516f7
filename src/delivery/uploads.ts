import type { FileParts, StoredUpload } from '../commands/file-ports.ts';
import type { Drafts } from '../commands/ports.ts';
import type { Instant } from '../domain/person.ts';
import type { UploadRows } from '../store/uploads.ts';

export type UploadPorts = {
  readonly uploads: UploadRows;
  readonly drafts: Pick<Drafts, 'find'>;
  /** Undefined where the storage has no place for files. */
  readonly files?: Pick<FileParts, 'bytes'> | undefined;
  readonly now: () => Instant;
};

const day = 24 * 60 * 60 * 1000;

/**
 * Looks at a file that was sent: one whose time is out is gone, and one that is gone is erased, bytes first. Stopped in
 * between, it is looked at again; nothing is lost by doing it twice.
 */
export async function lookAtUpload(
  { personId, id }: { readonly personId: string; readonly id: string },
  ports: UploadPorts,
): Promise<{ next?: Instant }> {
  const { uploads, files } = ports;
  const stored = await uploads.find(personId, id);
  if (stored === undefined) return {};
  const now = ports.now();
  const until = await keptUntil(stored, now, ports);
  if (until > now) return { next: until };
  const { state } = stored.value;
  if (state !== 'placed' && state !== 'gone') {
    // Whoever places it at this very moment is first, or finds it gone.
    await uploads.save(stored, { state: 'gone', personId, id, expiresAt: now });
    return { next: now };
  }
  if (state === 'gone') {
    if (files === undefined) throw new Error('There is no storage of files to erase a file from');
    await files.bytes.erase(id);
  }
  await uploads.remove(stored);
  return {};
}

/** A file in a draft lives as long as the draft does. */
async function keptUntil({ value }: StoredUpload, now: Instant, { drafts }: UploadPorts): Promise<Instant> {
  const draft = value.state === 'draft' ? await drafts.find(value.personId, value.draft) : undefined;
  if (draft === undefined || draft.expiresAt <= now) return value.expiresAt;
  return new Date(Date.parse(now) + day).toISOString();
}
