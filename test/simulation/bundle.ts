import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** A change of a source while it is loaded: the text must stand there exactly once. */
export type Change = { readonly file: string; readonly from: string; readonly to: string };

/** The same data give the same card; and histories show the same cards again and again. */
const rememberCards: Change = {
  file: 'src/views/render.ts',
  from: 'return templates[name].expand({ $root: data }) as Card;',
  to: `const key = name + JSON.stringify(data);
    const cards = ((globalThis as { cards?: Map<string, Card> }).cards ??= new Map());
    if (cards.size > 5000) cards.clear();
    const card = cards.get(key) ?? (templates[name].expand({ $root: data }) as Card);
    cards.set(key, card);
    return card;`,
};

function applying(changes: readonly Change[]): Plugin {
  return {
    name: 'changes',
    setup: (plugins) =>
      plugins.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
        const own = changes.filter((change) => file === path.resolve(change.file));
        if (own.length === 0) return undefined;
        const contents = own.reduce(changed, readFileSync(file, 'utf8'));
        return { contents, loader: 'ts' };
      }),
  };
}

function changed(source: string, { file, from, to }: Change): string {
  const times = source.split(from).length - 1;
  if (times !== 1) throw new Error(`${file} holds this ${times} times, not once: ${from}`);
  return source.replace(from, () => to);
}

/** Bundles the simulation with the bot's sources, changed where a test plants a bug. */
export async function bundle(outfile: string, changes: readonly Change[] = []): Promise<void> {
  const all = [rememberCards, ...changes];
  for (const change of all) changed(readFileSync(change.file, 'utf8'), { ...change });
  await build({
    entryPoints: ['test/simulation/worker.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins: [applying(all)],
  });
}
