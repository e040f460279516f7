/** What no answer may tell of: where the code lies, what it is written in, and what went wrong inside. */
const signs: readonly RegExp[] = [
  /\bat [^\n"]*:\d+:\d+/,
  /\.(?:ts|js|mjs|cjs)\b/,
  /node_modules|node:|file:\/\//,
  /\b(?:[A-Z][a-z]+)*(?:Error|Exception)\b/,
  /Cannot read|is not a function|is not defined|undefined|\[object /,
  /ECONN|ENOENT|EADDR|odata|PartitionKey|RowKey|devstoreaccount/i,
  /ZodError|invalid_type|botbuilder|restify|azure/i,
];

/** The first sign of the bot's insides in a text; undefined where it shows none. */
export function innardsIn(text: string): string | undefined {
  for (const sign of signs) {
    const found = sign.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Said where a handler failed: no crash, but a fault that an attacker has found. */
export const apology = /Något gick fel hos oss/;
