import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { anna, bertil, hanna, itQueue } from '../../local/people.ts';
import type { Dialog, Seen, User } from '../../local/teams/index.ts';
import { azurite } from '../support/azurite.ts';
import { ask, begin, cardOf, dialogOf, explain, kimsNumber, open, order, textOf, wordsOf } from '../support/walk.ts';
import { innardsIn } from './innards.ts';
import { heaviest, lively, mark, texts } from './texts.ts';
import { openTown, type Town } from './town.ts';

describe('attack: texts', () => {
  let town: Town;
  let manager: User;
  let approver: User;
  let admin: User;
  before(async () => {
    town = await openTown(await azurite());
    [manager, approver, admin] = [anna, bertil, hanna].map(({ id }) => town.teams.as(id)) as [User, User, User];
  });
  after(() => town?.close());

  /** Shown again with a word on how to put it right, and with what was typed, or at least how it began. */
  const assertKept = (seen: Seen, label: string, name: string): Dialog => {
    const dialog = dialogOf(seen);
    const kept = String(dialog.values[dialog.labels().find((one) => one.startsWith(label)) ?? ''] ?? '');
    assert.ok(kept.includes(mark), `${name}: ${label} holds ${kept.slice(0, 60)}`);
    assert.match(dialog.text(), /[Hh]ögst|Skriv|Rätta|[Tt]a bort|Bocka/, name);
    return dialog;
  };
  const right = 'Rätt text';

  for (const [name, text] of Object.entries(texts))
    it(`${name}: in an application, a question, an answer and a reason`, async () => {
      let form = await begin(manager);
      const all = form
        .labels()
        .filter((label) => /^(?:Namn|Tjänstetitel|Telefonnummer|Ansvarskod|Anledning)/.test(label));
      assert.equal(all.length, 5);
      const free = all.slice(text.length > 50_000 ? -1 : 0);
      const typed = await form
        .fill({ Personnummer: kimsNumber, ...Object.fromEntries(free.map((label) => [label, text])) })
        .press('Nästa');
      form = dialogOf(typed);
      for (const label of free) if (form.labels().includes(label)) assertKept(typed, label, name);
      const number = await order(manager, {
        approver: bertil.name,
        person: name === '100,000 characters' ? {} : { Anledning: text },
      });

      const card = await cardOf(approver, number, 'Ansökan att godkänna');
      const asked = await explain(approver, card, 'Begär komplettering', text);
      if (asked.kind !== 'closed')
        await assertKept(asked, 'Vad behöver', name)
          .fill({ 'Vad behöver du veta?': right })
          .press('Begär komplettering');
      const question = await cardOf(manager, number, 'Begäran om komplettering');
      const answered = await (await open(manager, question, 'Komplettera')).fill({ 'Ditt svar': text }).press('Skicka');
      if (answered.kind !== 'closed')
        await assertKept(answered, 'Ditt svar', name).fill({ 'Ditt svar': right }).press('Skicka');
      const again = await approver.waitFor(
        (message) => textOf(message).includes(number) && textOf(message).includes('Ansökan att godkänna'),
        { after: card },
      );
      const rejected = await explain(approver, again, 'Avslå', text);
      if (rejected.kind !== 'closed')
        await assertKept(rejected, 'Anledning', name).fill({ Anledning: right }).press('Avslå');
      const end = await cardOf(manager, number, 'Ansökan är avslagen');
      assert.ok(textOf(end).includes(rejected.kind === 'closed' ? mark : right), textOf(end));
    });

  it('in chats and in channels: answered, and never understood as more than words', async () => {
    for (const text of Object.values(texts)) {
      for (const said of [text, `ärende ${text}`, `koppla ${text}`, `ny behörighet ${text}`]) {
        assert.ok(
          (await manager.say(said)).some(({ from }) => from.bot),
          said.slice(0, 60),
        );
        await admin.sayIn(itQueue, said.slice(0, 20_000));
      }
    }
  });

  it('in what an administrator enters: providers, units and people', async () => {
    const [unitsLabel, idLabel, nameLabel] = [
      'Enheter, en per rad',
      'Objekt-id, om personen',
      'Namn på den du lägger till',
    ];
    for (const [name, text] of Object.entries(texts)) {
      const form = await open(admin, await ask(admin, 'administrera', 'Administrera'), 'Lägg till utförare');
      const find = (beginning: string): string => form.labels().find((label) => label.startsWith(beginning)) ?? '';
      if (text.length > 50_000) {
        assertKept(await form.fill({ Namn: text }).press('Spara'), 'Namn', name);
        continue;
      }
      const inputs = {
        Namn: text,
        [find(unitsLabel)]: `${text.replaceAll(';', ',')}; 49110`,
        [find(idLabel)]: randomUUID(),
        [find(nameLabel)]: text,
      };
      const saved = await form.fill(inputs).press('Spara');
      if (saved.kind === 'dialog') {
        assertKept(saved, 'Namn', name);
        assertKept(saved, nameLabel, name);
      } else assert.match(wordsOf(saved), /^Sparat: /, name);
    }
    for (let card = await ask(admin, 'administrera', 'Administrera'); ;) {
      const buttons = JSON.stringify(card.card);
      if (!buttons.includes('"Visa fler"')) break;
      await admin.press(card, 'Visa fler');
      card = admin.messages().find(({ id }) => id === card.id) ?? assert.fail();
      if (JSON.stringify(card.card) === buttons) break;
    }
  });

  it('in a person’s own display name', async () => {
    const place = { kind: 'personal', chatId: `a:${anna.id}`, person: anna } as const;
    for (const text of Object.values(texts)) {
      const activity = town.teams.activities.message(anna, place, '1', 'mina ärenden');
      const from = { ...(activity['from'] as object), name: text };
      assert.equal((await town.teams.postActivity({ ...activity, from })).status, 200);
    }
  });

  it('nowhere do they do more than being shown, and no answer is heavier than Teams takes', async () => {
    await town.settled();
    const bodies = [...town.teams.calls, ...town.teams.deliveries].map(({ body }) => body);
    assert.ok(bodies.filter((body) => JSON.stringify(body ?? '').includes(mark)).length > 50);
    assert.deepEqual([...new Set(bodies.flatMap((body) => lively(body)))], []);
    const heavy = bodies.map((body) => JSON.stringify(body ?? '')).filter((text) => Buffer.byteLength(text) > heaviest);
    assert.deepEqual(
      heavy.map((text) => `${text.length}: ${text.slice(0, 300)}`),
      [],
    );
    const shown = bodies.flatMap((body) => innardsIn(JSON.stringify(body ?? '')) ?? []);
    assert.deepEqual([...new Set(shown)], []);
    assert.doesNotMatch(town.door.log(), /"level":[56]0/);
    assert.ok(!town.door.log().includes(mark));
    assert.deepEqual(
      town.teams.failures().map(({ problem }) => problem),
      [],
    );
  });
});
