import assert from 'node:assert/strict';
import type { Application } from '../../../src/domain/application.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import { grantsOf } from '../../../src/domain/register.ts';
import {
  anna,
  answer,
  application,
  asking,
  birgit,
  goran,
  ida,
  malin,
  otherManager,
  played,
  reasonOf,
  say,
  type Step,
  submission,
  submitted,
  taskOf,
  terms,
} from '../../support/cases.ts';

const card = { id: 'siths-kort', name: 'SITHS-kort', answers: [], item: 'SITHS-kortet' };
const order = (change: Partial<Application> = {}): Application => application({ systems: [card], ...change });
const signedTerms = { ...terms, approver: 'orderer', ownAttestation: false, signed: true } as const;
const route = [{ queue: 'it', queueName: 'Ansvariga', per: 'system', title: '{system}', credentials: false } as const];
const sent = (change: Partial<Application> = {}): Case =>
  submitted({
    kind: 'siths',
    application: order(change),
    route,
    terms: signedTerms,
    approver: asking(birgit),
    signed: true,
  });
const approve: Step = [birgit, say.approve()];
const receive = (round = 1): Command => ({ verb: 'receive', task: 'siths-kort', round });
const inQueue = played(sent(), approve);
const handedOut = played(inQueue, [ida, say.done('siths-kort')]);

describe('domain/decisions: a card that is signed by two and receipted', () => {
  it('R24: is not sent without the manager’s signature, and is then signed by her', () => {
    const wanted = submission({
      kind: 'siths',
      application: order(),
      route,
      terms: signedTerms,
      approver: asking(birgit),
    });
    assert.throws(() => submitted({ ...wanted }), /signatureMissing/);
    assert.equal(sent().application.signature?.by.id, anna.person.id);
  });

  it('R24: the other signature is an orderer’s, never one’s own', () => {
    const both = { ...anna, rights: { ...anna.rights, groups: ['orderers' as const] } };
    for (const [by, approver] of [
      [anna, asking(goran)],
      [anna, { own: true } as const],
      [both, { own: true } as const],
      [both, asking(both)],
    ] as const)
      assert.throws(
        () => submitted({ kind: 'siths', application: order(), route, terms: signedTerms, approver, signed: true }, by),
        /approverWithoutRight|noAttestationRight|secondPersonNeeded/,
      );
  });

  it('R24: any change voids both signatures', () => {
    const asked = played(inQueue, [ida, say.askAbout('siths-kort')]);
    const altered = order({ answers: [answer('phone', 'Telefonnummer', '011-15 00 00')] });
    const alter: Command = {
      verb: 'supplement',
      question: 1,
      text: 'Ändrat.',
      altered: { application: altered, approver: asking(birgit) },
    };
    assert.equal(reasonOf(asked, [malin, alter]), 'signatureMissing');
    const signed = {
      ...alter,
      altered: { ...alter.altered, application: altered, approver: asking(birgit), signed: true },
    };
    const anew = played(asked, [malin, signed]);
    assert.ok(anew.state === 'handling' && anew.alteration);
    assert.equal(anew.alteration.application.signature?.by.id, malin.person.id);
    assert.equal(reasonOf(anew, [ida, say.done('siths-kort')]), 'taskWaitsForApproval');
    assert.equal(played(anew, [birgit, say.approve(2)]).application.signature?.by.id, malin.person.id);
  });

  it('where the rule is silent the orderer says why', () => {
    const c = sent({ assessment: { outcome: 'decide', text: 'Rutinen säger inte …' } });
    assert.equal(reasonOf(c, approve), 'reasonMissing');
    assert.equal(reasonOf(c, [birgit, { verb: 'approve', round: 1, reason: ' ' }]), 'textMissing');
    const decided = played(c, [birgit, { verb: 'approve', round: 1, reason: 'Behövs för jour.' }]);
    const [attestation] = decided.attestations;
    assert.ok(attestation?.outcome.kind === 'approved' && attestation.outcome.reason === 'Behövs för jour.');
  });

  it('what was handed out is receipted by the provider’s manager, once', () => {
    assert.equal(handedOut.state, 'finished');
    assert.equal(handedOut.receipts?.[0]?.received, undefined);
    assert.equal(reasonOf(handedOut, [otherManager, receive()]), 'notEntitled');
    const received = played(handedOut, [malin, receive()]);
    assert.equal(received.receipts?.[0]?.received?.by.id, malin.person.id);
    assert.equal(reasonOf(received, [anna, receive()]), 'alreadyReceived');
  });

  it('where the queue works by mail alone, the manager’s receipt finishes the task', () => {
    const received = played(inQueue, [anna, receive()]);
    assert.equal(received.state, 'finished');
    assert.equal(taskOf(received, 'siths-kort').state.kind, 'completed');
    assert.deepEqual(
      grantsOf(received).map(({ system }) => system.id),
      ['siths-kort'],
    );
    assert.equal(reasonOf(received, [ida, say.done('siths-kort')]), 'caseClosed');
  });

  it('there is nothing to receipt before it is approved, nor of a system without a thing', () => {
    assert.equal(reasonOf(sent(), [anna, receive()]), 'nothingToReceive');
    const plain = played(submitted({ route }), [goran, say.approve()]);
    assert.equal(reasonOf(plain, [anna, { verb: 'receive', task: 'tes', round: 1 }]), 'nothingToReceive');
    assert.equal(reasonOf(inQueue, [anna, receive(7)]), 'nothingToReceive');
  });

  it('what is given back is receipted by the queue’s being done, and is not to be receipted once more', () => {
    const removal = order({ answers: [answer('purpose', 'Vad', 'Ta bort')] });
    const c = played(submitted({ application: removal, route }), [goran, say.approve()], [ida, say.done('siths-kort')]);
    assert.equal(c.receipts, undefined);
    assert.equal(c.state, 'finished');
  });
});
