import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Application } from '../../../src/domain/application.ts';
import type { Case, Stage } from '../../../src/domain/case.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { handoverSlot } from '../../../src/domain/slots.ts';
import { postings } from '../../../src/views/postings.ts';
import { anna, answer, application, own, played, reasonOf, sara, say, submitted, terms } from '../../support/cases.ts';

const kim: Actor = { person: { id: 'kim', name: 'Nadja Ny' }, rights: noRights, queues: [] };
const route: readonly Stage[] = [
  {
    queue: 'systemAdministration',
    queueName: 'Systemförvaltningen',
    per: 'case',
    title: 'Lösenord',
    handTo: 'account',
  },
];
const given = (change: Partial<Application> = {}): Case =>
  played(submitted({ route, terms, approver: own, application: application({ systems: [], ...change }) }), [
    sara,
    say.give('systemAdministration'),
  ]);
const toPerson = given({ answers: [answer('account', 'Konto', kim.person.id)] });
const toManager = given();
const open = say.open('systemAdministration');
const cardFor = (c: Case) =>
  postings(c).find(({ slot }) => c.handovers.some((handover) => slot === handoverSlot(handover)));

describe('domain: whom login details go to', () => {
  it('to the person alone, where the profile says so and the order names the account', () => {
    assert.equal(reasonOf(toPerson, [anna, open]), 'notEntitled');
    assert.equal(reasonOf(toPerson, [sara, open]), 'notEntitled');
    const receipted = played(toPerson, [kim, open], [kim, say.receipt('systemAdministration')]);
    assert.equal(receipted.handovers[0]?.state.kind, 'receipted');
    assert.deepEqual(cardFor(toPerson)?.to, { kind: 'person', personId: 'kim' });
    assert.equal(cardFor(toPerson)?.slot, 'handed.systemAdministration.1');
  });

  it('to the manager, where the account is not known', () => {
    assert.equal(reasonOf(toManager, [kim, open]), 'notEntitled');
    assert.equal(played(toManager, [anna, open]).handovers[0]?.state.kind, 'opened');
    assert.deepEqual(cardFor(toManager)?.to, { kind: 'person', personId: 'anna' });
  });

  it('the person’s own stays theirs when the case is passed on to another manager', () => {
    const passed: Case = { ...toPerson, owners: [{ id: 'malin', name: 'Malin Medchef' }] };
    assert.deepEqual(cardFor(passed)?.to, { kind: 'person', personId: 'kim' });
  });
});
