import assert from 'node:assert/strict';
import type { Reply } from '../../src/commands/incoming.ts';
import { createBot } from '../../src/commands/bot.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { grantsOf } from '../../src/domain/register.ts';
import { grantRows } from '../../src/store/register.ts';
import { anna, birgit, finished, otherManager, provider } from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { createTestServices, personalChat, type TestServices } from '../support/services.ts';
import { wordsOf } from '../support/town.ts';

const longName = 'Vård- och omsorgsboendet vid Gamla Övägen i Östra Eneby, avdelning för korttidsvård och växelvård ';

/** A provider with so many people, each with everything and names as long as they come. */
async function manned(count: number): Promise<TestServices> {
  const services = createTestServices({ table: createMemoryTable() });
  await services.directory.saveProvider(undefined, provider, birgit.person, services.now());
  for (let index = 0; index < count; index++) {
    const rows = grantRows(
      grantsOf(finished).map((grant) => ({
        ...grant,
        person: {
          ...grant.person,
          hash: `hash-${index}`,
          name: `Maximiliana Långefternamnsson-Bergenstråhle ${index}`,
        },
        employment: { ...grant.employment, unit: { name: longName.slice(0, 100), costCode: '47110' } },
        to: '2026-12-31',
      })),
    );
    await services.table.commit(rows.map(({ key, value }) => ({ put: key, value })));
  }
  return services;
}

const weightOf = (reply: Reply): number => ('card' in reply ? Buffer.byteLength(JSON.stringify(reply.card)) : 0);

describe('commands/staff', () => {
  let services: TestServices;
  before(async () => {
    services = await manned(300);
  });
  const as = ({ person }: Actor) => {
    const handle = createBot(services);
    const origin = personalChat(person);
    return {
      say: (text: string) => handle({ ...origin, kind: 'message', text }),
      page: (data: object) => handle({ ...origin, kind: 'execute', verb: 'staffPage', data }),
      open: (data: object) => handle({ ...origin, kind: 'openDialog', data: { dialog: 'person', ...data } }),
      press: (data: object) => handle({ ...origin, kind: 'submitDialog', data: { dialog: 'person', ...data } }),
    };
  };

  it('turns pages of three hundred people, each page light enough for Teams', async () => {
    const seen = new Set<string>();
    let offset = 0;
    for (let page = 0; page < 25; page++) {
      const reply =
        page === 0 ? await as(anna).say('mina medarbetare') : await as(anna).page({ entry: provider.id, offset });
      assert.ok(weightOf(reply) > 1000 && weightOf(reply) < 28_000, `${weightOf(reply)}`);
      for (const [name] of wordsOf(reply).matchAll(/Bergenstråhle \d+/g)) seen.add(name);
      offset += 12;
    }
    assert.equal(seen.size, 300);
  });

  it('finds by name; a personnummer is not searched for, and does not stay in the chat', async () => {
    const found = await as(anna).page({ entry: provider.id, offset: 0, search: 'bergenstrahle 29' });
    assert.match(wordsOf(found), /av 13 personer/);
    const number = await as(anna).page({ entry: provider.id, offset: 0, search: '19900602-2397' });
    assert.match(wordsOf(number), /Sök på namn\. Skriv inga personnummer/);
    assert.ok(!JSON.stringify(number).includes('2397'));
  });

  const forged: Record<string, object> = {
    'a person who is not there': { provider: provider.id, person: 'hash-999' },
    'no person at all': { provider: provider.id },
    'a key instead of a person': { provider: provider.id, person: 'hash-1!g.x' },
    'a provider that is not there': { provider: 'annan-ab', person: 'hash-1' },
  };
  for (const [what, data] of Object.entries(forged))
    it(`says of ${what} what it says of everybody that one may not see`, async () => {
      const replies = [
        await as(anna).open(data),
        await as(anna).press({ ...data, press: 'personnummer' }),
        await as(otherManager).open({ provider: provider.id, person: 'hash-1' }),
      ];
      for (const reply of replies) assert.match(wordsOf(reply), /^Personen finns inte bland dina medarbetare/);
    });

  it('is closed to one who is no longer manager, from the next press on', async () => {
    assert.equal((await as(anna).open({ provider: provider.id, person: 'hash-1' })).kind, 'dialog');
    const stored = await services.directory.provider(provider.id);
    const without = { ...(stored?.value ?? provider), managers: [] };
    await services.directory.saveProvider(stored, without, birgit.person, services.now());
    const data = { provider: provider.id, person: 'hash-1' };
    for (const reply of [await as(anna).open(data), await as(anna).press({ ...data, press: 'order' })])
      assert.match(wordsOf(reply), /^Personen finns inte bland dina medarbetare/);
    assert.doesNotMatch(wordsOf(await as(anna).say('mina medarbetare')), /Bergenstråhle/);
    assert.equal((await as(anna).page({ entry: provider.id, offset: 0 })).kind, 'notice');
  });
});
