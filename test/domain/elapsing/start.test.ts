import assert from 'node:assert/strict';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { listings, lists } from '../../../src/domain/lists.ts';
import { postings } from '../../../src/views/postings.ts';
import { ida, played, reasonOf, sara, say, stranger } from '../../support/cases.ts';
import { ordered, says } from '../../support/onboarding.ts';

/** The mornings of warnings before 1 April, when summer time has begun. */
const [fourteen, five, day] = ['2026-03-18T06:00:00.000Z', '2026-03-27T06:00:00.000Z', '2026-04-01T05:00:00.000Z'];
const midnight = '2026-03-31T22:00:00.000Z';

describe('a new provider’s start comes nearer', () => {
  it('R2: fourteen and five days before, and on the day, the orderer and the late queues are told of what is missing', () => {
    let c = ordered();
    for (const [at, key] of [
      [fourteen, 'late-14'],
      [five, 'late-5'],
      [day, 'late-0'],
    ] as const) {
      assert.equal(nextWake(c), at);
      c = played(c, [stranger, say.elapse(), at]);
      assert.ok(postings(c).some(({ slot }) => slot === `owner.news.${key}`));
    }
    assert.deepEqual(c.warnings?.[0]?.missing.length, 4);
    const notes = postings(c).filter(({ slot }) => slot.includes('.note.'));
    assert.deepEqual(
      notes.map(({ to }) => to),
      [1, 2, 3].map(() => ({ kind: 'thread', of: 'queue.costCode.1' })),
    );
  });

  it('R2: nobody is told twice, nor of mornings that went by meanwhile', () => {
    const c = played(ordered(), [stranger, say.elapse(), five]);
    assert.deepEqual(
      c.warnings?.map(({ days }) => days),
      [5],
    );
    assert.equal(reasonOf(c, [stranger, say.elapse(), five]), 'stale');
  });

  it('all in place before the start: no warning, and on the day it is no coming provider any longer', () => {
    const c = played(
      ordered(),
      [ida, says.costCode()],
      [ida, says.account()],
      [sara, say.done('treserva')],
      [sara, say.done('tes')],
    );
    const isComing = (one: typeof c): boolean => listings(one).some(({ list }) => list === lists.coming);
    assert.deepEqual([c.state, nextWake(c), isComing(c)], ['finished', midnight, true]);
    const started = played(c, [stranger, say.elapse(), midnight]);
    assert.deepEqual([started.warnings, nextWake(started), isComing(started)], [undefined, undefined, false]);
  });
});
