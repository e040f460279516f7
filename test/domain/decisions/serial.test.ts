import assert from 'node:assert/strict';
import type { Answer } from '../../../src/domain/application.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import { grantsOf } from '../../../src/domain/register.ts';
import { reservedBy } from '../../../src/domain/reservation.ts';
import { asksOf } from '../../../src/domain/serial.ts';
import { slots } from '../../../src/domain/slots.ts';
import { postings } from '../../../src/views/postings.ts';
import {
  anna,
  answer,
  application,
  goran,
  ida,
  malin,
  otherManager,
  played,
  reasonOf,
  refusalOf,
  sara,
  say,
  submitted,
  taskOf,
  tes,
  tried,
} from '../../support/cases.ts';

const number = (text: string, field = 'serialNumber'): Answer => ({ ...answer(field, 'Serienummer', text) });
const thing = { id: 'yubikey', name: 'Yubikey', answers: [], item: 'Yubikeyn', serial: { label: 'Serienummer' } };
const hand = (text: string): Command => ({
  verb: 'complete',
  task: 'yubikey',
  credentials: false,
  answers: text === '' ? [] : [{ ...number(text), unique: `hash of ${text}` }],
});
const back = (...answers: Answer[]): Command => ({ verb: 'complete', task: 'yubikey', credentials: false, answers });

const ordered = played(
  submitted({ application: application({ systems: [thing, tes] }) }),
  [goran, say.approve()],
  [ida, say.done('it')],
);
const handedOut = played(ordered, [sara, hand('12345678')]);

/** A case that takes it away, of what was handed out with such numbers. */
const taking = (...out: string[]): Case =>
  played(
    submitted({
      application: application({
        answers: [answer('purpose', 'Vad', 'Ta bort')],
        systems: [{ ...thing, answers: out.map((text) => number(text)) }],
      }),
    }),
    [goran, say.approve()],
    [ida, say.done('it')],
  );

describe('domain/decisions/serial', () => {
  it('R103: is handed out by its number, which must be said', () => {
    assert.equal(reasonOf(ordered, [sara, hand('')]), 'answersMissing');
    assert.deepEqual(
      asksOf(ordered, taskOf(ordered, 'yubikey')).map(({ id, required }) => [id, required]),
      [['serialNumber', true]],
    );
    const [receipt] = handedOut.receipts ?? [];
    assert.deepEqual([receipt?.serial?.text, receipt?.received], ['12345678', undefined]);
  });

  it('R103: the hand-out is receipted by the manager who ordered, or by another of the provider', () => {
    const receive: Command = { verb: 'receive', task: 'yubikey', round: 1 };
    assert.equal(reasonOf(handedOut, [otherManager, receive]), 'notEntitled');
    const received = played(handedOut, [malin, receive]);
    assert.equal(received.receipts?.[0]?.received?.by.name, malin.person.name);
    assert.equal(reasonOf(received, [anna, receive]), 'alreadyReceived');
    const card = postings(handedOut).find(({ slot }) => slot === slots.receipt('yubikey', 1));
    for (const words of ['"sayReceive":"Bekräfta kvittens"', 'Yubikeyn, serienummer 12345678'])
      assert.ok(JSON.stringify(card).includes(words), words);
  });

  it('the manager cannot receipt what nobody has handed out: it has no number then', () => {
    assert.equal(reasonOf(ordered, [anna, { verb: 'receive', task: 'yubikey', round: 1 }]), 'nothingToReceive');
  });

  it('is held by whoever has it, and the register knows its number', () => {
    assert.deepEqual(
      reservedBy(handedOut).map(({ scope, key, system }) => [scope, key, system]),
      [['serialNumber', 'hash of 12345678', 'yubikey']],
    );
    const [grant] = grantsOf(handedOut);
    assert.deepEqual(
      grant?.system.answers.map(({ text }) => text),
      ['12345678'],
    );
  });

  const returns: readonly [string, readonly string[], Answer[], string | undefined][] = [
    ['the same key', ['12345678'], [number('12345678')], undefined],
    ['another key', ['12345678'], [number('87654321')], 'otherReturned'],
    ['no key', ['12345678'], [], 'notReturned'],
    ['a key that is lost and blocked', ['12345678'], [answer('lost', 'Förlorad', 'Ja')], undefined],
    [
      'another key, said to be lost',
      ['12345678'],
      [number('87654321'), answer('lost', 'Förlorad', 'Ja')],
      'otherReturned',
    ],
    ['one of two', ['12345678', '22223333'], [number('12345678')], 'otherReturned'],
    [
      'two, in whatever order',
      ['12345678', '22223333'],
      [number('22223333'), number('12345678', 'serialNumber2')],
      undefined,
    ],
    ['any key, of which the bot knows no number', [], [number('12345678')], undefined],
    ['none, of which the bot knows no number', [], [], 'notReturned'],
  ];
  for (const [what, out, answers, reason] of returns)
    it(`R103: giving back ${what} is ${reason ?? 'taken'}`, () => {
      const c = taking(...out);
      if (reason !== undefined) {
        assert.equal(reasonOf(c, [sara, back(...answers)]), reason);
        assert.equal(c.state, 'handling');
        return;
      }
      const done = played(c, [sara, back(...answers)]);
      assert.equal(done.state, 'finished');
      assert.equal(done.receipts?.[0]?.received?.by.name, sara.person.name);
      assert.ok(postings(done).some(({ slot }) => slot === slots.receipt('yubikey', 1)));
    });

  it('R103: is not got round by refusing it, nor by the manager’s own receipt', () => {
    const c = taking('12345678');
    assert.equal(reasonOf(c, [sara, say.refuse('yubikey')]), 'notReturned');
    assert.equal(reasonOf(c, [anna, { verb: 'receive', task: 'yubikey', round: 1 }]), 'nothingToReceive');
    assert.equal(refusalOf(tried(c, [sara, back(number('9999'))])).what, '12345678');
  });
});
