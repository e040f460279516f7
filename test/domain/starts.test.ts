import assert from 'node:assert/strict';
import type { Case } from '../../src/domain/case.ts';
import { startsOf } from '../../src/domain/starts.ts';
import {
  answer,
  application,
  approved,
  asked,
  finished,
  goran,
  itDone,
  played,
  questioned,
  rejected,
  sara,
  say,
  submitted,
  tesTaken,
  today,
  withdrawn,
} from '../support/cases.ts';

const of = (...cases: Case[]) => startsOf(cases, today);
const only = (c: Case) => of(c)[0]?.starts[0] ?? assert.fail('no start');

describe('domain/starts', () => {
  it('says of each system that is missing who has it', () => {
    const who = (c: Case): string[] => only(c).missing.map(({ who: name }) => name);
    assert.deepEqual(who(asked), ['Göran Godkännare', 'Göran Godkännare']);
    assert.deepEqual(who(questioned), ['väntar på ditt svar', 'väntar på ditt svar']);
    assert.deepEqual(who(approved), ['Kommunens IT-enhet', 'Kommunens IT-enhet']);
    assert.deepEqual(who(tesTaken), ['Systemförvaltningen', 'Sara System, Systemförvaltningen']);
  });

  it('counts what is ready, and tells what was refused apart', () => {
    const one = only(played(itDone, [sara, say.give('tes')]));
    assert.deepEqual([one.done, one.total, one.unopened], [1, 2, true]);
    const partly = only(played(itDone, [sara, say.done('tes')], [sara, say.refuse('treserva')]));
    assert.deepEqual([partly.done, partly.refused, partly.missing], [1, ['Treserva'], []]);
    assert.equal(only(finished).done, 2);
  });

  it('is one line for a person whose orders begin on the same day, whatever day they were sent', () => {
    const [day, ...others] = of(finished, submitted({ id: 'K7M4QX93' }));
    assert.equal(others.length, 0);
    assert.deepEqual(
      day?.starts.map(({ done, total }) => [done, total]),
      [[2, 4]],
    );
  });

  it('goes by the day: what should have begun first, as soon as possible before that', () => {
    const on = (from: string): Case => submitted({ application: application({ from }) });
    const { from: _from, ...soon } = application();
    assert.deepEqual(
      of(on('2026-03-09'), on('2026-02-27'), submitted({ application: soon }), on('2026-03-02')).map(({ day }) => day),
      [undefined, '2026-02-27', '2026-03-02', '2026-03-09'],
    );
  });

  it('leaves out what is over, what has begun, and what takes away', () => {
    const removal = application({ answers: [answer('purpose', 'Vad', 'Ta bort')] });
    assert.deepEqual(of(rejected, withdrawn, submitted({ application: removal })), []);
    assert.deepEqual(startsOf([finished], '2026-03-10'), []);
    assert.equal(startsOf([played(asked, [goran, say.approve()])], '2026-03-10').length, 1);
  });
});
