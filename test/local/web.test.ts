import assert from 'node:assert/strict';
import { ANNA, BO, QUEUE, card, message, setStage, type Stage } from './fakeBot.ts';
import { isNode } from '../../local/teams/cards/node.ts';

describe('local Teams: the page', () => {
  let stage: Stage;
  const get = async (path: string): Promise<unknown> => (await fetch(`${stage.teams.url}local/${path}`)).json();
  const post = async (path: string, body: object): Promise<number> =>
    (
      await fetch(`${stage.teams.url}local/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).status;

  beforeEach(async () => void (stage = await setStage()));
  afterEach(() => stage.end());

  it('is in Swedish, and its script and style come without a build step', async () => {
    const html = await (await fetch(stage.teams.url)).text();
    assert.match(html, /<html lang="sv">/);
    for (const asset of ['client.js', 'client.css']) {
      const response = await fetch(`${stage.teams.url}${asset}`);
      assert.equal(response.status, 200);
      assert.ok((await response.text()).length > 5_000);
    }
  });

  it('counts what somebody has not read, and announces a card by its summary alone', async () => {
    const content = card({ type: 'TextBlock', text: 'hemligt' });
    await stage.connector.call('POST', `v3/conversations/${stage.teams.as(ANNA).chatId}/activities`, {
      ...message(content),
      summary: 'Nytt ärende',
    });
    const overview = JSON.stringify(await get(`overview?person=${ANNA}`));
    assert.match(overview, /"unread":1,"preview":"Nytt ärende"/);
    assert.doesNotMatch(overview, /hemligt/);
    await post('read', { person: ANNA, chat: stage.teams.as(ANNA).chatId });
    assert.match(JSON.stringify(await get(`overview?person=${ANNA}`)), /"unread":0/);
  });

  it("shows nobody another one's chat", async () => {
    const { chatId } = stage.teams.as(BO);
    const answer = await get(`messages?person=${ANNA}&chat=${chatId}`);
    assert.ok(isNode(answer) && typeof answer['error'] === 'string');
    assert.equal(await post('say', { person: ANNA, chat: chatId, text: 'hej' }), 400);
  });

  it('tells at once in which chat something changed', async () => {
    const response = await fetch(`${stage.teams.url}local/events`);
    await stage.teams.as(ANNA).sayIn(QUEUE, 'hej');
    let heard = '';
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) {
      heard += decoder.decode(part as Uint8Array);
      if (heard.includes(QUEUE)) break;
    }
    assert.match(heard, /data: "19:it-queue/);
  });
});
