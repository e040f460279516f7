import assert from 'node:assert/strict';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/decide.ts';
import { noRights } from '../../src/domain/directory.ts';
import {
  anna,
  asking,
  goran,
  ida,
  later,
  otherRole,
  own,
  played,
  reasonOf,
  sara,
  say,
  start,
  submitted,
  sven,
  terms,
} from '../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const mailed = (id: string, at = start): Command => ({ verb: 'mailed', slot: `mail.${id}`, at });
const failed = (id: string): Command => say.unreachable(`mail.${id}`);

const both = { it: 'it@norrkoping.example', systemAdministration: 'system@norrkoping.example' };
const begun = (mail: Record<string, string> = both): Case => submitted({ approver: own, terms: { ...terms, mail } });
const words = ({ mailings = [] }: Case): string[] => mailings.map(({ id, word }) => `${word} ${id}`);
const outcomes = ({ mailings = [] }: Case): string[] => mailings.map(({ outcome }) => outcome.kind);

describe('domain/mailings', () => {
  it('a queue with an address is to be told of a task when it stands there, and not before', () => {
    const c = begun();
    assert.deepEqual(words(c), ['new it.1']);
    assert.deepEqual(words(played(c, [ida, say.done('it')])), ['new it.1', 'new treserva.1', 'new tes.1']);
    assert.deepEqual(
      words(submitted({ terms: { ...terms, mail: both } })),
      [],
      'nothing is handled before the approval',
    );
  });

  it('a case of which nobody is told by mail has none', () => {
    assert.equal('mailings' in begun({}), false);
    assert.equal('mailings' in submitted({ approver: own }), false);
  });

  it('says when it was called for, by which revision, and where it goes', () => {
    const [first] = begun().mailings ?? [];
    assert.deepEqual(first, {
      id: 'it.1',
      word: 'new',
      task: 'it',
      round: 1,
      address: 'it@norrkoping.example',
      since: { at: start, revision: 1 },
      outcome: { kind: 'waiting' },
    });
  });

  it('what its queue itself does is not told to it', () => {
    const c = played(
      begun({ it: both.it }),
      [ida, say.take('it')],
      [ida, say.putBack('it')],
      [ida, say.askAbout('it')],
      [anna, say.answer()],
      [ida, say.done('it')],
      [sara, say.done('tes')],
      [sven, say.done('treserva')],
    );
    assert.equal(c.state, 'finished');
    assert.deepEqual(words(c), ['new it.1']);
  });

  it('an alteration is told of once it is approved, where it concerns the task', () => {
    const handling = played(begun(), [ida, say.done('it')], [sara, say.askAbout('tes')]);
    const altering = played(handling, [anna, say.alter(otherRole, asking(goran))]);
    assert.deepEqual(words(altering), words(handling));
    const altered = played(altering, [goran, say.approve(2)]);
    assert.deepEqual(words(altered).slice(3), ['altered tes.1.altered.2']);
  });

  it('what was called off or goes back behind an earlier stage need not be done; each time it comes it is told anew', () => {
    const undone = played(begun(), [anna, say.undo()]);
    assert.deepEqual(words(undone), ['new it.1', 'over it.1.over']);
    const again = played(undone, [anna, say.approve()]);
    assert.deepEqual(words(again).slice(2), ['new it.2']);
    assert.deepEqual(words(played(again, [anna, say.withdraw()])).slice(3), ['over it.2.over']);
  });

  it('what was done and is to be done again is told of when its turn comes, and is not called off before', () => {
    const done = played(begun(), [ida, say.give('it')], [sara, say.done('tes')], [sven, say.done('treserva')]);
    const renewed = played(done, [anna, say.open('it')], [anna, say.renew('it')]);
    assert.deepEqual(words(renewed).slice(3), ['new it.2']);
  });

  it('a queue that takes no task within the days is reminded by mail too', () => {
    const reminders = {
      approvalDays: 2,
      escalateApprovalDays: 2,
      taskDays: 2,
      escalateTaskDays: 30,
      escalateTo: 'admins',
    } as const;
    const c = submitted({ approver: own, terms: { ...terms, mail: both, reminders } });
    const reminded = played(c, [bot, say.elapse(), later(start, { days: 3 })]);
    assert.deepEqual(words(reminded), ['new it.1', 'reminder it.1.reminder.1']);
  });

  it('what became of it is recorded once: gone, or not to be sent as things stand', () => {
    const c = begun();
    const gone = played(c, [bot, mailed('it.1')]);
    assert.deepEqual(outcomes(gone), ['sent']);
    assert.equal(reasonOf(gone, [bot, mailed('it.1')]), 'stale');
    assert.equal(reasonOf(gone, [bot, failed('it.1')]), 'stale', 'what has gone cannot fail');
    const stuck = played(c, [bot, failed('it.1')]);
    assert.deepEqual(outcomes(stuck), ['failed']);
    assert.equal(reasonOf(stuck, [bot, failed('it.1')]), 'stale', 'told once');
    assert.deepEqual(outcomes(played(stuck, [bot, mailed('it.1')])), ['sent'], 'and may go in the end');
    for (const strange of ['it.2', 'x', '']) assert.equal(reasonOf(c, [bot, mailed(strange)]), 'stale');
  });

  it('stands in the history by the queue’s name', () => {
    const c = played(begun(), [bot, failed('it.1')], [bot, mailed('it.1')]);
    assert.deepEqual(
      c.log.slice(-2).map(({ verb, title, by }) => [verb, title, by]),
      [
        ['mailFailed', 'Kommunens IT-enhet', 'Behörighetsbot'],
        ['mailed', 'Kommunens IT-enhet', 'Behörighetsbot'],
      ],
    );
  });
});
