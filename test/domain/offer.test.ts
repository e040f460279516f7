import assert from 'node:assert/strict';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case, Stage } from '../../src/domain/case.ts';
import { decide } from '../../src/domain/decide.ts';
import { nextWake } from '../../src/domain/decisions/elapse.ts';
import { noRights } from '../../src/domain/directory.ts';
import { lists, listings } from '../../src/domain/lists.ts';
import { firstTakers, type UnitRole } from '../../src/domain/offer.ts';
import { slots } from '../../src/domain/slots.ts';
import { postings } from '../../src/views/postings.ts';
import {
  acceptedOf,
  anna,
  application,
  later,
  malin,
  own,
  played,
  refusalOf,
  say,
  start,
  submitted,
  taskOf,
} from '../support/cases.ts';

const rut = { id: 'rut', name: 'Rut Ek' };
const sven = { id: 'sven-k', name: 'Sven Kvist' };
const people: readonly UnitRole[] = [
  { role: 'password', unit: 'Hemtjänst Norr', person: rut },
  { role: 'permission', unit: 'Hemtjänst Norr', person: sven },
  { role: 'password', unit: 'Hemtjänst Norr', person: anna.person },
  { role: 'password', unit: 'Hemtjänst Söder', person: sven },
];
const managers = [anna.person, malin.person];

describe('domain/offer: who gets the card first', () => {
  const both = { roles: ['password', 'permission'], managers: true, minutes: 30 };
  const table: readonly [string, typeof both, string, string[]][] = [
    [
      'R43, R50: those of the unit with the roles, then the managers, each once',
      both,
      'Hemtjänst Norr',
      ['rut', 'sven-k', 'anna', 'malin'],
    ],
    ['only those with the role', { ...both, roles: ['password'] }, 'Hemtjänst Norr', ['rut', 'anna', 'malin']],
    ['without the managers where the profile says so', { ...both, managers: false }, 'Hemtjänst Söder', ['sven-k']],
    ['nobody of another unit, and no manager alone', both, 'Nattpatrullen', []],
  ];
  for (const [what, first, unit, ids] of table)
    it(what, () => {
      assert.deepEqual(
        firstTakers(first, unit, people, managers).map(({ id }) => id),
        ids,
      );
    });
});

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const rutAsTaker: Actor = { person: rut, rights: noRights, queues: ['it'] };
const route: readonly Stage[] = [{ queue: 'it', queueName: 'IT', per: 'case', title: 'Lösenord' }];
const first = { to: [rut, anna.person], minutes: 30 };
const offered = submitted({ route, approver: own, first, application: application({ systems: [] }) });
const at = (minutes: number): string => later(start, { minutes });
const elapsed = (c: Case, minutes: number): Case =>
  acceptedOf(decide(c, say.elapse(), { now: at(minutes), actor: bot }));
const inQueue = (c: Case): boolean => listings(c).some(({ list }) => list === lists.queue('it'));
const cardIn = (c: Case) => postings(c).find(({ slot }) => slot === slots.queue('it', 1));
const ownCards = (c: Case) => postings(c).filter(({ slot }) => slot.includes('.offer.'));

describe('domain/offer: a task offered to some first', () => {
  it('is shown to each of them, and its queue hears nothing', () => {
    assert.deepEqual(
      ownCards(offered).map(({ to }) => to),
      [rut, anna.person].map(({ id }) => ({ kind: 'person', personId: id })),
    );
    assert.equal(cardIn(offered)?.held, true);
    assert.equal(inQueue(offered), false);
    assert.equal(nextWake(offered), at(30));
  });

  it('goes to its queue when the time is over, and not before', () => {
    const early = decide(offered, say.elapse(), { now: later(at(30), { ms: -1 }), actor: bot });
    assert.equal(refusalOf(early).reason, 'stale');
    const passed = elapsed(offered, 30);
    assert.equal(cardIn(passed)?.held, false);
    assert.equal(inQueue(passed), true);
    assert.ok(ownCards(passed).every(({ retired }) => retired === true));
  });

  it('taken by one of them it never goes to the queue; put back, it does when the time is over', () => {
    const taken = played(offered, [rutAsTaker, say.take('it'), at(5)]);
    assert.equal(taskOf(taken, 'it').state.kind, 'taken');
    assert.deepEqual([cardIn(taken)?.held, inQueue(taken), nextWake(taken)], [true, false, undefined]);
    const back = played(taken, [rutAsTaker, say.putBack('it'), at(10)]);
    assert.equal(nextWake(back), at(30));
    assert.equal(inQueue(elapsed(back, 30)), true);
  });
});
