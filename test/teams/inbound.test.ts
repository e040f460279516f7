import assert from 'node:assert/strict';
import type { Incoming } from '../../src/commands/incoming.ts';
import { parseActivity } from '../../src/teams/activity.ts';
import { type Inbound, toInbound } from '../../src/teams/inbound.ts';
import { activity, anna, bot, inChannel, tenant } from './harness.ts';

const serviceUrl = 'http://127.0.0.1:1/';

function read(body: unknown): Inbound {
  const parsed = parseActivity(body);
  assert.ok(parsed);
  return toInbound(parsed);
}

function command(body: unknown): Incoming {
  const inbound = read(body);
  assert.equal(inbound.kind, 'command');
  return inbound.incoming;
}

function said(text: string, more: object = {}): string {
  const incoming = command(inChannel(serviceUrl, { text, ...more }));
  assert.equal(incoming.kind, 'message');
  return incoming.text;
}

const invoke = (name: string, value: unknown, more: object = {}): unknown =>
  activity(serviceUrl, { type: 'invoke', name, value, replyToId: '77', text: undefined, ...more });

const origin = {
  person: { id: anna, name: 'Anna Chef' },
  teamsId: '29:anna',
  place: { kind: 'personal', conversationId: 'a:anna' },
  serviceUrl,
};

describe('teams: what comes in', () => {
  it('is a message with who, where and what', () => {
    assert.deepEqual(command(activity(serviceUrl)), { ...origin, kind: 'message', text: 'hej' });
  });

  const file = (name: unknown, downloadUrl: unknown): object => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    content: { downloadUrl, uniqueId: '1', fileType: 'pdf' },
    contentUrl: 'https://kommunen.sharepoint.com/x.pdf',
    name,
  });
  const html = { contentType: 'text/html', content: '<p>hej</p>' };

  it('is files where something is attached in the own chat, with the text beside them', () => {
    const url = 'https://kommunen.sharepoint.com/x?tempauth=1';
    const attachments = [file('a.pdf', url), { contentType: 'image/*', contentUrl: 'https://smba/x' }, html];
    assert.deepEqual(command(activity(serviceUrl, { attachments })), {
      ...origin,
      kind: 'files',
      text: 'hej',
      files: [{ name: 'a.pdf', url }],
      pictures: true,
    });
  });

  it('is a message where nothing but its own text is attached, and in a channel whatever is', () => {
    assert.equal(command(activity(serviceUrl, { attachments: [html] })).kind, 'message');
    assert.equal(command(inChannel(serviceUrl, { attachments: [file('a.pdf', 'https://x')] })).kind, 'message');
  });

  for (const attachments of [null, 'x', {}, [null, 1, 'x', []], [file('a', 7)], [file('a', 'x'.repeat(9000))], [{}]])
    it(`is a message where what is attached cannot be read: ${JSON.stringify(attachments).slice(0, 40)}`, () => {
      assert.equal(command(activity(serviceUrl, { attachments })).kind, 'message');
    });

  it('is twenty files at most, and one without a name is a file all the same', () => {
    const many = Array.from({ length: 50 }, () => file(7, 'https://x'));
    const incoming = command(activity(serviceUrl, { attachments: many }));
    assert.ok(incoming.kind === 'files');
    assert.deepEqual([incoming.files.length, incoming.files[0]?.name], [20, '']);
  });

  it('in a channel has the channel without the thread, and the team', () => {
    assert.deepEqual(command(inChannel(serviceUrl)).place, {
      kind: 'channel',
      conversationId: '19:it@thread.tacv2;messageid=123',
      channelId: '19:it@thread.tacv2',
      teamId: '19:team@thread.tacv2',
      teamName: 'IT-avdelningen',
    });
  });

  it('in a channel whose team is not named has the channel for a team', () => {
    const { place } = command(inChannel(serviceUrl, { channelData: { tenant: { id: tenant } } }));
    assert.ok(place.kind === 'channel');
    assert.equal(place.teamId, '19:it@thread.tacv2');
  });

  it('is taken for a channel or a personal chat by its id where the type is left out', () => {
    const of = (id: string, isGroup?: boolean): unknown =>
      read(activity(serviceUrl, { conversation: { id, isGroup, tenantId: tenant } }));
    assert.deepEqual(
      command(activity(serviceUrl, { conversation: { id: 'a:1', tenantId: tenant } })).place.kind,
      'personal',
    );
    assert.deepEqual(of('a:1', true), { kind: 'ignored' });
    assert.deepEqual(of('19:a_b@unq.gbl.spaces'), { kind: 'ignored' });
  });

  it('from a group chat is ignored', () => {
    const conversation = { id: '19:x@thread.v2', conversationType: 'groupChat', isGroup: true };
    assert.deepEqual(read(activity(serviceUrl, { conversation })), { kind: 'ignored' });
  });

  it('has its person’s id in lower case, and a name without tricks', () => {
    const name = `  Anna\u202E\u0000 ${'x'.repeat(200)}`;
    const { person } = command(activity(serviceUrl, { from: { id: '29:a', name, aadObjectId: anna.toUpperCase() } }));
    assert.equal(person.id, anna);
    assert.equal(person.name, `Anna ${'x'.repeat(95)}`);
  });

  const mention = { type: 'mention', text: '<at>Behörigheter</at>', mentioned: { id: bot, name: 'Behörigheter' } };
  const other = { type: 'mention', text: '<at>Kalle</at>', mentioned: { id: '29:kalle', name: 'Kalle' } };
  const texts: readonly [string, string, object, string][] = [
    ['without the mention', '<at>Behörigheter</at> koppla it', { entities: [mention] }, 'koppla it'],
    ['without a mention that has no entity', '<at id="0">Behörigheter</at>&nbsp;koppla it\n', {}, 'koppla it'],
    [
      'with other people’s names',
      '<at>Behörigheter</at> ersätt <at>Kalle</at>',
      { entities: [mention, other] },
      'ersätt Kalle',
    ],
    ['without mark-up', '<p>koppla&nbsp;<b>it</b></p><p>tack</p>', {}, 'koppla it\ntack'],
    ['with what was escaped', 'R&amp;D &lt;1 &#229;r &okand;', {}, 'R&D <1 år &okand;'],
    ['without control characters', 'a\u0000b\u202Ec\uD800', {}, 'abc'],
    [
      'without strange entities tripping it',
      'hej',
      { entities: [null, 7, { type: 'mention' }, { type: 'clientInfo' }] },
      'hej',
    ],
  ];
  for (const [name, text, more, expected] of texts) {
    it(`is text ${name}`, () => assert.equal(said(text, more), expected));
  }

  it('is a click where the message carries a verb', () => {
    const value = { verb: 'case.take', case: 'A1' };
    const clicked = command(activity(serviceUrl, { value, text: undefined, replyToId: '77' }));
    assert.deepEqual(clicked, { ...origin, activityId: '77', kind: 'execute', verb: 'case.take', data: value });
  });

  it('is a message where the value carries none', () => {
    assert.equal(command(activity(serviceUrl, { value: { verb: 7 } })).kind, 'message');
    assert.equal(command(activity(serviceUrl, { value: 'x', text: null })).kind, 'message');
  });

  it('is an Action.Execute with its verb and data', () => {
    const value = { action: { type: 'Action.Execute', verb: 'case.take', data: { case: 'A1' } }, trigger: 'manual' };
    const expected = { ...origin, activityId: '77', kind: 'execute', verb: 'case.take', data: { case: 'A1' } };
    assert.deepEqual(command(invoke('adaptiveCard/action', value)), expected);
  });

  for (const value of [undefined, null, 'x', [], {}, { action: null }, { action: {} }, { action: { verb: 7 } }]) {
    it(`is malformed as an Action.Execute with ${JSON.stringify(value)}`, () => {
      assert.deepEqual(read(invoke('adaptiveCard/action', value)), { kind: 'malformed' });
    });
  }

  it('opens and submits dialogs with what the card carried', () => {
    const data = { case: 'A1', msteams: { type: 'task/fetch' } };
    const open = command(invoke('task/fetch', { data, context: { theme: 'default' } }));
    assert.deepEqual(open, { ...origin, activityId: '77', kind: 'openDialog', data });
    assert.deepEqual(command(invoke('task/submit', { data })), {
      ...origin,
      activityId: '77',
      kind: 'submitDialog',
      data,
    });
    assert.equal(command(invoke('task/submit', null)).kind, 'submitDialog');
  });

  it('searches, with an empty text too', () => {
    const search = (value: object): Incoming => command(invoke('application/search', value));
    const query = { queryText: ' ann ', queryOptions: { skip: 5, top: 10 }, dataset: 'units' };
    const found = { ...origin, activityId: '77', kind: 'search', dataset: 'units' };
    assert.deepEqual(search(query), { ...found, query: 'ann', skip: 5, top: 10 });
    assert.deepEqual(search({ queryText: '', dataset: 'units' }), { ...found, query: '', skip: 0, top: 15 });
    assert.deepEqual(search({ ...query, queryText: null, queryOptions: { skip: -1, top: 9999 } }), {
      ...found,
      query: '',
      skip: 0,
      top: 15,
    });
  });

  it('tells of the bot’s own installation only', () => {
    const kindOf = (more: object): string => {
      const inbound = read(activity(serviceUrl, { text: undefined, ...more }));
      return inbound.kind === 'command' ? inbound.incoming.kind : inbound.kind;
    };
    assert.equal(kindOf({ type: 'conversationUpdate', membersAdded: [{ id: '29:anna' }, { id: bot }] }), 'installed');
    assert.equal(kindOf({ type: 'conversationUpdate', membersAdded: [{ id: '29:anna' }] }), 'ignored');
    assert.equal(kindOf({ type: 'conversationUpdate' }), 'ignored');
    assert.equal(kindOf({ type: 'installationUpdate', action: 'add' }), 'installed');
    assert.equal(kindOf({ type: 'installationUpdate', action: 'remove' }), 'ignored');
    assert.equal(kindOf({ type: 'messageReaction' }), 'ignored');
    assert.equal(kindOf({ type: 'typing' }), 'ignored');
  });

  it('is unknown as any other invoke', () => {
    assert.deepEqual(read(invoke('composeExtension/query', {})), { kind: 'unknown' });
  });
});
