import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import { checkApprover, submit, type Submission } from '../../../src/domain/decisions/submit.ts';
import type { Provider } from '../../../src/domain/directory.ts';
import type { Reason } from '../../../src/domain/refusal.ts';
import {
  acceptedOf,
  anna,
  application,
  asking,
  birgit,
  everybody,
  goran,
  ida,
  malin,
  otherManager,
  own,
  provider,
  refusalOf,
  start,
  stateOfTasks,
  stranger,
  submission,
  submitted,
  terms,
  tes,
  today,
} from '../../support/cases.ts';

const tried = (change: Partial<Submission>, actor: Actor = anna) => submit(submission(change), { now: start, actor });
const providerThat = (change: Partial<Provider>): Partial<Submission> => ({ provider: { ...provider, ...change } });

describe('domain/decisions/submit', () => {
  it('R10, R14: only a responsible manager orders, and for the own provider alone', () => {
    for (const actor of everybody) {
      const decided = tried({ approver: asking(birgit) }, actor);
      const may = actor === anna || actor === malin;
      assert.equal('accepted' in decided, may, actor.person.name);
      if (!may) assert.equal(refusalOf(decided).reason, 'noOrderingRight');
    }
  });

  const days: readonly [title: string, change: Partial<Provider>, may: boolean][] = [
    ['R1: a provider that is not certified may not order', { certified: false }, false],
    ['R1: nor one that is not current yet', { validFrom: '2026-03-03' }, false],
    ['R1: nor one whose time is over', { validTo: '2026-03-01' }, false],
    ['R1: on its first day it may', { validFrom: today }, true],
    ['R1: on its last day it may', { validTo: today }, true],
  ];
  for (const [title, change, may] of days) {
    it(title, () => {
      const decided = tried(providerThat(change));
      if (may) acceptedOf(decided);
      else assert.equal(refusalOf(decided).reason, 'providerNotCurrent');
    });
  }

  it('R11: the same person can be applied for again, at any later time', () => {
    const again = submitted({ id: 'K7M4QX93' });
    assert.deepEqual(again.application.subject, submitted().application.subject);
    assert.equal(again.state, 'attesting');
  });

  const elderCare: Actor = { ...stranger, rights: { ...stranger.rights, groups: ['elderCare'] } };
  const approvers: readonly [title: string, approver: Submission['approver'], reason: Reason | undefined][] = [
    ['R75: somebody with attest right may be asked', asking(goran), undefined],
    ['R75: so may an orderer', asking(birgit), undefined],
    ['R75: and another manager of the provider', asking(malin), undefined],
    ['R75: not the manager of another provider', asking(otherManager), 'approverWithoutRight'],
    ['R75: not a caseworker', asking(ida), 'approverWithoutRight'],
    ['R75: not somebody with another right', asking(elderCare), 'approverWithoutRight'],
    ['R75: not oneself without the tick', asking(anna), 'approverWithoutRight'],
    ['R75: oneself with the tick', own, undefined],
  ];
  for (const [title, approver, reason] of approvers) {
    it(title, () => {
      const decided = tried({ approver });
      assert.equal('refused' in decided ? decided.refused.reason : undefined, reason);
    });
  }

  it('R75: the tick is valid only for someone who has attest right', () => {
    for (const actor of everybody) {
      const may = [anna, malin, goran, birgit].includes(actor);
      const fault = checkApprover(own, { provider, terms }, { now: start, actor });
      assert.equal(fault?.refused.reason, may ? undefined : 'noAttestationRight', actor.person.name);
    }
  });

  it('R75: a profile may ask for a second person all the same', () => {
    const strict = { provider, terms: { ...terms, ownAttestation: false } };
    const facts = { now: start, actor: anna };
    assert.equal(checkApprover(own, strict, facts)?.refused.reason, 'secondPersonNeeded');
    assert.equal(checkApprover(asking(malin), strict, facts), undefined);
  });

  it('R75: the tick approves at once; without it nothing is handled before it is approved', () => {
    assert.deepEqual(stateOfTasks(submitted({ approver: own })), { it: 'queued', treserva: 'waiting', tes: 'waiting' });
    assert.deepEqual(stateOfTasks(submitted()), { it: 'waiting', treserva: 'waiting', tes: 'waiting' });
    assert.equal(submitted({ approver: own }).attestations[0]?.outcome.kind, 'approved');
  });

  it('R4, R6: there is one task for IT, and then one for each system', () => {
    const c = submitted({ application: application({ systems: [tes] }) });
    assert.deepEqual(
      c.tasks.map(({ id, queue, stage, title }) => ({ id, queue, stage, title })),
      [
        { id: 'it', queue: 'it', stage: 0, title: 'Konto och ansvarskod' },
        { id: 'tes', queue: 'systemAdministration', stage: 1, title: 'TES: enhet' },
      ],
    );
  });

  it('begins at the first revision, with the submitter and what was asked', () => {
    const c = submitted();
    assert.equal(c.revision, 1);
    assert.deepEqual(c.submitter, anna.person);
    assert.deepEqual(
      c.attestations.map(({ round, approver, own, askedAt }) => ({ round, approver, own, askedAt })),
      [{ round: 1, approver: goran.person, own: false, askedAt: start }],
    );
  });
});
