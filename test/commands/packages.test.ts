import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyDraft, type Draft } from '../../src/commands/order/draft.ts';
import { isFaulty, systemsFault } from '../../src/commands/order/fill-in.ts';
import { type Form, orderable, stepsOf } from '../../src/commands/order/form.ts';
import { packagesOf, packageText, withPackage } from '../../src/commands/order/packages.ts';
import { withTyped } from '../../src/commands/order/typed.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { provider, today } from '../support/cases.ts';

const profile = loadProfile('norrkoping');
const form: Form = {
  profile,
  kind: 'permission',
  process: profile.permission,
  provider: { ...provider, kind: 'municipal' },
  today,
};
const empty = emptyDraft('DRAFT001', 'permission', provider.id);
const named = (name: string): string => packagesOf(form).find((one) => one.name === name)?.id ?? assert.fail(name);
const nurse = named('Undersköterska hemtjänst');
const planner = named('Planerare hemtjänst');

const ids = orderable(form).map(({ id }) => id);
const choice = fc.constantFrom('', 'none', 'gone', ...packagesOf(form).map(({ id }) => id));

describe('commands/packages', () => {
  it('fills in the systems and their fields in one go, so that nothing is missing', () => {
    const draft = withTyped(form, empty, 'systems', { package: nurse });
    assert.deepEqual(draft.systems.toSorted(), ['phoniro', 'tes', 'treserva']);
    assert.equal(draft.systemValues['tes']?.['role'], 'Omsorgspersonal');
    assert.equal(systemsFault(form, draft), '');
    for (const step of stepsOf(form, draft).filter((one) => one.startsWith('fields')))
      assert.ok(!isFaulty(form, draft, step), step);
    assert.match(packageText(form, empty, draft), /^Undersköterska hemtjänst fyllde i Treserva, TES och Phoniro\./);
  });

  it('can be changed afterwards: the same choice again fills in nothing', () => {
    const draft = withTyped(form, empty, 'systems', { package: nurse });
    const less = withTyped(form, draft, 'systems', { package: nurse, systems_0: 'tes' });
    assert.deepEqual(less.systems, ['tes']);
    assert.equal(packageText(form, draft, less), '');
  });

  it('gives way to another package, but keeps what somebody typed and ticked', () => {
    const draft = withTyped(form, empty, 'systems', { package: nurse, systems_0: 'meddix' });
    const typed: Draft = { ...draft, systemValues: { ...draft.systemValues, treserva: { units: 'Hemtjänst Söder' } } };
    const other = withPackage(form, typed, planner);
    assert.deepEqual(other.systems.toSorted(), ['meddix', 'phoniro', 'tes', 'treserva']);
    assert.equal(other.systemValues['tes']?.['role'], 'Planerare');
    assert.equal(other.systemValues['treserva']?.['units'], 'Hemtjänst Söder');
  });

  it('is offered where all of it may be ordered, and nowhere in part', () => {
    const names = packagesOf({ ...form, provider }).map(({ name }) => name);
    assert.deepEqual(names, ['Undersköterska hemtjänst', 'Planerare hemtjänst']);
    const systems = profile.systems.filter(({ id }) => id !== 'phoniro');
    assert.deepEqual(packagesOf({ ...form, provider, profile: { ...profile, systems } }), []);
  });

  it('never loses what was ticked, nor orders what is not offered', () => {
    const history = fc.array(fc.record({ wanted: choice, ticked: fc.subarray(ids) }), { maxLength: 6 });
    fc.assert(
      fc.property(history, (steps) => {
        let draft = empty;
        for (const { wanted, ticked } of steps) {
          const before = draft;
          draft = withPackage(form, { ...draft, systems: ticked }, wanted);
          const left = new Set(Object.keys(profile.packages.find(({ id }) => id === before.package)?.systems ?? {}));
          for (const id of ticked) if (!left.has(id)) assert.ok(draft.systems.includes(id), id);
          for (const id of draft.systems) assert.ok(ids.includes(id), id);
          assert.equal(new Set(draft.systems).size, draft.systems.length);
        }
      }),
    );
  });
});
