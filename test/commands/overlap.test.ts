import assert from 'node:assert/strict';
import { emptyDraft } from '../../src/commands/order/draft.ts';
import { findOverlap } from '../../src/commands/order/overlap.ts';
import type { CaseKind } from '../../src/domain/case.ts';
import type { Unit } from '../../src/domain/application.ts';
import { grantsOf, type Held, underWayOf, type UnderWay } from '../../src/domain/register.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { processOf } from '../../src/profiles/schema.ts';
import { asked, finished, provider, today } from '../support/cases.ts';

const profile = loadProfile('norrkoping');
const [north, south] = [
  { name: 'Hemtjänst Norr', costCode: '47110' },
  { name: 'Hemtjänst Söder', costCode: '47120' },
] as const;

type Known = { readonly held?: readonly Held[]; readonly underWay?: readonly UnderWay[] };

/** What is said of an order of a system at a unit, of somebody of whom this is known. */
async function said(kind: CaseKind, system: string, unit: Unit, { held = [], underWay = [] }: Known) {
  const services = {
    vault: { hash: () => 'kim' },
    register: { known: () => Promise.resolve({ held: [...held], underWay: [...underWay] }) },
  };
  const process = processOf(profile, kind) ?? assert.fail();
  const name = profile.systems.find(({ id }) => id === system)?.name ?? assert.fail();
  const filled = {
    name: 'Kim Test',
    personnummer: '19900602-2397',
    unit,
    answers: [],
    systems: [{ id: system, name, answers: [] }],
    queries: [],
  };
  const draft = emptyDraft('NEWORDER', kind, provider.id);
  return (await findOverlap({ services }, { profile, kind, process, provider, today }, draft, filled)).texts.join('\n');
}

function has(system: string, unit: Unit): Held {
  const [grant] = grantsOf(finished);
  assert.ok(grant);
  return { ...grant, system: { id: system, name: system, answers: [] }, employment: { unit, type: '', title: '' } };
}

function awaits(system: string, unit: Unit): UnderWay {
  return { ...(underWayOf(asked) ?? assert.fail()), unit, systems: [{ id: system, name: system }] };
}

describe('commands/order/overlap', () => {
  it('a system of units is had for the unit: another employment may have its own', async () => {
    assert.match(
      await said('permission', 'tes', north, { held: [has('tes', north)] }),
      /har redan tes på Hemtjänst Norr/,
    );
    assert.equal(await said('permission', 'tes', south, { held: [has('tes', north)] }), '');
    assert.equal(await said('permission', 'tes', south, { underWay: [awaits('tes', north)] }), '');
  });

  for (const [kind, system] of [
    ['siths', 'siths-kort'],
    ['remoteAccess', 'fjarrskrivbord'],
    ['permission', 'meddix'],
  ] as const)
    it(`${system} is had once for all, at whichever unit`, async () => {
      const held = await said(kind, system, south, { held: [has(system, north)] });
      assert.match(held, new RegExp(`Kim Test har redan ${system} på Hemtjänst Norr`));
      // What another unit has is not altered from here.
      assert.doesNotMatch(held, /välj Ändra/);
      assert.match(await said(kind, system, south, { underWay: [awaits(system, north)] }), /väntar redan/);
      const ended = { case: 'X', system, by: 'Y', at: '2026-01-01T00:00:00.000Z' };
      assert.equal(await said(kind, system, south, { held: [{ ...has(system, north), ended }] }), '');
    });
});
