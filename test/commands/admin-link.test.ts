import assert from 'node:assert/strict';
import { link } from '../../src/commands/admin/index.ts';
import type { Place, Reply } from '../../src/commands/incoming.ts';
import { ada, buttonsOf, stina, textOf, userOf } from '../support/admin.ts';
import { createTestServices, serviceUrl, type TestServices } from '../support/services.ts';

const channel = (id: string, teamId: string, teamName: string): Place => ({
  kind: 'channel',
  conversationId: `19:${id}@thread.tacv2;messageid=1`,
  channelId: `19:${id}@thread.tacv2`,
  teamId,
  teamName,
});
const itChannel = channel('it', 'team-it', 'IT-enheten');
const otherChannel = channel('other', 'team-it', 'IT-enheten');
const systemChannel = channel('system', 'team-system', 'Systemförvaltningen');

describe('koppla', () => {
  let services: TestServices;
  beforeEach(() => {
    services = createTestServices({ adminIds: [ada.id] });
  });
  const say = async (phrase: string, place?: Place, who = ada): Promise<Reply> =>
    link(await userOf(services, who, place).say(`koppla ${phrase}`), phrase);

  it('gives the queue the channel, and says so', async () => {
    const reply = await say('IT', itChannel);
    assert.equal(reply.kind, 'message');
    assert.match(textOf(reply), /Kommunens IT-enhet har nu den här kanalen i teamet IT-enheten/);
    const saved = {
      queue: 'it',
      channelId: '19:it@thread.tacv2',
      teamId: 'team-it',
      teamName: 'IT-enheten',
      serviceUrl,
      by: ada,
      at: services.clock.now,
      queueName: 'Kommunens IT-enhet',
      linkPhrase: 'it',
    };
    assert.deepEqual(await services.links.find('it'), saved);
    assert.equal(services.nudges.count, 1);
  });

  it('minds neither case nor diacritics', async () => {
    await say('SYSTEMFORVALTNING', systemChannel);
    assert.equal((await services.links.find('systemAdministration'))?.teamId, 'team-system');
  });

  it('is for admins', async () => {
    assert.match(textOf(await say('it', itChannel, stina)), /bara botens administratör/);
    assert.equal(await services.links.find('it'), undefined);
  });

  it('tells which queues there are when there is none of that name', async () => {
    const reply = textOf(await say('systemförvaltningn', itChannel));
    assert.match(reply, /Det finns ingen kö som heter ”systemförvaltningn”\. Menade du ”koppla systemförvaltning”\?/);
    assert.match(reply, /Köerna är: it, systemförvaltning, beredskap och siths/);
    assert.match(textOf(await say('', itChannel)), /^Vilken kö\?/);
  });

  it('tells in the own chat that it is done in the channel', async () => {
    assert.match(textOf(await say('it')), /gå dit, nämn mig och skriv ”koppla it”/);
    assert.deepEqual(await services.links.all(), []);
  });

  it('asks when the team has another queue already, and does it for an admin who says so', async () => {
    await say('it', itChannel);
    const asked = await say('beredskap', otherChannel);
    assert.match(textOf(asked), /Teamet har redan kanalen för Kommunens IT-enhet[^]*båda köerna/);
    assert.equal(await services.links.find('onCall'), undefined);
    const [button] = buttonsOf(asked);
    assert.equal(button?.title, 'Koppla ändå');
    assert.match(
      textOf(await userOf(services, stina, otherChannel).press('linkQueue', button?.data ?? {})),
      /bara botens administratör/,
    );
    assert.equal(await services.links.find('onCall'), undefined);
    const done = await userOf(services, ada, otherChannel).press('linkQueue', button?.data ?? {});
    assert.equal(done.kind, 'card');
    assert.equal(buttonsOf(done).length, 0);
    assert.equal((await services.links.find('onCall'))?.channelId, '19:other@thread.tacv2');
  });

  it('says where a queue moved from', async () => {
    await say('it', itChannel);
    assert.match(textOf(await say('it', systemChannel)), /Kön flyttades från en kanal i teamet IT-enheten\./);
    assert.match(textOf(await say('it', itChannel)), /Kön flyttades från en kanal i teamet Systemförvaltningen\./);
    assert.match(textOf(await say('it', otherChannel)), /Kön flyttades från en annan kanal i samma team\./);
    assert.doesNotMatch(textOf(await say('it', otherChannel)), /flyttades/);
  });

  it('has every open case of the queue looked at', async () => {
    const cases = Array.from({ length: 205 }, (_, index) => `CASE${String(index).padStart(4, '0')}`);
    for (const [index, caseId] of cases.entries()) {
      const key = `list!queue:it!2026-04-01.t${index}!${caseId}`;
      await services.table.commit([{ put: key, value: { caseId, slot: 'queue.t.1' } }]);
    }
    await say('it', itChannel);
    const due = await services.table.range({ from: 'due!', before: 'due!~', limit: 1000 });
    assert.deepEqual(due.map(({ key }) => key.split('!')[2]).sort(), [...cases, 'queue.it'], 'and the queue itself');
  });

  it('refuses forged clicks', async () => {
    const user = userOf(services, ada, itChannel);
    for (const data of [{}, { queue: 'none', confirm: true }, { queue: 'it' }, { queue: { $ne: 1 }, confirm: true }]) {
      assert.equal((await user.press('linkQueue', data)).kind, 'notice');
    }
    assert.deepEqual(await services.links.all(), []);
  });
});
