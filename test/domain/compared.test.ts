import assert from 'node:assert/strict';
import { whatIsHeld } from '../../src/domain/compared.ts';
import { difference } from '../../src/domain/difference.ts';
import { endsFor } from '../../src/domain/ends-for.ts';
import type { Held } from '../../src/domain/register.ts';
import type { Sealed } from '../../src/domain/secret.ts';
import { answer, application } from '../support/cases.ts';

const [north, south] = [
  { name: 'Hemtjänst Norr', costCode: '47110' },
  { name: 'Hemtjänst Söder', costCode: '47120' },
] as const;
const tes = (role: string) => ({ id: 'tes', name: 'TES', answers: [answer('role', 'Roll', role)] });

function held(change: Partial<Held>): Held {
  return {
    case: 'CASE0001',
    kind: 'permission',
    provider: { id: 'omsorg-ab', name: 'Omsorg AB' },
    person: { name: 'Kim Test', hash: 'kim', personnummer: 'v1.x' as Sealed },
    employment: { unit: north, type: '', title: '' },
    costCode: '47110',
    system: tes('Omsorgspersonal'),
    queue: { id: 'systemAdministration', name: 'Systemförvaltningen' },
    since: '2026-01-12T08:00:00.000Z',
    ...change,
  };
}

const wanted = application({
  unit: north,
  to: '2026-12-31',
  answers: [answer('to', 'T.o.m.', '2026-12-31')],
  systems: [tes('Planerare'), { id: 'phoniro', name: 'Phoniro', answers: [] }],
});

/** The change as the approver reads it. */
function shown(has: readonly Held[]) {
  const ends = endsFor({ purpose: 'change', systems: ['tes', 'phoniro'], unit: north }, has);
  return difference(whatIsHeld(wanted, ends, has, 'to'), wanted);
}

describe('domain/compared: a change as a difference to what the person has', () => {
  it('R63: what is altered is shown with what it was, and what is new as new', () => {
    assert.deepEqual(shown([held({ to: '2026-06-30' })]), [
      { label: 'T.o.m.', before: '2026-06-30', after: '2026-12-31' },
      { system: 'TES', label: 'Roll', before: 'Omsorgspersonal', after: 'Planerare' },
      { label: 'System', before: '', after: 'Phoniro' },
    ]);
  });

  it('R63: what stays as it is is no difference', () => {
    const has = [
      held({ to: '2026-12-31', system: tes('Planerare') }),
      held({ case: 'CASE0002', to: '2026-12-31', system: { id: 'phoniro', name: 'Phoniro', answers: [] } }),
    ];
    assert.deepEqual(shown(has), []);
  });

  it('R63: what another employment has, and what was ended, is nothing to compare with', () => {
    const ended = { case: 'CASE0001', system: 'tes', by: 'END00001', at: '2026-02-01T08:00:00.000Z' };
    for (const one of [held({ employment: { unit: south, type: '', title: '' } }), held({ ended })])
      assert.deepEqual(
        shown([one]).filter(({ label }) => label === 'System'),
        [
          { label: 'System', before: '', after: 'TES' },
          { label: 'System', before: '', after: 'Phoniro' },
        ],
      );
  });
});
