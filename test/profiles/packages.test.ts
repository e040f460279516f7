import assert from 'node:assert/strict';
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { parseProfile } from '../../src/profiles/load.ts';
import { ProfileError } from '../../src/profiles/profile-error.ts';

function faultsWith(change: object): string {
  try {
    parseProfile({ ...norrkoping, ...change }, 'prov');
  } catch (error) {
    assert.ok(error instanceof ProfileError);
    return error.message;
  }
  return '';
}

const wanted = { id: 'prov', name: 'Prov', orderableBy: ['private'], systems: { tes: { role: 'Planerare' } } };
const faultOf = (change: object): string => faultsWith({ packages: [{ ...wanted, ...change }] });

describe('profiles/packages', () => {
  it('takes a package whose systems and values can be ordered', () => assert.equal(faultOf({}), ''));

  const refused: readonly (readonly [string, object, RegExp])[] = [
    ['no system', { systems: {} }, /packages\[0\]\.systems: ska ha minst ett system/],
    ['a system that is not there', { systems: { gone: {} } }, /systems\.gone: systemet ”gone” finns inte i systems/],
    [
      'a field that is not there',
      { systems: { tes: { hue: 'blå' } } },
      /systems\.tes\.hue: fältet ”hue” finns inte i TES/,
    ],
    ['a choice that is not there', { systems: { tes: { role: 'Kung' } } }, /systems\.tes\.role: ”Kung” är inte ett av/],
    ['units', { systems: { tes: { units: 'Norr' } } }, /systems\.tes\.units: .* av sorten units/],
    ['a tick that says no', { systems: { phoniro: { administrator: 'nej' } } }, /phoniro\.administrator: ska vara ja/],
    ['a system of others', { systems: { meddix: {} } }, /systems\.meddix: Meddix får inte beställas av private/],
  ];
  for (const [what, change, expected] of refused)
    it(`names the path of a package with ${what}`, () => assert.match(faultOf(change), expected));

  it('has each id and each name once', () => {
    assert.match(faultsWith({ packages: [wanted, { ...wanted, name: 'Annan' }] }), /packages\[1\]\.id: ”prov” används/);
    assert.match(faultsWith({ packages: [wanted, { ...wanted, id: 'annan' }] }), /packages\[1\]\.name: ”Prov” används/);
  });

  it('knows the systems that a slip speaks of', () => {
    const slip = { ...norrkoping.slip, systems: { gone: 'Sök efter Gone.' } };
    assert.match(faultsWith({ slip }), /slip\.systems\.gone: systemet ”gone” finns inte i systems/);
  });
});
