import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Stage } from '../../../src/domain/case.ts';
import { type RegisteredCall, registerCall } from '../../../src/domain/decisions/register-call.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { ownerOf } from '../../../src/domain/owner.ts';
import {
  acceptedOf,
  anna,
  application,
  malin,
  provider,
  refusalOf,
  sara,
  start,
  taskOf,
  terms,
  today,
} from '../../support/cases.ts';

const oskar: Actor = { person: { id: 'oskar', name: 'Oskar Nord' }, rights: noRights, queues: ['onCall'] };
const route: readonly Stage[] = [{ queue: 'onCall', queueName: 'Beredskap', per: 'case', title: 'Lösenord: TES' }];
const call: RegisteredCall = {
  id: 'K7M4QX92',
  kind: 'password',
  provider,
  application: application({ systems: [] }),
  route,
  terms: { ...terms, approver: 'nobody' },
  held: [],
  today,
  identified: 'Motringning',
  managers: [anna.person, malin.person],
};
const registered = (change: Partial<RegisteredCall> = {}, actor: Actor = oskar) =>
  registerCall({ ...call, ...change }, { now: start, actor });

describe('domain/decisions/register-call', () => {
  it('whoever took the call has the task, how the caller was identified is kept, and the manager follows it', () => {
    const c = acceptedOf(registered());
    assert.deepEqual(taskOf(c, 'onCall').state, { kind: 'taken', by: oskar.person, at: start });
    assert.deepEqual(c.registered, { by: oskar.person, identified: 'Motringning' });
    assert.deepEqual(ownerOf(c), anna.person);
    assert.deepEqual(
      c.log.map(({ verb, by }) => [verb, by]),
      [['registerCall', 'Oskar Nord']],
    );
  });

  it('without a manager it stays with whoever took the call', () => {
    assert.deepEqual(ownerOf(acceptedOf(registered({ managers: [] }))), oskar.person);
  });

  it('is for those on call alone, whatever else somebody may', () => {
    for (const actor of [anna, sara]) assert.equal(refusalOf(registered({}, actor)).reason, 'notMember');
  });

  it('is recorded also for a provider that is not current: what was done is done', () => {
    assert.ok('accepted' in registered({ provider: { ...provider, certified: false } }));
  });
});
