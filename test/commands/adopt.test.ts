import assert from 'node:assert/strict';
import { createBot } from '../../src/commands/bot.ts';
import type { Incoming } from '../../src/commands/incoming.ts';
import type { Post } from '../../src/store/posts.ts';
import { anna, goran, ida, say } from '../support/cases.ts';
import { channelOf, createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { personalChat, serviceUrl } from '../support/services.ts';

const channelId = channelOf('it');
const inChannel = {
  kind: 'channel',
  conversationId: `${channelId};messageid=9`,
  channelId,
  teamId: 'team-it',
} as const;

describe('commands: a click that opens a dialog makes its card known', () => {
  let engine: Engine;
  let caseId: string;

  beforeEach(async () => {
    engine = await createEngine(createMemoryTable());
    caseId = (await engine.submitted()).id;
    await engine.act(goran, say.approve(), 'approver.1');
  });

  const click = (origin: Pick<Incoming, 'person' | 'place' | 'teamsId'>, data: object): Promise<unknown> =>
    createBot(engine.services)({
      ...origin,
      serviceUrl,
      activityId: '9',
      kind: 'openDialog',
      data: { case: caseId, ...data },
    });
  const byIda = { ...personalChat(ida.person), place: inChannel };

  async function slotsKnown(): Promise<string[]> {
    const posts = (await engine.rows('post')).map(({ value }) => value as Post);
    return posts.filter(({ shown }) => shown.some(({ activityId }) => activityId === '9')).map(({ slot }) => slot);
  }

  it('also where the command is refused: a card that came twice would stay as it was', async () => {
    await engine.act(ida, say.done('it'), 'queue.it.1');
    await click(byIda, { dialog: 'task', slot: 'queue.it.1', version: 1 });
    assert.deepEqual(await slotsKnown(), ['queue.it.1']);
  });

  it('also where the dialog has nothing to record', async () => {
    await click(byIda, { dialog: 'ask', slot: 'queue.it.1', version: 2 });
    assert.deepEqual(await slotsKnown(), ['queue.it.1']);
  });

  it('as what it is, not as what its button opens', async () => {
    await engine.act(ida, say.give('it'), 'queue.it.1');
    const data = { dialog: 'credentials', slot: 'credentials.it.1', version: 1, shown: 'owner.status' };
    await click(personalChat(anna.person), data);
    assert.deepEqual(await slotsKnown(), ['owner.status']);
  });

  it('but not a list whose place the card has taken for one reader', async () => {
    await click(byIda, { dialog: 'task', slot: 'queue.it.1', version: 2, copy: true });
    assert.deepEqual(await slotsKnown(), []);
  });
});
