import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { actions, dialogs, phrases } from '../../src/commands/index.ts';
import { understand } from '../../src/commands/understand.ts';

/** Every value of a property, wherever it stands. */
function valuesOf(node: unknown, name: string): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => valuesOf(one, name));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === name && typeof value === 'string' ? [value] : valuesOf(value, name),
  );
}

const cards = readdirSync('cards').map((file) => JSON.parse(readFileSync(`cards/${file}`, 'utf8')) as unknown);
const inCards = (name: string): string[] => [...new Set(valuesOf(cards, name))].sort();
const literal = (name: string): boolean => !name.includes('${');

describe('checks: cards and commands', () => {
  it('every verb on a card is a command, and every command has its button', () => {
    // `say` says a phrase for the one who presses; it is understood where messages are.
    assert.deepEqual(inCards('verb'), [...actions.keys(), 'say'].sort());
  });

  it('every dialog that a card opens is there, and every dialog has its button', () => {
    assert.deepEqual(inCards('dialog').filter(literal), [...dialogs.keys()].sort());
  });

  it('every command of the manifest is understood, in its place', () => {
    const list = z.object({ scopes: z.array(z.string()), commands: z.array(z.object({ title: z.string() })) });
    const manifest = z.object({ bots: z.array(z.object({ commandLists: z.array(list) })) });
    const { bots } = manifest.parse(JSON.parse(readFileSync('manifest/manifest.json', 'utf8')));
    for (const { scopes, commands } of bots.flatMap(({ commandLists }) => commandLists)) {
      const place = scopes.includes('personal') ? 'personal' : 'channel';
      const here = phrases.filter(({ where }) => where === 'both' || where === place);
      for (const { title } of commands) assert.ok('phrase' in understand(title, here), `${title} in ${place}`);
    }
  });
});
