import { type CaseFile, fileTypes, type StoredFile } from '../domain/file.ts';
import type { Profile } from '../profiles/schema.ts';
import { formatMoment } from './format.ts';

const kilobyte = 1024;
const number = new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 1 });

/** `312 kB`, `2,4 MB` */
function formatSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / kilobyte));
  return kilobytes < kilobyte ? `${kilobytes} kB` : `${number.format(bytes / kilobyte / kilobyte)} MB`;
}

/** What is said of a file beside its name. */
export function fileDetails({ type, size }: Pick<StoredFile, 'type' | 'size'>): string {
  return `${fileTypes[type].words}, ${formatSize(size)}`;
}

/** `PDF, 312 kB · Anna Ek 2 mars 09:12` */
export function caseFileDetails({ by, at, purpose, ...file }: CaseFile): string {
  const kind = purpose === 'certificate' ? 'Intyg, ' : '';
  return `${kind}${fileDetails(file)} · ${by.name} ${formatMoment(at)}`;
}

/** What the municipality takes in. */
export function fileLimits({ files }: Pick<Profile, 'files'>): string {
  const kinds = files.types.map((type) => fileTypes[type].words);
  const all = new Intl.ListFormat('sv-SE', { type: 'disjunction' }).format(kinds);
  return `${all}, högst ${files.maxMegabytes} MB per fil`;
}
