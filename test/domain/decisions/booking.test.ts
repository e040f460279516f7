import assert from 'node:assert/strict';
import type { Stage } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import { slots, slotVersion } from '../../../src/domain/slots.ts';
import {
  anna,
  goran,
  ida,
  later,
  malin,
  otherManager,
  played,
  reasonOf,
  sara,
  say,
  start,
  stateOfTasks,
  submitted,
  taskOf,
  tried,
} from '../../support/cases.ts';

const route: readonly Stage[] = [
  {
    id: 'training',
    queue: 'it',
    queueName: 'VOF IT',
    per: 'case',
    title: 'Utbildning',
    credentials: false,
    booking: { item: 'IT-säkerhetspolicyn' },
  },
  { queue: 'systemAdministration', queueName: 'Systemförvaltningen', per: 'system', title: '{system}' },
];
const inDays = (days: number): string => later(start, { days });
const propose = (...days: number[]): Command => ({ verb: 'proposeTimes', task: 'training', times: days.map(inDays) });
const choose = (number: number, day: number): Command => ({ verb: 'chooseTime', number, time: inDays(day) });
const decline = (number: number): Command => ({ verb: 'declineTimes', number });

const sent = played(submitted({ route }), [goran, say.approve()]);
const proposed = played(sent, [ida, propose(8, 9)]);
const chosen = played(proposed, [anna, choose(1, 8)]);
const held = played(chosen, [ida, say.done('training'), inDays(8.1)]);
const received = played(held, [malin, { verb: 'receive', task: 'training', round: 1 }, inDays(8.2)]);

describe('domain/decisions/booking', () => {
  it('R111: whoever proposes times has the task, and the manager chooses one of them', () => {
    assert.equal(taskOf(proposed, 'training').state.kind, 'taken');
    assert.deepEqual(taskOf(chosen, 'training').bookings?.at(-1)?.state, {
      kind: 'chosen',
      time: inDays(8),
      by: anna.person,
      at: later(start, { minutes: 3 }),
    });
    assert.deepEqual(
      taskOf(chosen, 'training').notes.map(({ kind }) => kind),
      ['timeChosen'],
    );
  });

  const refused: readonly [string, Parameters<typeof reasonOf>, string][] = [
    ['no times', [sent, [ida, propose()]], 'timesMissing'],
    ['four times', [sent, [ida, propose(1, 2, 3, 4)]], 'timesMissing'],
    ['the same time twice', [sent, [ida, propose(1, 1)]], 'timesMissing'],
    ['a time that has been', [sent, [ida, propose(-1)]], 'timesMissing'],
    ['times by one of another queue', [sent, [sara, propose(1)]], 'notMember'],
    ['times for what is no booking', [received, [sara, { ...propose(9), task: 'tes' } as Command]], 'notEntitled'],
    ['a time that nobody proposed', [proposed, [anna, choose(1, 5)]], 'timeGone'],
    ['a time that has been meanwhile', [proposed, [anna, choose(1, 8), inDays(8.5)]], 'timeGone'],
    ['a time of a former proposal', [played(proposed, [ida, propose(10)]), [anna, choose(1, 8)]], 'timeGone'],
    ['a choice by another provider', [proposed, [otherManager, choose(1, 8)]], 'notEntitled'],
    ['a choice made already', [chosen, [malin, choose(1, 9)]], 'timeGone'],
    ['other times than those that have been', [chosen, [anna, decline(1), inDays(9)]], 'timeGone'],
    ['that it is done before anything is booked', [proposed, [ida, say.done('training')]], 'notBooked'],
    ['that it is done before it has been', [chosen, [ida, say.done('training'), inDays(7)]], 'bookingAhead'],
  ];
  for (const [what, [c, step], reason] of refused)
    it(`R111: is refused: ${what}`, () => assert.equal(reasonOf(c, step), reason));

  it('R111: what was chosen is moved by either, and the last proposal holds', () => {
    const moved = played(chosen, [ida, propose(12)]);
    assert.equal(reasonOf(moved, [ida, say.done('training'), inDays(13)]), 'notBooked');
    const declined = played(chosen, [malin, decline(1)]);
    assert.equal(taskOf(declined, 'training').bookings?.at(-1)?.state.kind, 'declined');
    assert.equal(reasonOf(declined, [anna, choose(1, 9)]), 'timeGone');
    const again = played(declined, [ida, propose(9)], [anna, choose(2, 9)], [ida, say.done('training'), inDays(9.1)]);
    assert.equal(taskOf(again, 'training').state.kind, 'completed');
  });

  it('R112: nothing is given before the policy that was handed over is receipted', () => {
    assert.deepEqual(stateOfTasks(held), { training: 'completed', treserva: 'waiting', tes: 'waiting' });
    assert.equal(held.receipts?.[0]?.item, 'IT-säkerhetspolicyn');
    assert.equal(reasonOf(held, [sara, say.take('tes')]), 'taskNotReady');
    assert.deepEqual(stateOfTasks(received), { training: 'completed', treserva: 'queued', tes: 'queued' });
  });

  it('is not receipted before it was handed over', () => {
    assert.equal(reasonOf(chosen, [anna, { verb: 'receive', task: 'training', round: 1 }]), 'nothingToReceive');
  });

  it('a click on an old proposal is stale, and one on the latest counts', () => {
    const slot = slots.booking(1);
    assert.equal(slotVersion(proposed, slot), 1);
    const click = { slot, version: 1 };
    assert.ok('accepted' in tried(proposed, [anna, choose(1, 8)], click));
    assert.equal(slotVersion(chosen, slot), 2);
    assert.equal(slotVersion(chosen, slots.booking(2)), undefined);
  });
});
