import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { anna, asked, finished, itDone, later, played, reasonOf, say, terms } from '../../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const given = itDone.handovers[0]?.givenAt ?? '';
const reminding = later(given, { days: terms.credentialReminderDays });
const gone = later(given, { days: terms.credentialDays });
const elapsed = (at: string, c = itDone) => played(c, [bot, say.elapse(), at]);

describe('domain/decisions/elapse', () => {
  it('nothing has come before its time', () => {
    assert.equal(reasonOf(itDone, [bot, say.elapse(), later(reminding, { ms: -1 })]), 'stale');
    assert.equal(reasonOf(asked, [bot, say.elapse(), gone]), 'stale');
  });

  it('unopened login details are reminded of once, at the profile’s days', () => {
    const reminded = elapsed(reminding);
    assert.equal(reminded.handovers[0]?.reminded, true);
    assert.equal(reasonOf(reminded, [bot, say.elapse(), later(reminding, { days: 1 })]), 'stale');
  });

  it('unopened, they are gone at the profile’s days, reminded of or not', () => {
    for (const c of [itDone, elapsed(reminding)]) {
      assert.deepEqual(elapsed(gone, c).handovers[0]?.state, { kind: 'expired', at: gone, opened: false });
    }
    assert.equal(reasonOf(elapsed(reminding), [bot, say.elapse(), later(gone, { ms: -1 })]), 'stale');
  });

  it('opened, they are gone at exactly ten minutes, and are not reminded of', () => {
    const opened = played(itDone, [anna, say.open('it'), reminding]);
    const tenMinutes = later(reminding, { minutes: terms.credentialMinutes });
    assert.equal(reasonOf(opened, [bot, say.elapse(), later(tenMinutes, { ms: -1 })]), 'stale');
    const after = elapsed(tenMinutes, opened);
    assert.deepEqual(after.handovers[0]?.state, { kind: 'expired', at: tenMinutes, opened: true });
    assert.equal(after.handovers[0]?.reminded, false);
  });

  it('takes everything that has come, of every task, in one step', () => {
    const c = elapsed(later(gone, { days: 1 }), finished);
    assert.deepEqual(new Set(c.handovers.map(({ state }) => state.kind)), new Set(['expired']));
    assert.equal(c.revision, finished.revision + 1);
  });

  it('the next look is when time alone changes the case', () => {
    assert.equal(nextWake(asked), undefined);
    assert.equal(nextWake(itDone), reminding);
    assert.equal(nextWake(elapsed(reminding)), gone);
    assert.equal(nextWake(elapsed(gone)), undefined);
    const opened = played(itDone, [anna, say.open('it'), reminding]);
    assert.equal(nextWake(opened), later(reminding, { minutes: terms.credentialMinutes }));
    assert.equal(nextWake(played(opened, [anna, say.receipt('it')])), undefined);
  });
});
