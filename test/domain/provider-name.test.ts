import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namesake, newProviderId } from '../../src/domain/provider-name.ts';

const others = [
  { name: 'Omsorg AB' },
  { name: 'Trygg Hemvård AB' },
  { name: 'ABC' },
  { name: 'Vård och Service i Norrköping AB' },
  { name: 'Solgården Sverige AB' },
];

describe('names of providers', () => {
  for (const [typed, near] of [
    ['Omsorg AB', 'Omsorg AB'],
    ['omsorg ab', 'Omsorg AB'],
    ['Omsorgs AB', 'Omsorg AB'],
    ['Omsorg', 'Omsorg AB'],
    ['Omsorg Aktiebolag', 'Omsorg AB'],
    ['OMSORG, AB (publ)', 'Omsorg AB'],
    ['Trygga hemvard', 'Trygg Hemvård AB'],
    ['ABD', 'ABC'],
    ['Vård & Service i Norrköping', 'Vård och Service i Norrköping AB'],
    ['Service och Vård Norrköping HB', 'Vård och Service i Norrköping AB'],
    ['Hemvård Trygg', 'Trygg Hemvård AB'],
    ['Solgården ekonomisk förening', 'Solgården Sverige AB'],
    ['Vård i Linköping AB', undefined],
    ['Service i Norrköping AB', undefined],
    ['Omtanke AB', undefined],
    ['Trygg Assistans AB', undefined],
    ['AB', 'ABC'],
    ['XYZ', undefined],
  ] as const)
    it(`${typed}: ${near === undefined ? 'nobody has a like one' : `like ${near}`}`, () => {
      assert.equal(namesake(typed, others)?.name, near);
    });

  it('the nearest of several is asked about', () => {
    assert.equal(namesake('Omsorg 2', [{ name: 'Omsorg 11' }, { name: 'Omsorg 1' }])?.name, 'Omsorg 1');
  });

  it('whatever the name, the id is a slug that nobody has', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (name, names) => {
        const ids = names.reduce<{ id: string }[]>((all, one) => [...all, { id: newProviderId(one, all) }], []);
        const id = newProviderId(name, ids);
        assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
        assert.equal(new Set([...ids.map((one) => one.id), id]).size, names.length + 1);
      }),
    );
  });
});
