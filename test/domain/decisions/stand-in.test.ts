import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AwayNow } from '../../../src/domain/absence.ts';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import { hasAttestationRight } from '../../../src/domain/directory.ts';
import { currentAttestation } from '../../../src/domain/evolve.ts';
import { listings } from '../../../src/domain/lists.ts';
import {
  altering,
  anna,
  approved,
  asked,
  asking,
  birgit,
  everybody,
  goran,
  malin,
  otherPhone,
  otherManager,
  own,
  played,
  questioned,
  reasonOf,
  rejected,
  say,
  start,
  stranger,
  submitted,
  terms,
  tried,
  withdrawn,
} from '../../support/cases.ts';

const until = '2026-03-06';
const away = (standIn?: Actor): AwayNow => ({
  until,
  ...(standIn ? { standIn: { person: standIn.person, rights: standIn.rights } } : {}),
});
const askingAway = (approver: Actor, standIn?: Actor) => ({ ...asking(approver), away: away(standIn) });
const standIn = (who?: AwayNow, round = 1): Command => ({ verb: 'standIn', round, ...(who ? { away: who } : {}) });
const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: stranger.rights, queues: [] };

const place = (c: Case) => {
  const { approver, insteadOf, away: absent } = currentAttestation(c) ?? assert.fail();
  return { approver: approver.id, insteadOf: insteadOf?.person.id, away: absent };
};
const outcomes = (c: Case) => c.attestations.map(({ outcome }) => outcome.kind);

describe('domain/decisions/stand-in', () => {
  it('whoever is asked while away is stood in for, and the attestation says whose place is taken', () => {
    const c = submitted({ approver: askingAway(goran, birgit) });
    assert.deepEqual(place(c), { approver: 'birgit', insteadOf: 'goran', away: undefined });
    assert.equal(reasonOf(c, [goran, say.approve()]), 'notApprover');
    const done = played(c, [birgit, say.approve()]);
    assert.equal(done.state, 'handling');
    assert.deepEqual(done.log.map(({ verb, by, insteadOf }) => ({ verb, by, insteadOf })).at(-1), {
      verb: 'approve',
      by: 'Birgit Beställare',
      insteadOf: 'Göran Godkännare',
    });
  });

  it('R75: nobody stands in who has written the order, asks now, or lacks the right; the submitter is told', () => {
    const nobody: [string, Case][] = [
      ['the submitter', submitted({ approver: askingAway(goran, anna) })],
      ['one without the right', submitted({ approver: askingAway(goran, otherManager) })],
      ['one without any right', submitted({ approver: askingAway(goran, stranger) })],
      ['nobody named, or only a ring', submitted({ approver: askingAway(goran) })],
      ['another manager who asks', played(asked, [malin, say.choose(askingAway(birgit, malin))])],
    ];
    for (const [name, c] of nobody) {
      assert.deepEqual(place(c).away, { until, isOver: false }, name);
      assert.equal(place(c).insteadOf, undefined, name);
    }
    assert.equal(place(submitted({ approver: askingAway(goran, malin) })).approver, 'malin', 'but another manager may');
  });

  it('R75: nor one who has altered it since', () => {
    const altered = played(questioned, [malin, say.alter(otherPhone, asking(goran))]);
    assert.deepEqual(place(played(altered, [bot, standIn(away(malin), 2)])), {
      approver: 'goran',
      insteadOf: undefined,
      away: { until, isOver: false },
    });
  });

  it('for an order that an orderer approves, an orderer alone stands in', () => {
    const signed = { ...terms, approver: 'orderer' } as const;
    const other: Actor = { ...birgit, person: { id: 'bodil', name: 'Bodil Beställare' } };
    const c = submitted({ terms: signed, approver: askingAway(birgit, other) });
    assert.deepEqual(place(c), { approver: 'bodil', insteadOf: 'birgit', away: undefined });
    assert.ok(place(submitted({ terms: signed, approver: askingAway(birgit, goran) })).away);
  });

  it('what waits goes on to the one who stands in, once, with the former card over', () => {
    const c = played(asked, [bot, standIn(away(birgit))]);
    assert.deepEqual(outcomes(c), ['handedOn', 'waiting']);
    assert.deepEqual(place(c), { approver: 'birgit', insteadOf: 'goran', away: undefined });
    assert.equal(reasonOf(c, [bot, standIn(away(birgit))]), 'stale');
    assert.deepEqual(tried(c, [goran, say.approve()]), {
      refused: { reason: 'approverReplaced', by: 'Birgit Beställare' },
    });
    assert.equal(played(c, [birgit, say.approve(2)]).state, 'handling');
    assert.equal(c.log.at(-1)?.title, 'Birgit Beställare');
  });

  it('and so does an alteration', () => {
    const c = played(altering, [bot, standIn(away(birgit), 2)]);
    assert.deepEqual(outcomes(c), ['approved', 'handedOn', 'waiting']);
    assert.equal(currentAttestation(c)?.applicationVersion, 2);
  });

  it('it stays there when the absent one is back; the submitter may choose that one again', () => {
    const c = played(asked, [bot, standIn(away(birgit))]);
    assert.equal(reasonOf(c, [bot, standIn(undefined, 2)]), 'stale');
    assert.equal(place(played(c, [anna, say.choose(asking(goran))])).approver, 'goran');
  });

  it('where nobody may stand in, the submitter is told once, and of a change', () => {
    const c = played(asked, [bot, standIn(away())]);
    assert.deepEqual(place(c).away, { until, isOver: false });
    assert.equal(reasonOf(c, [bot, standIn(away())]), 'stale');
    const longer = played(c, [bot, standIn({ until: '2026-03-20' })]);
    assert.equal(place(longer).away?.until, '2026-03-20');
    const back = played(longer, [bot, standIn()]);
    assert.deepEqual(place(back).away, { until: '2026-03-20', isOver: true });
    assert.equal(reasonOf(back, [bot, standIn()]), 'stale');
    assert.equal(place(played(longer, [bot, standIn(away(birgit))])).approver, 'birgit', 'somebody was named since');
    assert.equal(played(c, [goran, say.approve()]).state, 'handling', 'who looks in all the same may answer');
  });

  it('a card that is open stays right: being told of an absence is no change of it', () => {
    const c = played(asked, [bot, standIn(away())]);
    const click = { slot: 'approver.1', version: 1 };
    assert.ok('accepted' in tried(c, [goran, say.approve()], click));
  });

  it('nothing goes on that waits for nobody', () => {
    const undone = played(submitted({ approver: own }), [anna, say.undo()]);
    for (const c of [approved, questioned, rejected, withdrawn, undone])
      assert.equal(reasonOf(c, [bot, standIn(away(birgit), c.attestations.length)]), 'stale', c.state);
  });

  it('an answered question goes back to the stand-in who asked it', () => {
    const c = played(submitted({ approver: askingAway(goran, birgit) }), [birgit, say.ask()], [anna, say.answer()]);
    assert.deepEqual(place(c), { approver: 'birgit', insteadOf: 'goran', away: undefined });
  });

  const actors = fc.constantFrom(...everybody);
  const absence = fc.option(fc.record({ standIn: fc.option(actors, { nil: undefined }) }), { nil: undefined });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('look' as const), absence }),
    fc.record({ kind: fc.constant('say' as const), who: actors, what: fc.nat(5), absence, whom: actors }),
  );

  it('R75: whatever absences there are, nobody approves the own order without the tick, and one question waits at most', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), actors, absence, (steps, first, absent) => {
        const approver = (whom: Actor, one: typeof absent) => ({
          ...asking(whom),
          ...(one ? { away: away(one.standIn) } : {}),
        });
        const legal = first !== anna && hasAttestationRight(first.rights, 'omsorg-ab');
        let c = submitted({ approver: legal ? approver(first, absent) : asking(goran) });
        for (const one of steps) {
          const round = c.attestations.length;
          const number = c.questions.length;
          const command = (): Command => {
            if (one.kind === 'look') return standIn(one.absence ? away(one.absence.standIn) : undefined, round);
            const said = [
              say.approve(round),
              say.ask(round),
              say.answer(number),
              say.alter(otherPhone, approver(one.whom, one.absence), number),
              say.choose(approver(one.whom, one.absence)),
              say.undo(round),
            ];
            return said[one.what] ?? assert.fail();
          };
          const decided = tried(c, [one.kind === 'look' ? bot : one.who, command()]);
          if (!('accepted' in decided)) continue;
          c = decided.accepted;
          const waiting = c.attestations.filter(({ outcome }) => outcome.kind === 'waiting');
          assert.ok(waiting.length <= 1, 'at most one question');
          assert.ok(waiting.every((attestation) => attestation === currentAttestation(c)));
          assert.equal(listings(c).filter(({ slot }) => slot.startsWith('approver.')).length <= 1, true);
          for (const { approver: who, insteadOf, own: tick } of c.attestations) {
            const rights = everybody.find(({ person }) => person.id === who.id)?.rights;
            assert.ok(rights && hasAttestationRight(rights, c.provider.id), 'only those with the right are asked');
            if (who.id === anna.person.id) assert.ok(tick && !insteadOf, 'the submitter by the own tick alone');
            assert.notEqual(insteadOf?.person.id, who.id);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the time when it was handed on is when the stand-in was asked', () => {
    const c = played(asked, [bot, standIn(away(birgit)), '2026-03-04T08:00:00.000Z']);
    assert.deepEqual(
      c.attestations.map(({ askedAt }) => askedAt),
      [start, '2026-03-04T08:00:00.000Z'],
    );
  });
});
