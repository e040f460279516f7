/** What holds of a case, its rows and its cards, whatever has happened. */
import assert from 'node:assert/strict';
import type { Case } from '../../src/domain/case.ts';
import { listings } from '../../src/domain/lists.ts';
import { isSettled } from '../../src/domain/route.ts';
import { listKey, secretKey } from '../../src/store/keys.ts';
import type { Row } from '../../src/store/table.ts';
import type { Letter } from '../../src/views/letters.ts';
import type { Posting } from '../../src/views/postings.ts';
import { render } from '../../src/views/render.ts';
import { password, personnummer } from '../support/engine.ts';

/** Every way of writing the number, and the date of birth in it. */
const birth = personnummer.slice(0, 8);
const digits = personnummer.replace('-', '');
const secrets = [
  password,
  personnummer,
  digits,
  digits.slice(2),
  personnummer.slice(2),
  birth,
  `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`,
];

function assertNothingSecret(text: string, where: string): void {
  for (const secret of secrets) assert.ok(!text.includes(secret), `${where} shows ${secret}`);
}

type Click = { readonly slot: string; readonly version: number };
type Event = { readonly person: string; readonly verb: string; readonly click?: Click; readonly operation: string };

const opening = new Set(['openCredentials', 'openPersonnummer']);

/** The rows say what the case says: as many events as revisions, its lists, its secrets, and no more. */
export function checkRows(c: Case, rows: readonly Row[]): void {
  const keysOf = (kind: string): string[] => rows.map(({ key }) => key).filter((key) => key.startsWith(`${kind}!`));
  const events = rows.filter(({ key }) => key.startsWith(`event!${c.id}!`)).map(({ value }) => value as Event);
  assert.equal(events.length, c.revision, 'an event for every revision');
  assert.equal(new Set(events.map(({ operation }) => operation)).size, events.length);

  const lists = listings(c).map(({ list, sort }) => listKey(list, sort, c.id));
  assert.deepEqual(keysOf('list'), lists.sort(), 'it stands in its lists and in no other');
  for (const { list, sort, slot, about } of listings(c)) {
    const row = rows.find(({ key }) => key === listKey(list, sort, c.id));
    assert.deepEqual(row?.value, { caseId: c.id, slot, ...about });
  }

  const readable = c.handovers.filter(({ state }) => state.kind === 'unopened' || state.kind === 'opened');
  const kept = readable.map(({ task, round }) => secretKey(c.id, task, round));
  assert.deepEqual(keysOf('secret'), kept.sort(), 'login details lie there exactly while they can be read');

  const clicks = events.flatMap(({ click, person, verb }) =>
    click && !opening.has(verb) ? [[click.slot, click.version, verb, person].join(' ')] : [],
  );
  assert.equal(new Set(clicks).size, clicks.length, 'a click counts once');
  for (const { key, value } of rows) assertNothingSecret(`${key} ${JSON.stringify(value)}`, key);
}

/** Nothing is handled that is not approved, and nothing is left open when the case has ended. */
export function checkState(c: Case): void {
  const kinds = c.tasks.map(({ state }) => state.kind);
  switch (c.state) {
    case 'attesting':
      assert.ok(
        kinds.every((kind) => kind === 'waiting' || kind === 'cancelled'),
        'R75: nothing is handled before',
      );
      break;
    case 'handling': {
      const latest = c.attestations.at(-1)?.outcome.kind;
      if (c.alteration) assert.ok(latest === 'waiting' || latest === 'questioned', 'an alteration waits for somebody');
      else assert.ok(latest === 'approved' || latest === 'rejected', 'R75: it was approved');
      assert.ok(c.alteration !== undefined || !c.tasks.every(isSettled), 'somebody has something to do');
      break;
    }
    case 'finished':
      assert.ok(c.firstFinished);
      assert.ok(c.tasks.every(isSettled));
      break;
    case 'rejected':
    case 'withdrawn':
    case 'lapsed':
      assert.ok(c.tasks.every(isSettled));
      break;
  }
  const handedOver = c.handovers.map(({ task, round }) => `${task}.${round}`);
  assert.equal(new Set(handedOver).size, handedOver.length);
}

/** A mail holds nothing secret and nothing sealed, and names nobody where a telephone's screen shows it. */
export function checkLetter(c: Case, { slot, subject, text, address }: Letter): void {
  const whole = `${subject}\n${text}`;
  assertNothingSecret(whole, slot);
  const { personnummer: sealed, hash, name } = c.application.subject;
  assert.ok(!whole.includes(sealed) && !whole.includes(hash), 'nothing sealed is sent either');
  assert.ok(!subject.includes(name), 'a subject names nobody');
  assert.doesNotMatch(subject, /[\p{Cc}\u2028\u2029]/u, 'a subject is one line');
  assert.doesNotMatch(whole, /\b(undefined|null|NaN)\b|\[object/, `${slot}: nothing in words`);
  assert.match(slot, /^mail\.[\w.-]{1,110}$/);
  assert.match(address, /^\S+@\S+$/);
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** A posting is a card that Teams takes, with nothing secret; in a channel it names no more of the person than the name. */
export function checkPosting(c: Case, posting: Posting, rendered: Set<string>): void {
  const { slot, template, data, summary } = posting;
  const json = JSON.stringify([template, data]);
  if (rendered.has(json)) return;
  rendered.add(json);
  assertNothingSecret(json, slot);
  const { subject } = c.application;
  assert.ok(!json.includes(subject.personnummer) && !json.includes(subject.hash), 'nothing sealed is shown either');
  assert.ok(!summary.includes(subject.name), 'a notification names nobody');
  const card = render(template, data);
  const written = JSON.stringify(card);
  assert.ok(Buffer.byteLength(written) < 28_000, `${slot} is ${Buffer.byteLength(written)} bytes`);
  assert.match(String(card['version']), /^1\.[0-5]$/);
  assertNothingSecret(written, slot);
  const typed = leaves(data).filter((text) => text.includes('${'));
  typed.sort((a, b) => b.length - a.length);
  for (const leaf of leaves(card)) {
    const rest = typed.reduce((text, one) => text.replaceAll(one, ''), leaf);
    assert.ok(!rest.includes('${'), `${slot}: a binding was not filled in: ${leaf.slice(0, 80)}`);
  }
  assert.ok(!leaves(card).some((text) => /\b(undefined|null|NaN)\b|\[object/.test(text)), `${slot}: nothing in words`);
}
