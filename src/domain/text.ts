/**
 * What a person typed, as it may be stored and shown: without control characters, without invisible format characters
 * (bidi overrides turn text around, zero-width ones hide a personnummer from the check), composed (NFC), trimmed,
 * runs of spaces as one, at most one empty line in a row. Newlines stay.
 */
export function cleanText(input: string): string {
  return input
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '')
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** `cleanText` for what stands on one line. */
export function cleanLine(input: string): string {
  return cleanText(input).replace(/\n+/gu, ' ');
}

/** Length as a reader counts it, nearly: an emoji outside the basic plane is one, not two. */
export function codePoints(text: string): number {
  return [...text].length;
}

/** How many code points too many; 0 when the text fits. */
export function excess(text: string, max: number): number {
  return Math.max(0, codePoints(text) - max);
}

/** Text with its spelling variants of digits, dashes and spaces made plain, for matching patterns only, never for showing. */
export function plainSigns(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Cs}/gu, '')
    .replace(/[\p{Pd}\u2212\u2043]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Text without case and diacritics, for comparing: domain 11, `Ångström` = `angstrom`. */
export function fold(text: string): string {
  return plainSigns(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
