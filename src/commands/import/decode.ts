/** What Windows-1252 has where Latin-1 has control characters. The decoder of some versions of Node reads it as Latin-1. */
const first = 0x80;
const own = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/**
 * The text of a file that a spreadsheet wrote: UTF-8 with or without a mark, the UTF-16 of "Unicode text", or Windows-1252, which
 * Excel in Sweden still writes as plain CSV. Undefined for what is no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes);
  // Tabs and line ends stand in lists; other control characters in files of other kinds.
  return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text;
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => own[byte - first] ?? String.fromCharCode(byte)).join('');
  }
}
