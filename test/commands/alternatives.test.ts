import assert from 'node:assert/strict';
import fc from 'fast-check';
import { severalOfOne } from '../../src/commands/order/alternatives.ts';
import { emptyDraft } from '../../src/commands/order/draft.ts';
import { checkStep, systemsFault } from '../../src/commands/order/fill-in.ts';
import type { Form } from '../../src/commands/order/form.ts';
import { withTyped } from '../../src/commands/order/typed.ts';
import { checkField } from '../../src/domain/form.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { provider, today } from '../support/cases.ts';

const profile = loadProfile('molndal');
const form: Form = { profile, kind: 'permission', process: profile.permission, provider, today };
const empty = emptyDraft('DRAFT001', 'permission', provider.id);

/** A Swedish mobile number in any of the ways that it is written. */
const spelling = fc
  .tuple(
    fc.stringMatching(/^7[0-9]{8}$/),
    fc.constantFrom('0', '+46', '0046', '+46 ', '0046 ', '+46 (0)'),
    fc.array(fc.constantFrom('', ' ', '-', '–', '\u00a0', ' - '), { minLength: 9, maxLength: 9 }),
  )
  .map(([digits, beginning, signs]) => ({
    digits,
    typed: beginning + [...digits].map((digit, index) => digit + (index === 8 ? '' : (signs[index] ?? ''))).join(''),
  }))
  // Longer than anybody writes one.
  .filter(({ typed }) => typed.length <= 30);

describe('commands/alternatives', () => {
  it('R105: both at once are refused, also where a client sends them', () => {
    const draft = withTyped(form, empty, 'systems', { systems_0: 'treserva', systems_1: 'yubikey,sms-kod' });
    assert.deepEqual(draft.systems.toSorted(), ['sms-kod', 'treserva', 'yubikey']);
    assert.equal(systemsFault(form, draft), 'Välj antingen Yubikey eller Sms-kod, inte båda.');
    assert.equal(severalOfOne(form, { ...draft, values: { purpose: 'Ta bort' } }), '');
  });

  it('takes either of them', () => {
    for (const one of ['yubikey', 'sms-kod'])
      assert.equal(
        systemsFault(form, withTyped(form, empty, 'systems', { systems_0: 'treserva', systems_1: one })),
        '',
      );
  });

  it('R104: whoever is to have codes by sms gives a mobile number', () => {
    const draft = withTyped(form, empty, 'systems', { systems_1: 'sms-kod' });
    const [number] = checkStep(form, draft, 'fields.0');
    assert.deepEqual([number?.slot.field.unique, number?.fault], [true, 'Fältet är obligatoriskt.']);
  });

  it('R104: a number is the same however it is spelled', () => {
    const field = { id: 'mobile', kind: 'mobile', label: 'Mobilnummer', required: true } as const;
    const context = { today, units: [], userNamePrefixes: [] };
    fc.assert(
      fc.property(spelling, ({ digits, typed }) => {
        const checked = checkField(field, typed, context);
        assert.deepEqual([checked.ok, checked.ok && checked.text], [true, `+46${digits}`], typed);
      }),
    );
  });
});
