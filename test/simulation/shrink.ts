import { type History, live, type Verdict } from './run.ts';

/** Far fewer are needed; each takes some hundredths of a second. */
const mostTries = 600;

export type Shrunk = { readonly history: History; readonly verdict: Verdict };

/** What kind of fault it is: its words without ids and numbers. */
const kindOf = ({ faults }: Verdict): string => (faults[0] ?? '').replace(/\b[0-9A-Z]{8}\b|[\d:-]+/g, '');

async function tried(history: History): Promise<Verdict> {
  try {
    return await live(history);
  } catch (error) {
    return { ...nothing, faults: [`thrown: ${String(error)}`] };
  }
}

const nothing: Verdict = {
  faults: [],
  fingerprint: '',
  lines: [],
  steps: [],
  befell: new Map(),
  verbs: {},
  counts: { turns: 0, accepted: 0, crashes: 0, ambiguous: 0, cases: 0, ended: 0 },
};

/** Leaves out steps and faults of a failing history as long as it fails in the same way. */
export async function shrink(history: History): Promise<Shrunk> {
  const first = await tried(history);
  const kind = kindOf(first);
  let left = mostTries;
  const stillFails = async (candidate: History): Promise<boolean> =>
    (left -= 1) > 0 && kindOf(await tried(candidate)) === kind;

  const steps = await fewest(
    first.steps.map(({ index }) => index),
    (only) => stillFails({ ...history, only: new Set(only) }),
  );
  const short = { ...history, only: new Set(steps) };
  const befell = [...(await tried(short)).befell.keys()];
  const spare = (kept: readonly string[]): History => ({
    ...short,
    spared: new Set(befell.filter((label) => !kept.includes(label))),
  });
  const faults = await fewest(befell, (kept) => stillFails(spare(kept)));
  const smallest = { ...spare(faults), verbose: true };
  const verdict = await tried(smallest);
  // Sparing one call of a fault moves others: where it fails no longer, all of them stay.
  return kindOf(verdict) === kind
    ? { history: smallest, verdict }
    : { history: short, verdict: await tried({ ...short, verbose: true }) };
}

/** Removes chunks, large ones first, as long as what is left is enough. */
async function fewest<T>(all: readonly T[], isEnough: (some: readonly T[]) => Promise<boolean>): Promise<T[]> {
  let kept = [...all];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await isEnough(fewer)) kept = fewer;
      else from += size;
    }
  }
  return kept;
}
