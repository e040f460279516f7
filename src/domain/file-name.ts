import { containsPersonnummer } from './personnummer.ts';
import { cleanLine } from './text.ts';
import type { FileType } from './file.ts';

const longest = 80;
/** Names that Windows keeps for itself, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name of our own for what somebody sent: in one line, without folders and signs that a system takes for something else, and
 * with the ending that the bytes deserve. One that holds a personnummer would show it to many (domain 10), so it becomes
 * another; the same goes for one of which nothing is left.
 */
export function fileName(given: string, type: FileType): string {
  const last = cleanLine(given).split(/[/\\]/).at(-1) ?? '';
  const plain = cleanLine(last.replace(/[<>:"|?*%~]/g, ' '))
    .replace(/\.[\p{L}\p{N}]{1,8}$/u, '')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const short = [...plain].slice(0, longest).join('').trimEnd();
  const usable = /[\p{L}\p{N}]/u.test(short) && !reserved.test(short) && ![last, short].some(containsPersonnummer);
  return `${usable ? short : 'fil'}.${type}`;
}

/** The name that somebody sent, as they are told of it when it is refused. */
export function namedAs(given: string): string {
  const name = [...(cleanLine(given).split(/[/\\]/).at(-1) ?? '')].slice(0, longest).join('');
  return name === '' || containsPersonnummer(name) ? 'Filen' : `”${name}”`;
}
