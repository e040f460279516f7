import assert from 'node:assert/strict';
import type { Reply } from '../../src/commands/incoming.ts';
import type { Surface } from '../../src/teams/inbound.ts';
import { present, presentNotice } from '../../src/teams/replies.ts';
import { card } from './harness.ts';

const message: Reply = { kind: 'message', card, summary: 'Ny beställning' };
const dialog: Reply = { kind: 'dialog', title: 'Beställ', card, size: 'medium' };
const notice: Reply = { kind: 'notice', text: 'Klart' };
const choices: Reply = { kind: 'choices', choices: [{ title: 'Norr', value: '1' }] };
const none: Reply = { kind: 'none' };
const closed: Reply = { kind: 'closed' };
const shown: Reply = { kind: 'card', card };

const executed = (type: string, value: unknown) => ({
  status: 200,
  body: { statusCode: 200, type: `application/vnd.microsoft.${type}`, value },
});
const task = (value: unknown) => ({ status: 200, body: { task: value } });
const content = { kind: 'card', card, summary: 'Ny beställning' };
const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };

describe('teams: replies', () => {
  const cases: readonly [Surface, Reply, object][] = [
    ['message', none, { answer: { status: 200 } }],
    ['message', message, { answer: { status: 200 }, send: content }],
    ['message', notice, { answer: { status: 200 }, send: { kind: 'text', text: 'Klart' } }],
    ['submit', shown, { answer: { status: 200 }, replace: { ...content, summary: '' } }],
    ['execute', shown, { answer: executed('card.adaptive', card) }],
    ['execute', notice, { answer: executed('activity.message', 'Klart') }],
    ['execute', none, { answer: executed('activity.message', '') }],
    ['execute', message, { answer: executed('activity.message', ''), send: content }],
    [
      'dialog',
      dialog,
      {
        answer: task({
          type: 'continue',
          value: { title: 'Beställ', height: 'medium', width: 'medium', card: attachment },
        }),
      },
    ],
    ['dialog', notice, { answer: task({ type: 'message', value: 'Klart' }) }],
    ['dialog', closed, { answer: { status: 200 } }],
    ['dialog', message, { answer: { status: 200 }, send: content }],
    ['search', choices, { answer: executed('search.searchResponse', { results: [{ title: 'Norr', value: '1' }] }) }],
    ['search', none, { answer: executed('search.searchResponse', { results: [] }) }],
  ];
  for (const [surface, reply, expected] of cases) {
    it(`${reply.kind} to ${surface}`, () => assert.deepEqual(present(surface, reply), expected));
  }

  it('names at most 15 choices', () => {
    const many = Array.from({ length: 40 }, (_, n) => ({ title: `${n}`, value: `${n}` }));
    const { body } = present('search', { kind: 'choices', choices: many }).answer;
    assert.deepEqual(body, executed('search.searchResponse', { results: many.slice(0, 15) }).body);
  });

  const impossible: readonly [Surface, Reply][] = [
    ['message', dialog],
    ['submit', choices],
    ['execute', dialog],
    ['dialog', shown],
  ];
  for (const [surface, reply] of impossible) {
    it(`${reply.kind} cannot answer ${surface}`, () => assert.throws(() => present(surface, reply)));
  }

  it('says a notice wherever it can be said', () => {
    assert.deepEqual(presentNotice('search', 'Fel'), { answer: executed('search.searchResponse', { results: [] }) });
    assert.deepEqual(presentNotice('dialog', 'Fel'), { answer: task({ type: 'message', value: 'Fel' }) });
  });
});
