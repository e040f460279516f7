/** In every text, so that it is found wherever it is shown. */
export const mark = 'Zq7';

/** What people paste, and what people who mean no good write. */
export const texts: Readonly<Record<string, string>> = {
  'Markdown links': `${mark} [Klicka här](https://evil.example) ![bild](https://evil.example/x.png) **fet** # rubrik`,
  'a template': `${mark} \${json($root)} \${$root.id} \${if(true, 'ja', 'nej')}`,
  'a template of Teams': `${mark} {{DATE(2026-01-01T00:00:00Z, SHORT)}} {{userPrincipalName}}`,
  'bidi and control characters': `${mark} \u202Egnp.exe\u202C \u2066x\u2069 a\u0000b\u0007c\u001bd\u200b\ufeff e\u2028f\u0085g`,
  '100,000 characters': `${mark} ${'x'.repeat(100_000)}`,
  'emoji and piled accents': `${mark} 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 Z${'\u0301\u0323'.repeat(30)}`,
  'halves of characters': `${mark} \ud800 a\udc00b \ufffe`,
  'a formula': `=1+1+cmd|' /C calc'!A0 ${mark}`,
  'a mention': `<at>Alla i teamet</at> ${mark} <at id="0">David</at>`,
  HTML: `${mark} <script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; <a href="https://evil.example">x</a>`,
  quotes: `${mark} ' or 1 eq 1 or ' "; -- \\ \\" \\u0022 %27`,
  JSON: `{"${mark}":{"type":"TextBlock","text":"x"},"__proto__":{}}`,
};

type Node = Readonly<Record<string, unknown>>;

/** Where a text is only shown or handed back, whatever it says. Labels, titles of buttons and blocks of text render Markdown. */
const inert: ReadonlySet<string> = new Set(['TextRun.text', '.title', '.value', 'message.text', 'message.value']);

/** Every place in an answer or a message where a marked text stands and does more than being shown. */
export function lively(node: unknown, type = '', inData = false): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => lively(one, type, inData));
  if (typeof node !== 'object' || node === null) return [];
  const own = typeof (node as Node)['type'] === 'string' ? String((node as Node)['type']) : '';
  return Object.entries(node).flatMap(([key, value]): string[] => {
    // What a button carries comes back to the bot and is shown to nobody.
    const isData = inData || key === 'data';
    if (typeof value !== 'string') return lively(value, own, isData);
    if (isData || !value.includes(mark)) return [];
    // An input gives its own writer back what was written, to be put right.
    if (own.startsWith('Input.') && key === 'value') return [];
    return inert.has(`${own}.${key}`) ? invisible(value) : [`${type} > ${own}.${key}: ${value.slice(0, 100)}`];
  });
}

/** Characters that nobody sees and that turn or hide the others. */
function invisible(value: string): string[] {
  const found = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/u.exec(value)?.[0];
  return found === undefined ? [] : [`U+${found.codePointAt(0)?.toString(16)} in ${value.slice(0, 60)}`];
}

/** Teams drops a card of more than 28 KB, and a dialog with it. */
export const heaviest = 28 * 1024;
