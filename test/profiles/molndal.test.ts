import assert from 'node:assert/strict';
import molndal from '../../profiles/molndal.json' with { type: 'json' };
import { hoursOfQueue } from '../../src/profiles/hours.ts';
import { loadProfile, parseProfile } from '../../src/profiles/load.ts';

const profile = loadProfile('molndal');

describe('profiles/molndal', () => {
  it('R98, R120: says where it comes from and where to turn', () => {
    assert.match(profile.source ?? '', /2019-05-27/);
    const [administrator, helpdesk] = profile.contacts;
    assert.deepEqual([administrator?.phone, administrator?.mail], ['031-315 28 30', 'vof.it@molndal.se']);
    assert.deepEqual([helpdesk?.phone, helpdesk?.mail], ['031-315 25 25', 'helpdesk@molndal.se']);
  });

  it('R122: the week of the helpdesk', () => {
    const week = hoursOfQueue(profile, 'systemAdministration')?.week.map((day) =>
      day.map(({ from, to }) => [from, to]),
    );
    const day = [[480, 990]];
    assert.deepEqual(week, [day, day, day, day, [[480, 960]], [], []]);
  });

  it('R110: a week from when the application came, of one stage, on the order alone', () => {
    const { handlingDays, handlingFrom, route, attestation } = profile.permission;
    assert.deepEqual([handlingDays, handlingFrom, attestation.by], [7, 'arrival', 'submitter']);
    assert.deepEqual(
      route.filter(({ per }) => per === 'system').map(({ queue }) => profile.queues[queue]?.name),
      ['VOF IT'],
    );
  });

  const faults: readonly [string, (draft: typeof molndal) => void, RegExp][] = [
    [
      'a group of a system that is not there',
      ({ permission: { alternatives } }) => alternatives[0]?.systems.push('borta'),
      /permission\.alternatives\[0\]\.systems\[2\]: systemet ”borta” finns inte/,
    ],
    [
      'a system twice in groups',
      ({ permission: { alternatives } }) => alternatives[0]?.systems.push('yubikey'),
      /permission\.alternatives\[0\]\.systems\[2\]: ”yubikey” står redan i listan/,
    ],
    [
      'a text that is to be unique, which can be spelled in many ways',
      ({ permission: { fields } }) => void Object.assign(fields[0] ?? {}, { unique: true }),
      /permission\.fields\[0\]\.unique: går inte för ett fält av sorten personName/,
    ],
  ];
  for (const [what, change, message] of faults)
    it(`names the path of ${what}`, () => {
      const draft = structuredClone(molndal);
      change(draft);
      assert.throws(() => parseProfile(draft, 'a test'), message);
    });
});
