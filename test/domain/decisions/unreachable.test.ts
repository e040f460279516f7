import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/case.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { postings } from '../../../src/views/postings.ts';
import {
  anna,
  altering,
  approved,
  asked,
  asking,
  birgit,
  goran,
  ida,
  own,
  played,
  questioned,
  reasonOf,
  say,
  submitted,
  terms,
  withdrawn,
} from '../../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const lost = (slot: string) => [bot, say.unreachable(slot)] as const;

describe('domain/decisions/unreachable', () => {
  const unreached = played(asked, lost('approver.1'));

  it('an approver who cannot be reached is recorded, and may approve all the same', () => {
    assert.equal(unreached.attestations[0]?.unreachable, true);
    assert.equal(played(unreached, [goran, say.approve()]).state, 'handling');
  });

  it('another who is asked instead is not thought unreachable too', () => {
    const c = played(unreached, [anna, say.choose(asking(birgit))]);
    assert.equal(c.attestations.at(-1)?.unreachable, false);
    assert.equal(played(c, lost('approver.2')).attestations.at(-1)?.unreachable, true);
  });

  it('so it is with the approver of an alteration', () => {
    assert.equal(played(altering, lost('approver.2')).attestations.at(-1)?.unreachable, true);
  });

  const nothing: readonly [string, Case, string][] = [
    ['a second time', unreached, 'approver.1'],
    ['of another slot', asked, 'owner.status'],
    ['of a round that never was', asked, 'approver.2'],
    ['when it is approved', approved, 'approver.1'],
    ['while a question is open', questioned, 'approver.1'],
    ['when it is withdrawn', withdrawn, 'approver.1'],
  ];
  for (const [title, c, slot] of nothing) {
    it(`says nothing ${title}`, () => assert.equal(reasonOf(c, lost(slot)), 'stale'));
  }

  it('a queue that somebody waits for: they are told once where to turn, until somebody has it', () => {
    const urgent = { ...terms, callText: 'Ring 15 25 55.' };
    const c = submitted({ approver: own, terms: urgent });
    const told = played(c, [bot, say.unreachable('queue.it.1')]);
    const news = (of: Case) => postings(of).find(({ slot }) => slot === 'owner.news.unreached-it')?.data;
    assert.match(JSON.stringify(news(told)), /Ring 15 25 55\. .*går inte att nå i Teams/);
    assert.equal(reasonOf(told, [bot, say.unreachable('queue.it.1')]), 'stale');
    assert.doesNotMatch(JSON.stringify(news(played(told, [ida, say.take('it')]))), /Ring/);
    assert.equal(reasonOf(submitted({ approver: own }), [bot, say.unreachable('queue.it.1')]), 'stale', 'nobody waits');
  });
});
