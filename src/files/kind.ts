import { fileTypeFromBuffer } from 'file-type';
import type { Kind } from '../commands/file-ports.ts';
import type { FileType } from '../domain/file.ts';
import { contentsOf } from './zip.ts';

/** The most that a document may say it unpacks to: what says more is made to fill somebody's memory. */
const mostUnpacked = 200 * 1024 * 1024;

const byMime: Readonly<Record<string, FileType>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};
const parts: readonly [part: string, type: FileType][] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
];

/** What bytes are, by what stands in them: a name or a type that comes with them proves nothing. */
export async function kindOf(bytes: Buffer): Promise<Kind> {
  if (isWebPage(bytes)) return 'webPage';
  // file-type unpacks parts of zips to tell them apart.
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return documentIn(bytes);
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return byMime[found?.mime ?? ''] ?? 'other';
}

/** Phones send the page that they were shown instead of the document that it led to. */
function isWebPage(bytes: Buffer): boolean {
  const beginning = bytes.toString('utf8', 0, 1024).replace(/^\ufeff/, '');
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b/i.test(
    beginning,
  );
}

/** A document of Office without macros; any other zip is none. */
function documentIn(bytes: Buffer): Kind {
  const contents = contentsOf(bytes);
  if (contents === undefined || contents.unpacked > mostUnpacked) return 'other';
  const { names } = contents;
  if (!names.includes('[Content_Types].xml') || names.some((name) => /vbaProject\.bin$/i.test(name))) return 'other';
  return parts.find(([part]) => names.includes(part))?.[1] ?? 'other';
}
