/** What the house looks like, where no linter says it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

type Source = { readonly name: string; readonly text: string };

const root = new URL('../../', import.meta.url);

function sources(folder: string): Source[] {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name) && !name.startsWith('web/vendor/'))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, root), 'utf8') }));
}

const [src, local, scripts] = [sources('src'), sources('local'), sources('scripts')];
const tests = sources('test').filter(({ name }) => !name.startsWith('test/checks/'));
const lines = (text: string): number => text.trimEnd().split('\n').length;

/** `file:line` of everything that the pattern finds. */
function found(files: readonly Source[], pattern: RegExp): string[] {
  return files.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1}: ${line.trim()}`] : [])),
  );
}

describe('checks: the sources', () => {
  it('have at most 200 lines a file', () => {
    const long = [...src, ...local].filter(({ text }) => lines(text) > 200).map(({ name }) => name);
    assert.deepEqual(long, []);
  });

  it('have a composition root of one screen without branches', () => {
    const main = src.find(({ name }) => name === 'src/main.ts');
    assert.ok(main, 'src/main.ts is missing');
    assert.ok(lines(main.text) <= 60, 'src/main.ts is longer than a screen');
    assert.deepEqual(found([main], /\b(if|switch)\s*\(|\s\?\s/), []);
  });

  it('leave no test out', () => {
    assert.deepEqual(
      found(tests, /\b(describe|context|it|specify|suite|test)\.(only|skip)\b|\bx(describe|context|it)\(/),
      [],
    );
  });

  // The linter refuses `any`; this refuses silencing it.
  it('silence neither compiler, linter nor formatter', () => {
    const silencers = /@ts-(ignore|expect-error|nocheck)|eslint-disable|prettier-ignore/;
    assert.deepEqual(found([...src, ...local, ...scripts, ...tests], silencers), []);
  });

  it('leave nothing for later', () => {
    assert.deepEqual(found([...src, ...local, ...scripts, ...tests], /\b(TODO|FIXME|XXX|HACK)\b/), []);
  });

  it('read no clock, draw no chance and use nothing of Node where they only compute', () => {
    const pure = src.filter(({ name }) => /^src\/(domain|views)\//.test(name));
    assert.deepEqual(found(pure, /['"]node:|\bprocess\.|\bBuffer\./), []);
    assert.deepEqual(
      found(pure, /Date\.now\(|new Date\(\)|DateTime\.(now|local|utc)\(\)|Math\.random\(|randomUUID\(/),
      [],
    );
  });
});
