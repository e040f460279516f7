import type { Instant, Person } from './person.ts';

/** Kinds of files that a profile may let in, with what they are called to a reader and to a browser. */
export const fileTypes = {
  pdf: { words: 'PDF', mime: 'application/pdf' },
  jpg: { words: 'JPG', mime: 'image/jpeg' },
  png: { words: 'PNG', mime: 'image/png' },
  docx: { words: 'Word', mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  xlsx: { words: 'Excel', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;
export type FileType = keyof typeof fileTypes;
export const fileTypeNames = ['pdf', 'jpg', 'png', 'docx', 'xlsx'] as const satisfies readonly FileType[];

/** What a file is to its case. A certificate (intyg) is waited for and judged; an attachment is only there to be read. */
export type FilePurpose = 'attachment' | 'certificate';

/**
 * A file that was taken in. `id` is its name in the storage of bytes and says nothing about it; `name` is for readers, in one
 * line and with the ending that its bytes deserve. `sha256` is of the bytes as they came, in hex.
 */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly sha256: string;
  readonly by: Person;
  readonly at: Instant;
};

/** A file that lies in a draft, with what it is to be to the case. */
export type DraftFile = StoredFile & { readonly purpose: FilePurpose };

/**
 * A file of a case. `number` is what the history calls it, and is never used again. Of one that was taken away only that stays:
 * its name and its bytes are gone.
 */
export type CaseFile = StoredFile & {
  readonly number: number;
  readonly purpose: FilePurpose;
  readonly removed?: { readonly by: Person; readonly at: Instant };
};
