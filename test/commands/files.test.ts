import assert from 'node:assert/strict';
import type { Incoming, Reply } from '../../src/commands/incoming.ts';
import { createBot } from '../../src/commands/bot.ts';
import { fetchFile } from '../../src/commands/files/ticket.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { filesOf } from '../../src/domain/files.ts';
import { slots } from '../../src/domain/slots.ts';
import { anna, goran, ida, malin, otherManager, sara, say, stranger } from '../support/cases.ts';
import { buttonsOf, inputOf, textOf } from '../support/admin.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { linkTo } from '../support/memory-files.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';
import { pdf, png, webPage } from '../support/samples.ts';
import { personalChat } from '../support/services.ts';
import { channel } from '../support/town.ts';

type Choice = { readonly title: string; readonly value: string };

describe('commands/files', () => {
  let table: MemoryTable;
  let engine: Engine;
  let services: Services;
  let caseId: string;
  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    services = engine.services;
    caseId = (await engine.submitted()).id;
  });

  const files = () => engine.services.files;
  const turn = (who: Actor, incoming: object, place = personalChat(who.person).place): Promise<Reply> =>
    createBot(services)({ ...personalChat(who.person), place, ...incoming } as Incoming);
  const send = (who: Actor, sent: Readonly<Record<string, Buffer>>, text = ''): Promise<Reply> => {
    for (const [name, content] of Object.entries(sent)) files().links.set(linkTo(name), content);
    const attached = Object.keys(sent).map((name) => ({ name, url: linkTo(name) }));
    return turn(who, { kind: 'files', text, files: attached, pictures: false });
  };
  const dataOf = (reply: Reply): { files: string } => ({ files: String(buttonsOf(reply)[0]?.data['files']) });
  const choices = (reply: Reply): Choice[] => inputOf(reply, 'place')['choices'] as Choice[];
  const press = (who: Actor, verb: string, data: object): Promise<Reply> => turn(who, { kind: 'execute', verb, data });
  const place = (who: Actor, reply: Reply, where = `attachment.${caseId}`): Promise<Reply> =>
    press(who, 'placeFiles', { ...dataOf(reply), place: where });
  const count = async (): Promise<number> => filesOf(await engine.read(caseId)).length;
  const lookAtAll = async (): Promise<void> => {
    for (const { key } of await engine.rows('upload')) {
      const [, personId, id] = key.split('!');
      for (let n = 0; n < 3; n += 1) await engine.look(`file.${personId}.${id}`);
    }
  };
  const dialog = (who: Actor, slot: string, data: object = {}, where?: Parameters<typeof turn>[2]): Promise<Reply> => {
    const kind = 'press' in data ? 'submitDialog' : 'openDialog';
    return turn(who, { kind, data: { dialog: 'files', case: caseId, slot, version: 1, ...data } }, where);
  };
  const link = (reply: Reply): string => {
    const url = JSON.stringify('card' in reply ? reply.card : reply).match(/https:\/\/bot\.example\/files\/[^"]+/)?.[0];
    return url ?? assert.fail(`no link: ${textOf(reply)}`);
  };
  const ticket = (reply: Reply): string => link(reply).split('/').at(-1) ?? '';

  it('R67: a file is sealed at rest, its name stands in no key, and it comes into the case in one transaction', async () => {
    const asked = await send(anna, { 'Kims avtal.pdf': pdf('hemligt') });
    assert.equal(await count(), 0);
    const commits = table.calls.commit;
    const reply = await place(anna, asked);
    assert.match(textOf(reply), /^Bifogat\nNu ligger det i ärende/);
    assert.equal(table.calls.commit, commits + 1);
    assert.equal(await count(), 1);
    assert.ok(![...files().stored.values()].some((bytes) => bytes.includes('hemligt')));
    const keys = table.rows().map(({ key }) => key);
    assert.ok(!keys.some((key) => /Kim|avtal/.test(key)));
  });

  it('the row comes before the bytes: stopped in between, nothing is kept that no row knows of', async () => {
    files().beforeNext('keep', () => {
      throw new Error('stopped');
    });
    await assert.rejects(send(anna, { 'a.pdf': pdf() }));
    assert.equal((await engine.rows('upload')).length, 1);
    files().afterNext('keep', () => {
      throw new Error('stopped');
    });
    await assert.rejects(send(anna, { 'b.pdf': pdf('b') }));
    assert.equal(files().stored.size, 1);
    assert.match(textOf(await turn(anna, { kind: 'message', text: 'mina filer' })), /Inga filer väntar/);
    engine.pass({ days: 8 });
    await lookAtAll();
    assert.equal(files().stored.size, 0);
    assert.deepEqual(await engine.rows('upload'), []);
  });

  it('what nobody places is gone when the days of the profile are out, and not before', async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    engine.pass({ days: 6 });
    await lookAtAll();
    assert.equal(files().stored.size, 1);
    engine.pass({ days: 1 });
    assert.match(textOf(await place(anna, asked)), /Filen finns inte längre här/);
    await lookAtAll();
    assert.equal(files().stored.size, 0);
    assert.deepEqual(await engine.rows('upload'), []);
  });

  it('a file placed while its time runs out is in the case, or gone: never both, never neither', async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    engine.pass({ days: 6, minutes: 1439 });
    const [row] = await engine.rows('upload');
    const [, personId, id] = row?.key.split('!') ?? [];
    // The sender's clock is a little ahead.
    table.beforeNext('commit', async () => {
      engine.pass({ minutes: 2 });
      await engine.look(`file.${personId}.${id}`);
    });
    assert.match(textOf(await place(anna, asked)), /Filen finns inte längre här/);
    assert.equal(await count(), 0);
    await lookAtAll();
    assert.equal(files().stored.size, 0);
  });

  it('a file in a case stays when the time to place it is out', async () => {
    await place(anna, await send(anna, { 'a.pdf': pdf() }));
    engine.pass({ days: 30 });
    await lookAtAll();
    assert.equal(files().stored.size, 1);
    assert.deepEqual(await engine.rows('upload'), []);
  });

  it('erasing is tried again until the storage answers', async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    await press(anna, 'discardFiles', dataOf(asked));
    files().beforeNext('erase', () => {
      throw new Error('the storage does not answer');
    });
    await assert.rejects(lookAtAll());
    assert.equal((await engine.rows('upload')).length, 1);
    await lookAtAll();
    assert.equal(files().stored.size, 0);
    assert.deepEqual(await engine.rows('upload'), []);
  });

  it('stopped after the bytes are erased, the row goes the next time', async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    await press(anna, 'discardFiles', dataOf(asked));
    table.beforeNext('removeIf', () => {
      throw new Error('stopped');
    });
    await assert.rejects(lookAtAll());
    await lookAtAll();
    assert.deepEqual(await engine.rows('upload'), []);
  });

  it('a file taken out of a case, and those of a withdrawn one, are erased', async () => {
    await place(anna, await send(anna, { 'a.pdf': pdf('a'), 'b.pdf': pdf('b') }));
    const list = await dialog(anna, slots.status, { press: 'confirm', file: 1 });
    assert.match(textOf(list), /Filen är borttagen\./);
    assert.doesNotMatch(textOf(list), /a\.pdf/);
    await lookAtAll();
    assert.equal(files().stored.size, 1);
    await engine.act(anna, say.withdraw(), slots.status);
    await lookAtAll();
    assert.equal(files().stored.size, 0);
    assert.deepEqual(await engine.rows('upload'), []);
  });

  it('asks where, newest first, with the only one chosen; a number in the text is a choice', async () => {
    const only = await send(anna, { 'a.pdf': pdf('a') });
    assert.equal(inputOf(only, 'place')['value'], `attachment.${caseId}`);
    engine.pass({ minutes: 1 });
    const newer = await engine.submitted();
    const two = await send(anna, { 'b.pdf': pdf('b') });
    assert.deepEqual(
      choices(two).map(({ value }) => value),
      [`attachment.${newer.id}`, `attachment.${caseId}`],
    );
    assert.equal(inputOf(two, 'place')['value'], '');
    const named = await send(anna, { 'c.pdf': pdf('c') }, `hör till ${caseId.toLowerCase()}!`);
    assert.equal(inputOf(named, 'place')['value'], `attachment.${caseId}`);
    assert.match(textOf(await press(anna, 'placeFiles', dataOf(two))), /Välj först var det hör hemma\./);
    assert.match(textOf(await send(otherManager, { 'd.pdf': pdf('d') })), /Du har inget öppet ärende/);
  });

  it('a colleague with the same right can add to the case by its number, and nobody else', async () => {
    const asked = await send(malin, { 'a.pdf': pdf('a') }, caseId);
    assert.equal(choices(asked).length, 1);
    await place(malin, asked);
    assert.equal(await count(), 1);
    const other = await send(otherManager, { 'b.pdf': pdf('b') }, caseId);
    assert.match(textOf(other), /Du har inget öppet ärende/);
    assert.match(textOf(await place(otherManager, other)), /Det här får bara den som beställde/);
    assert.equal(await count(), 1);
  });

  it("nobody places or throws away another's file", async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    for (const who of [malin, otherManager, stranger]) {
      assert.match(textOf(await place(who, asked)), /Filen finns inte längre här/);
      assert.match(textOf(await press(who, 'discardFiles', dataOf(asked))), /Filen finns inte längre här/);
    }
    await place(anna, asked);
    assert.equal(await count(), 1);
  });

  for (const data of [
    {},
    { files: '' },
    { files: '../x' },
    { files: 'a,,b' },
    { files: ['a'] },
    { files: 'a'.repeat(3000) },
  ])
    it(`a forged button with ${JSON.stringify(data).slice(0, 40)} does nothing`, async () => {
      for (const verb of ['placeFiles', 'discardFiles'])
        assert.match(textOf(await press(anna, verb, { ...data, place: `attachment.${caseId}` })), /Knappen går inte/);
    });

  for (const where of ['attachment.', 'attachment.x', 'admin.K7M4QX92', 'attachment.K7M4QX92.x', '', 7, null])
    it(`a forged place ${JSON.stringify(where)} is no place`, async () => {
      const asked = await send(anna, { 'a.pdf': pdf() });
      const reply = await press(anna, 'placeFiles', { ...dataOf(asked), place: where });
      assert.match(textOf(reply), /Välj först var det hör hemma\./);
    });

  it('a case that is not there, or waits for no certificate, is said, and the file stays to be placed', async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    assert.match(textOf(await place(anna, asked, 'attachment.K7M4QX92')), /inget ärende med det numret/);
    assert.match(textOf(await place(anna, asked, `certificate.${caseId}`)), /Ärendet kräver inget intyg/);
    assert.match(textOf(await place(anna, asked)), /Bifogat/);
  });

  it('a lost answer is no fault: the same press again finds the file in the case', async () => {
    const asked = await send(anna, { 'a.pdf': pdf() });
    table.afterNext('commit', () => {
      throw new Error('the answer is lost');
    });
    assert.match(textOf(await place(anna, asked)), /Bifogat/);
    assert.match(textOf(await place(anna, asked)), /Bifogat/);
    assert.equal(await count(), 1);
  });

  it('no more than the profile lets a case have, and twenty waiting', async () => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`${n}.pdf`, pdf(String(n))]));
    await place(anna, await send(anna, ten));
    const one = await send(anna, { 'en till.pdf': pdf('en till') });
    assert.match(textOf(await place(anna, one)), /kan inte ha så många filer.*Högst 10 går\./);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`m${n}.pdf`, pdf(`m${n}`)]));
    assert.match(textOf(await send(anna, many)), /”m19\.pdf” är inte mottagen: du har många filer som väntar/);
  });

  it('a file in a draft goes with it, lives as long as it does, and can be thrown away', async () => {
    const draft = 'DRAFT001';
    await turn(anna, {
      kind: 'openDialog',
      data: { dialog: 'order', press: 'begin', case: draft, provider: 'omsorg-ab' },
    });
    const typed = { dialog: 'order', case: draft, step: 'person', press: 'close', f_name: 'Nils Ny' };
    await turn(anna, { kind: 'submitDialog', data: typed });
    const asked = await send(anna, { 'a.pdf': pdf('a'), 'b.pdf': png });
    assert.equal(choices(asked)[0]?.title, 'Ny behörighet som inte är skickad · Nils Ny');
    const reply = await place(anna, asked, `draft.${draft}`);
    assert.match(textOf(reply), /^Bifogat till ansökan\na\.pdf/);
    assert.match(textOf(await place(anna, asked, `draft.${draft}`)), /^Bifogat till ansökan/);
    engine.pass({ days: 10 });
    await lookAtAll();
    assert.equal(files().stored.size, 2);
    engine.pass({ days: 10 });
    await services.drafts.expire(anna.person.id, draft, services.now());
    await lookAtAll();
    assert.equal(files().stored.size, 0);
  });

  it('a file for a draft that was sent meanwhile goes into its case; one for a draft that is gone waits again', async () => {
    const asked = await send(anna, { 'a.pdf': pdf('a') });
    assert.match(textOf(await place(anna, asked, `draft.${caseId}`)), /^Bifogat\n/);
    assert.equal(await count(), 1);
    const other = await send(anna, { 'b.pdf': pdf('b') });
    assert.match(textOf(await place(anna, other, 'draft.K7M4QX92')), /Ansökan finns inte längre/);
    assert.match(textOf(await place(anna, other)), /Bifogat/);
  });

  it('a file is fetched by a link for five minutes, by those whom it was given to, while they may see it', async () => {
    await place(anna, await send(anna, { 'Kims avtal.pdf': pdf('hemligt') }));
    const got = async (reply: Reply) => fetchFile(services, ticket(reply));
    const own = await dialog(anna, slots.status, { press: 'fetch', file: 1 });
    assert.doesNotMatch(link(own), /avtal\.pdf|omsorg-ab|%/);
    const file = await got(own);
    assert.deepEqual([file?.name, file?.mime], ['Kims avtal.pdf', 'application/pdf']);
    assert.deepEqual(Buffer.from(file?.bytes ?? []), pdf('hemligt'));
    const approvers = await dialog(goran, slots.approver(1), { press: 'fetch', file: 1 });
    assert.ok(await got(approvers));
    // Every opening is an event, though it was of the same card.
    await dialog(anna, slots.status, { press: 'fetch', file: 1 });
    assert.equal((await engine.read(caseId)).log.filter(({ verb }) => verb === 'openFile').length, 3);
    await engine.entitle(false);
    assert.equal(await got(approvers), undefined);
    engine.pass({ minutes: 4 });
    assert.ok(await got(own));
    engine.pass({ minutes: 1 });
    assert.equal(await got(own), undefined);
  });

  it('a queue fetches when it has a task, and Teams is asked afresh about the member each time', async () => {
    await place(anna, await send(anna, { 'a.pdf': pdf() }));
    const onTask = [slots.queue('it', 1), { press: 'fetch', file: 1 }, channel('it')] as const;
    assert.match(textOf(await dialog(ida, ...onTask)), /inte|bara/i);
    await engine.act(goran, say.approve(), slots.approver(1));
    const given = await dialog(ida, ...onTask);
    assert.ok(await fetchFile(services, ticket(given)));
    const asked = engine.teams.calls.isMember;
    await dialog(ida, slots.queue('it', 1), {}, channel('it'));
    await dialog(ida, ...onTask);
    assert.equal(engine.teams.calls.isMember, asked + 2);
    engine.teams.members.get('team-it')?.delete(ida.person.id);
    assert.match(textOf(await dialog(ida, ...onTask)), /köns team/);
    assert.match(textOf(await dialog(sara, slots.queue('tes', 1), {}, channel('systemAdministration'))), /inte|bara/i);
  });

  it('no card data opens a file for one who may not see the case', async () => {
    await place(anna, await send(anna, { 'a.pdf': pdf() }));
    for (const who of [otherManager, stranger, sara])
      for (const slot of [slots.status, slots.approver(1), slots.queue('it', 1), slots.queue('tes', 1), 'file.x', 'x'])
        for (const data of [{}, { press: 'list' }, { press: 'fetch', file: 1 }, { press: 'confirm', file: 1 }]) {
          const words = textOf(await dialog(who, slot, data));
          assert.doesNotMatch(words, /a\.pdf|https/, `${who.person.name} ${slot}`);
        }
    assert.equal(await count(), 1);
  });

  it('a ticket is nothing that anybody else can make, alter or read', async () => {
    await place(anna, await send(anna, { 'a.pdf': pdf() }));
    const text = ticket(await dialog(anna, slots.status, { press: 'fetch', file: 1 }));
    for (let at = 0; at < text.length; at += 7) {
      const altered = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
      assert.equal(await fetchFile(services, altered), undefined, altered);
    }
    // Sealed with the same keys, but as something else.
    const { subject } = (await engine.read(caseId)).application;
    assert.equal(await fetchFile(services, subject.personnummer), undefined);
    for (const other of ['', 'x', '..', 'v1.test.x.y', 'a'.repeat(5000)])
      assert.equal(await fetchFile(services, other), undefined);
    assert.ok(await fetchFile(services, text));
  });

  it('damaged or missing bytes are told to the administrators, and the case goes on', async () => {
    await place(anna, await send(anna, { 'a.pdf': pdf(), 'b.pdf': png }));
    const [first = '', second = ''] = files().stored.keys();
    files().spoil(first);
    await files().bytes.erase(second);
    for (const file of [1, 2]) {
      const text = ticket(await dialog(anna, slots.status, { press: 'fetch', file }));
      assert.equal(await fetchFile(services, text), undefined);
    }
    assert.deepEqual(
      engine.services.reports.map(({ key }) => key),
      [`sealed!file!${first}`, `sealed!file!${second}`],
    );
  });

  it('where files are off that is said, and nothing is kept', async () => {
    for (const off of [undefined, { ...files(), publicUrl: undefined }]) {
      services = { ...engine.services, files: off };
      assert.match(textOf(await send(anna, { 'a.pdf': pdf() })), /Filer är inte påslaget här än.*Servicedesk IT/);
      assert.match(textOf(await turn(anna, { kind: 'message', text: 'mina filer' })), /Filer är inte påslaget/);
    }
    assert.deepEqual(await engine.rows('upload'), []);
    assert.equal(files().stored.size, 0);
  });

  it('a personnummer in the text is pointed out, whatever becomes of the file', async () => {
    assert.match(textOf(await send(anna, { 'a.pdf': webPage }, 'Kim 19900602-2397')), /innehålla ett personnummer/);
    assert.match(textOf(await send(anna, { 'b.pdf': pdf() }, 'Kim 19900602-2397')), /innehålla ett personnummer/);
  });
});
