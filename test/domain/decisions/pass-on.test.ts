import assert from 'node:assert/strict';
import type { Command } from '../../../src/domain/decide.ts';
import { listings, lists } from '../../../src/domain/lists.ts';
import { slots } from '../../../src/domain/slots.ts';
import { postings } from '../../../src/views/postings.ts';
import {
  anna,
  asked,
  asking,
  finished,
  goran,
  malin,
  played,
  reasonOf,
  stranger,
  submitted,
  tesQuestioned,
} from '../../support/cases.ts';

const passOn = (managers = [malin.person], ownerMay = false, approverMay = true): Command => ({
  verb: 'passOn',
  managers,
  ownerMay,
  approverMay,
});
const texts = (c: typeof asked, personId: string): string =>
  JSON.stringify(postings(c).filter(({ to }) => to.kind === 'person' && to.personId === personId));

describe('a responsible manager who is replaced', () => {
  it('her open cases are the other’s: cards, questions and lists', () => {
    const c = played(tesQuestioned, [stranger, passOn()]);
    const to = (slot: string): unknown => postings(c).find((one) => one.slot === slot)?.to;
    for (const slot of [slots.status, slots.question(1)]) {
      assert.deepEqual(to(`${slot}.to1`), { kind: 'person', personId: malin.person.id });
      assert.deepEqual(to(slot), { kind: 'person', personId: anna.person.id });
    }
    assert.doesNotMatch(texts(c, anna.person.id), /Nadja Ny|Komplettera|Vilken roll/);
    assert.match(texts(c, malin.person.id), /Vilken roll/);
    const places = listings(c).map(({ list }) => list);
    assert.ok(places.includes(lists.mine(malin.person.id)) && !places.includes(lists.mine(anna.person.id)));
  });

  it('what waited for the former manager’s approval is asked of another, once', () => {
    const waiting = submitted({ approver: asking(malin) });
    const other = { id: 'nora', name: 'Nora Ny' };
    const c = played(waiting, [stranger, passOn([anna.person, other], true, false)]);
    assert.deepEqual(
      c.attestations.map(({ approver, outcome }) => [approver.id, outcome.kind]),
      [
        ['malin', 'replaced'],
        ['nora', 'waiting'],
      ],
    );
    assert.equal(reasonOf(c, [stranger, passOn([anna.person, other], true, true)]), 'stale');
  });

  it('nobody is made to approve the own order: the submitter is told to choose', () => {
    const c = played(submitted({ approver: asking(malin) }), [stranger, passOn([anna.person], true, false)]);
    assert.deepEqual(
      c.attestations.map(({ unreachable }) => unreachable),
      [true],
    );
  });

  it('it waits where there is no other manager, and a case that is over stays as it is', () => {
    assert.equal(reasonOf(asked, [stranger, passOn([])]), 'stale');
    assert.equal(reasonOf(asked, [stranger, passOn([anna.person])]), 'stale');
    const rejected = played(asked, [goran, { verb: 'reject', round: 1, reason: 'Nej' }]);
    assert.equal(reasonOf(rejected, [stranger, passOn()]), 'stale');
    assert.equal(finished.owners, undefined);
  });
});
