import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { route, type Reply, type Route } from './http.ts';

const WEB = path.join(import.meta.dirname, '..', 'web');

/** The page itself: bundled when first asked for, so that tests without a browser do not pay for it. */
export function pageRoutes(): Route[] {
  let bundled: Promise<ReadonlyMap<string, string>> | undefined;
  const bundle = () => (bundled ??= bundlePage());
  const asset = (name: string, type: string): Route =>
    route('GET', `/${name}`, async () => reply(type, (await bundle()).get(name) ?? ''));
  return [
    route('GET', '/', async () => {
      void bundle();
      return reply('text/html', await readFile(path.join(WEB, 'index.html'), 'utf8'));
    }),
    asset('client.js', 'text/javascript'),
    asset('client.css', 'text/css'),
  ];
}

function reply(type: string, body: string): Reply {
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }, body };
}

async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.join(WEB, 'client.ts'), path.join(WEB, 'client.css')],
    bundle: true,
    write: false,
    outdir: WEB,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
}
