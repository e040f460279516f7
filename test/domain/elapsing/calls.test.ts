import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case, Stage } from '../../../src/domain/case.ts';
import { decide } from '../../../src/domain/decide.ts';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { noRights } from '../../../src/domain/directory.ts';
import type { OnCall } from '../../../src/domain/on-call.ts';
import type { Person } from '../../../src/domain/person.ts';
import { slots, slotVersion } from '../../../src/domain/slots.ts';
import { acceptedOf, later, own, played, refusalOf, say, start, submitted, taskOf } from '../../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const oskar: Person = { id: 'oskar', name: 'Oskar Nord' };
const petra: Person = { id: 'petra', name: 'Petra Lo' };
const admin: Person = { id: 'hanna', name: 'Hanna Vik' };
const oskarOnCall: Actor = { person: oskar, rights: noRights, queues: ['onCall'] };

const route: readonly Stage[] = [{ queue: 'onCall', queueName: 'Beredskap', per: 'case', title: 'Larm' }];
const waiting = submitted({ route, approver: own });

const base: OnCall = { minutes: 10, phone: '112', linked: true, people: [oskar, petra], left: [], admins: [admin] };
const minutes = (count: number): string => later(start, { minutes: count });
const looked = (c: Case, at: string, duty: Partial<OnCall> = {}) =>
  decide(c, say.elapse(), { now: at, actor: bot, onCall: () => ({ ...base, ...duty }) });
const after = (c: Case, at: string, duty: Partial<OnCall> = {}): Case => acceptedOf(looked(c, at, duty));
const isQuiet = (c: Case, at: string, duty: Partial<OnCall> = {}): void =>
  assert.equal(refusalOf(looked(c, at, duty)).reason, 'stale');
const called = (c: Case): string[] =>
  (taskOf(c, 'onCall').calls ?? []).map((call) => (call.kind === 'called' ? call.person.id : call.why));

describe('domain/elapsing/calls', () => {
  it('calls the first at once, the next after ten minutes, and tells administrators when none is left', () => {
    const first = after(waiting, start);
    assert.deepEqual(called(first), ['oskar']);
    assert.equal(nextWake(first), minutes(10));
    isQuiet(first, later(minutes(10), { ms: -1 }));
    const second = after(first, minutes(10));
    assert.deepEqual(called(second), ['oskar', 'petra']);
    const none = after(second, minutes(20));
    assert.deepEqual(called(none), ['oskar', 'petra', 'all']);
    const last = taskOf(none, 'onCall').calls?.at(-1);
    assert.ok(last?.kind === 'nobody');
    assert.deepEqual(last.told, [admin]);
    assert.equal(nextWake(none), undefined);
    isQuiet(none, minutes(60));
    assert.deepEqual(
      none.log.slice(-3).map(({ verb, title }) => [verb, title]),
      [
        ['call', 'Oskar Nord'],
        ['call', 'Petra Lo'],
        ['callNobody', undefined],
      ],
    );
  });

  it('calls nobody once somebody has it, and makes no click stale', () => {
    const first = after(waiting, start);
    const version = slotVersion(waiting, slots.queue('onCall', 1)) ?? 0;
    const click = { slot: slots.queue('onCall', 1), version };
    const facts = { now: minutes(1), actor: oskarOnCall };
    const taken = acceptedOf(decide(first, say.take('onCall'), facts, click));
    isQuiet(taken, minutes(11));
    assert.equal(nextWake(taken), undefined);
  });

  it('calls anew when it is put back, the one who had it last', () => {
    const taken = played(after(waiting, start), [oskarOnCall, say.take('onCall'), minutes(1)]);
    const back = played(taken, [oskarOnCall, say.putBack('onCall'), minutes(2)]);
    assert.deepEqual(called(after(back, minutes(2))), ['oskar', 'petra']);
    const again = after(after(back, minutes(2)), minutes(12));
    assert.deepEqual(called(again), ['oskar', 'petra', 'oskar']);
  });

  it('goes on at once from one who cannot be reached', () => {
    const first = after(waiting, start);
    const gone = acceptedOf(
      decide(first, say.unreachable(slots.call('onCall', 1, 1)), { now: minutes(1), actor: bot }),
    );
    assert.deepEqual(called(after(gone, minutes(1))), ['oskar', 'petra']);
    const twice = decide(gone, say.unreachable(slots.call('onCall', 1, 1)), { now: minutes(1), actor: bot });
    assert.equal(refusalOf(twice).reason, 'stale');
  });

  it('passes over one who has left, and says who', () => {
    const c = after(waiting, start, { people: [petra], left: [oskar] });
    assert.deepEqual(called(c), ['petra']);
    assert.deepEqual(taskOf(c, 'onCall').calls?.[0]?.left, ['Oskar Nord']);
  });

  it('tells administrators at once of an empty roster, and calls whoever is entered then or begins', () => {
    const changes = minutes(60);
    const none = after(waiting, start, { people: [], changes });
    assert.deepEqual(called(none), ['empty']);
    assert.equal(nextWake(none), changes);
    isQuiet(none, minutes(1), { people: [], changes });
    assert.deepEqual(called(after(none, minutes(2))), ['empty', 'oskar']);
    assert.deepEqual(called(after(none, minutes(61))), ['empty', 'oskar']);
  });

  it('calls nobody while the channel is not linked: administrators hear of that by its own card', () => {
    const none = after(waiting, start, { linked: false });
    assert.deepEqual(called(none), ['unlinked']);
    const [call] = taskOf(none, 'onCall').calls ?? [];
    assert.ok(call?.kind === 'nobody');
    assert.deepEqual(call.told, []);
    assert.deepEqual(called(after(none, minutes(3))), ['unlinked', 'oskar']);
  });

  it('is of the queue: one without anybody on call calls nobody', () => {
    const quiet = decide(waiting, say.elapse(), { now: start, actor: bot, onCall: () => undefined });
    assert.equal(refusalOf(quiet).reason, 'stale');
  });
});
