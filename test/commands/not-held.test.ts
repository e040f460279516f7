import assert from 'node:assert/strict';
import { emptyDraft } from '../../src/commands/order/draft.ts';
import { notHeldTexts } from '../../src/commands/order/not-held.ts';
import { grantsOf, type Held } from '../../src/domain/register.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { processOf } from '../../src/profiles/schema.ts';
import { answer, finished, provider, today } from '../support/cases.ts';

const profile = loadProfile('norrkoping');
const process = processOf(profile, 'permission') ?? assert.fail();
const [north, south] = [
  { name: 'Hemtjänst Norr', costCode: '47110' },
  { name: 'Hemtjänst Söder', costCode: '47120' },
] as const;
const [grant] = grantsOf(finished);
assert.ok(grant);
const has: Held = {
  ...grant,
  system: { id: 'tes', name: 'TES', answers: [] },
  employment: { unit: north, type: '', title: '' },
};

function said(purpose: string, held: readonly Held[], unit: { name: string; costCode: string } = north): string {
  const filled = {
    name: 'Kim Test',
    personnummer: '19900602-2397',
    unit,
    answers: [answer('purpose', 'Vad ansökan gäller', purpose)],
    systems: [{ id: 'tes', name: 'TES', answers: [] }],
    queries: [],
  };
  const form = { profile, kind: 'permission', process, provider, today } as const;
  return notHeldTexts(form, emptyDraft('K7M4QX92', 'permission', provider.id), filled, held).join();
}

describe('commands/order/not-held', () => {
  it('R63: a change or a removal of what somebody does not have is asked about, where it may be a slip', () => {
    assert.match(said('Ta bort', []), /Kim Test har inte fått TES hos .* genom boten/);
    assert.match(said('Ändra', []), /Kim Test har inte fått TES på Hemtjänst Norr genom boten/);
    assert.match(said('Ändra', [has], south), /på Hemtjänst Söder/);
    const ended = { case: has.case, system: 'tes', by: 'END00001', at: '2026-02-01T08:00:00.000Z' };
    assert.match(said('Ta bort', [{ ...has, ended }]), /har inte fått TES/);
  });

  it('R63: nothing is asked about what they have, or are to get', () => {
    assert.equal(said('Ta bort', [has], south), '');
    assert.equal(said('Ändra', [has]), '');
    assert.equal(said('Ny', []), '');
  });
});
