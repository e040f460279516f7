import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import { promise } from '../../../src/domain/elapsing/promise.ts';
import type { Terms } from '../../../src/domain/terms.ts';
import { goran, ida, later, played, sara, say, start, submitted, sven, terms } from '../../support/cases.ts';

const withWeek = (from: 'arrival' | 'approval'): Terms => ({ ...terms, handling: { days: 7, from } });
const facts = (now: string) => ({ now, actor: ida });
/** Sent on 2 March: promised by 9 March, and said in the morning of the 10th. */
const morning = '2026-03-10T06:00:00.000Z';

const sent = submitted({ terms: withWeek('arrival') });
const approved = played(sent, [goran, say.approve()]);
const done = played(approved, [ida, say.done('it')], [sara, say.done('tes')], [sven, say.done('treserva')]);

describe('domain/elapsing/promise', () => {
  it('R110: wakes in the morning after the day that was promised', () => {
    assert.deepEqual(promise.wakes(approved), [morning]);
    assert.equal(promise.elapsed(approved, facts(later(morning, { ms: -1 }))), undefined);
  });

  it('R110: then reminds those who have it, and says once what is left', () => {
    const elapsed = promise.elapsed(approved, facts(morning));
    assert.deepEqual(elapsed?.case.overdue, { day: '2026-03-09', at: morning });
    assert.deepEqual(
      elapsed?.case.tasks.map(({ id, notes }) => [id, notes.map(({ kind }) => kind)]),
      [
        ['it', ['overdue']],
        ['treserva', []],
        ['tes', []],
      ],
    );
    const after = elapsed?.case ?? assert.fail('nothing came');
    assert.deepEqual(promise.wakes(after), []);
    assert.equal(promise.elapsed(after, facts(later(morning, { days: 30 }))), undefined);
  });

  const silent: readonly [string, Case][] = [
    ['what is done', done],
    ['what waits for its approval', submitted({ terms: withWeek('approval') })],
    ['what was promised nothing', played(submitted(), [goran, say.approve()])],
  ];
  for (const [what, c] of silent) it(`says nothing of ${what}`, () => assert.deepEqual(promise.wakes(c), []));

  it('counts from the approval where the profile says so', () => {
    const c = played(submitted({ terms: withWeek('approval') }), [goran, say.approve(), later(start, { days: 2 })]);
    assert.deepEqual(promise.wakes(c), ['2026-03-12T06:00:00.000Z']);
  });
});
