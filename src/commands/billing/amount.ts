/** The most that one correction moves, in kronor. */
const most = 1_000_000;

/** Kronor as somebody writes them, in öre: `-130`, `−65,50`, `1 300 kr`. Undefined for what is no amount, or nothing. */
export function readAmount(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[\u2212\u2013]/, '-')
    .replace(/(?:kr\.?|:-)$/i, '')
    .replace(',', '.');
  if (!/^[+-]?\d{1,7}(?:\.\d{1,2})?$/.test(plain)) return undefined;
  const ore = Math.round(Number(plain) * 100);
  return ore === 0 || Math.abs(ore) > most * 100 ? undefined : ore;
}
