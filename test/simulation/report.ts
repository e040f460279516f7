/** What a worker tells of the histories it lived through. */
export type Report = {
  readonly histories: number;
  readonly counts: Readonly<Record<string, number>>;
  /** How often each command was carried out. */
  readonly verbs: Readonly<Record<string, number>>;
  /** How often each fault befell a call. */
  readonly befell: Readonly<Record<string, number>>;
  readonly failed: readonly { readonly seed: number; readonly faults: readonly string[] }[];
  /** Of all traces, one after the other. */
  readonly fingerprint: string;
};

function sum(some: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of some) for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  return total;
}

export function together(reports: readonly Report[]): Report {
  return {
    histories: reports.reduce((count, { histories }) => count + histories, 0),
    counts: sum(reports.map(({ counts }) => counts)),
    verbs: sum(reports.map(({ verbs }) => verbs)),
    befell: sum(reports.map(({ befell }) => befell)),
    failed: reports.flatMap(({ failed }) => failed).sort((a, b) => a.seed - b.seed),
    fingerprint: reports.map(({ fingerprint }) => fingerprint).join(' '),
  };
}

/** All of it in one line. */
export function figures({ histories, counts, befell, failed }: Report): string {
  const of = (name: string): number => counts[name] ?? 0;
  const kinds = Object.entries(befell).sort(([, a], [, b]) => b - a);
  const faults = kinds.reduce((total, [, count]) => total + count, 0);
  return [
    `${histories} histories of ${of('cases')} cases: ${of('turns')} turns, ${of('accepted')} decisions`,
    `${faults} faults (${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')})`,
    `${of('crashes')} crashes, ${of('ambiguous')} cards that may stand twice`,
    failed.length === 0 ? 'lost: nothing' : `FAILED: ${failed.length} histories`,
  ].join('; ');
}
