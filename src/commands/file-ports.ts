import type { FilePurpose, FileType, StoredFile } from '../domain/file.ts';
import type { Instant } from '../domain/person.ts';

/**
 * A file that somebody has sent: it arrives, waits to be placed, or lies in a draft. Once it is in a case only that is known
 * of it here; one that is gone is to be erased. Its row is written before its bytes, and goes after them.
 */
export type Upload = { readonly personId: string; readonly id: string } & (
  | { readonly state: 'arriving'; readonly file: StoredFile; readonly expiresAt: Instant }
  | { readonly state: 'waiting'; readonly file: StoredFile; readonly expiresAt: Instant }
  | {
      readonly state: 'draft';
      readonly file: StoredFile;
      readonly expiresAt: Instant;
      readonly draft: string;
      readonly purpose: FilePurpose;
    }
  | { readonly state: 'placed'; readonly caseId: string; readonly expiresAt: Instant }
  | { readonly state: 'gone'; readonly expiresAt: Instant }
);
export type StoredUpload = { readonly value: Upload; readonly etag: string };

export interface Uploads {
  find(personId: string, id: string): Promise<StoredUpload | undefined>;
  /** In the order in which they came. */
  all(personId: string): Promise<StoredUpload[]>;
  /** Also sees to it that it is looked at when its time is out. `conflict`: it is no longer as it was. */
  save(before: StoredUpload | undefined, after: Upload): Promise<'committed' | 'conflict'>;
}

/** The bytes of files, sealed at rest, each under the id of its file. */
export interface Files {
  keep(id: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there are none; throws `UnreadableError` where they cannot be opened. */
  read(id: string): Promise<Uint8Array | undefined>;
  /** Also where they are gone already. */
  erase(id: string): Promise<void>;
}

/** What bytes turned out to be. */
export type Kind = FileType | 'webPage' | 'other';

export type Fetched =
  | { readonly bytes: Uint8Array; readonly kind: Kind; readonly sha256: string }
  | { readonly fault: 'tooLarge' | 'empty' | 'host' | 'failed' };

/** Fetches what somebody attached in the chat from where Teams keeps it. */
export interface Intake {
  /** `most` in bytes. */
  fetch(address: string, most: number): Promise<Fetched>;
}

/** What it takes to have files. Without the bot's own address nobody could fetch them, so none are taken in. */
export type FileParts = {
  readonly bytes: Files;
  readonly intake: Intake;
  readonly newId: () => string;
  /** `https://…`, without a slash at its end. */
  readonly publicUrl?: string | undefined;
};
