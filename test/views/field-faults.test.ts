import assert from 'node:assert/strict';
import type { FieldFault } from '../../src/domain/form.ts';
import { fieldFaultText, fieldQueryText } from '../../src/views/field-faults.ts';

/** One of each kind: with one missing, this does not compile. */
const faults: { readonly [Kind in FieldFault['kind']]: Extract<FieldFault, { kind: Kind }> } = {
  required: { kind: 'required' },
  tooLong: { kind: 'tooLong', max: 100, over: 7 },
  personnummerInText: { kind: 'personnummerInText' },
  malformedName: { kind: 'malformedName' },
  malformedPersonnummer: { kind: 'malformedPersonnummer' },
  impossibleBirthDate: { kind: 'impossibleBirthDate' },
  futureBirthDate: { kind: 'futureBirthDate' },
  wrongChecksum: { kind: 'wrongChecksum' },
  unclearCentury: { kind: 'unclearCentury', masked: ['19200602-****', '20200602-****'] },
  unknownUnit: { kind: 'unknownUnit', typed: 'Nor', near: ['Norr (1)', 'Nord (2)'] },
  ambiguousUnit: { kind: 'ambiguousUnit', typed: 'Norr', near: ['Norr (1)', 'Norr (2)', 'Norr (3)'] },
  malformedCostCode: { kind: 'malformedCostCode' },
  malformedPhone: { kind: 'malformedPhone' },
  malformedMobile: { kind: 'malformedMobile' },
  malformedMail: { kind: 'malformedMail' },
  malformedUserName: { kind: 'malformedUserName' },
  malformedDate: { kind: 'malformedDate' },
  impossibleDate: { kind: 'impossibleDate' },
  toBeforeFrom: { kind: 'toBeforeFrom' },
  toInPast: { kind: 'toInPast' },
  notAmongChoices: { kind: 'notAmongChoices', choices: ['Ny', 'Ändra'] },
  notYesOrNo: { kind: 'notYesOrNo' },
  startInPast: { kind: 'startInPast' },
  notValidAtStart: { kind: 'notValidAtStart' },
  namesake: { kind: 'namesake', name: 'Omsorg AB' },
  nameStays: { kind: 'nameStays' },
  malformedUnits: { kind: 'malformedUnits', line: 2 },
  unknownManager: { kind: 'unknownManager' },
  malformedSerialNumber: { kind: 'malformedSerialNumber' },
  taken: { kind: 'taken' },
  malformedAccount: { kind: 'malformedAccount' },
};

describe('views/field-faults', () => {
  for (const fault of Object.values(faults)) {
    it(`${fault.kind} is told in whole sentences`, () => {
      const text = fieldFaultText(fault);
      assert.match(text, /^[A-ZÅÄÖ”].+[.?]$/);
      assert.ok(!text.includes(fault.kind) && !/undefined|\[object|\$\{/.test(text));
    });
  }

  it('R72: a century in doubt is asked for without a whole number', () => {
    assert.match(fieldFaultText(faults.unclearCentury), /19200602-\*\*\*\* eller 20200602-\*\*\*\*/);
  });

  it('R81: units that may have been meant are named, with eller before the last', () => {
    assert.match(fieldFaultText(faults.ambiguousUnit), /Norr \(1\), Norr \(2\) eller Norr \(3\)\?/);
    assert.match(fieldFaultText({ kind: 'unknownUnit', typed: 'X', near: [] }), /Välj en enhet i listan/);
  });

  it('R57: an unusual user name is asked about', () => {
    assert.match(fieldQueryText('unusualUserName', 'abc1'), /abc1.*Är det rätt\?/);
  });
});
