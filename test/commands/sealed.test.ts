/** Values that were sealed with a key that is lost, or that somebody has altered. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Reply } from '../../src/commands/incoming.ts';
import { personnummerPlace } from '../../src/commands/order/application.ts';
import { Secret } from '../../src/domain/secret.ts';
import { slots } from '../../src/domain/slots.ts';
import { createVault } from '../../src/store/vault.ts';
import { filledIn, textOf } from '../support/admin.ts';
import { anna, goran, sara } from '../support/cases.ts';
import { personnummer } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { channel, createTown, dataOf, day, draftId, leaveDraft, type Town, wordsOf } from '../support/town.ts';

describe('a sealed value that does not open', () => {
  let town: Town;
  beforeEach(async () => {
    const before = await createTown(createMemoryTable());
    await leaveDraft(before);
    const next = createVault({ keys: [{ id: 'next', key: randomBytes(32) }], hashKey: randomBytes(32) });
    // The key to hash with is never turned.
    town = before.with({ vault: { ...next, hash: (secret) => before.services.vault.hash(secret) } });
  });
  const reports = (): string[] => town.engine.services.reports.map(({ key }) => key);

  it('throws nothing at anybody, and is reported by a key alone', async () => {
    await day(town);
    for (const key of ['asked', 'handling'] as const)
      assert.ok(reports().includes(`sealed!${town.cases[key]}!personnummer`), key);
    assert.ok(reports().includes(`sealed!${draftId}!draft`));
    for (const { error } of town.engine.services.reports) assert.equal((error as Error).name, 'UnreadableError');
  });

  it('is said of a personnummer to the approver, with the way on, and that the attempt is recorded', async () => {
    const { asked } = town.cases;
    const reply = await town.user(goran).open('personnummer', await dataOf(town, asked, slots.approver(1)));
    assert.deepEqual(reply, {
      kind: 'notice',
      text: 'Personnumret går inte att läsa. Begär komplettering, så kan den som beställde skriva in det på nytt. Försöket är antecknat i ärendet.',
    });
    assert.equal((await town.engine.read(asked)).log.at(-1)?.verb, 'openPersonnummer');
  });

  it('is said of a personnummer in a task, beside all the rest of it, which can be finished', async () => {
    const user = town.user(sara, channel('systemAdministration'));
    const data = await dataOf(town, town.cases.handling, slots.queue('tes', 1));
    const reply = await user.open('task', data);
    assert.match(textOf(reply), /Personnumret går inte att läsa\. Begär komplettering/);
    assert.match(textOf(reply), /Planerare/);
    assert.doesNotMatch(JSON.stringify(reply), /copyPersonnummer/);
    assert.equal((await user.submit('task', { ...data, none: 'true' })).kind, 'closed');
  });

  for (const standing of ['questioned', 'tesAsked'] as const) {
    it(`is typed anew where an application (${standing}) is altered, and stands sealed anew`, async () => {
      const id = town.cases[standing];
      const data = { ...(await dataOf(town, id, slots.question(1))), press: 'alter', answer: 'Här är det.' };
      const first = await town.user(anna).submit('supplement', data);
      assert.match(textOf(first), /Personnumret går inte att läsa\. Skriv in det på nytt\./);
      const refused = await town.user(anna).submit('order', filledIn(first));
      assert.match(textOf(refused), /Rätta en uppgift nedan/);
      let reply: Reply = await town.user(anna).submit('order', filledIn(refused, { f_personnummer: personnummer }));
      for (let step = 0; reply.kind === 'dialog' && step < 8; step++)
        reply = await town.user(anna).submit('order', filledIn(reply, { own: 'true' }));
      assert.match(wordsOf(reply), /Ändringen är skickad/);
      const { personnummer: sealed } = (await town.engine.read(id)).application.subject;
      assert.equal(Secret.open(town.services.vault.open(sealed, personnummerPlace(id))), personnummer);
    });
  }

  it('is said of login details, and new ones can be asked for', async () => {
    const data = await dataOf(town, town.cases.finished, slots.credentials('tes', 1));
    const reply = await town.user(anna).open('credentials', data);
    assert.match(
      wordsOf(reply),
      /^Inloggningsuppgifterna går inte att läsa\. Tryck på Begär nya uppgifter på kortet\./,
    );
    const asked = await town
      .user(anna)
      .press('requestCredentials', await dataOf(town, town.cases.finished, slots.credentials('tes', 1)));
    assert.match(wordsOf(asked), /Nya uppgifter är begärda/);
  });

  it('leaves a draft where it is, so that it opens again once its key is back', async () => {
    assert.match(
      wordsOf(await town.user(anna).open('order', { press: 'resume', case: draftId })),
      /Utkastet går inte att öppna/,
    );
    const begun = await town.user(anna).open('order', { press: 'begin', case: draftId, provider: 'omsorg-ab' });
    assert.equal(begun.kind, 'dialog');
    const back = town.with({ vault: town.engine.services.vault });
    const reply = await back.user(anna).open('order', { press: 'resume', case: draftId });
    assert.match(JSON.stringify(reply), /Nils Ny/);
  });
});
