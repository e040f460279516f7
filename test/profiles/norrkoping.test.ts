import assert from 'node:assert/strict';
import { checkField } from '../../src/domain/form.ts';
import { assumptions } from '../../src/profiles/assumptions.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';

const profile: Profile = loadProfile('norrkoping');

function system(name: string): Profile['systems'][number] {
  const found = profile.systems.find((candidate) => candidate.name === name);
  assert.ok(found, `${name} is missing`);
  return found;
}

/** The fields of a system as `kind label*`, where * is obligatory. */
const fieldsOf = (name: string) =>
  system(name).fields.map(({ kind, label, required }) => `${kind} ${label}${required ? '*' : ''}`);

const units = 'units Enhet/enheter*';

describe('profiles/norrkoping', () => {
  it('R61–R75: has the fields of the permission application, with the obligatory ones', () => {
    assert.deepEqual(
      profile.permission.fields.map(({ kind, label, required }) => `${kind} ${label}${required ? '*' : ''}`),
      [
        'personName Namn*',
        'personnummer Personnummer*',
        'phone Telefonnummer',
        'userName Användarnamn',
        'text Tjänstetitel',
        'choice Anställningsform',
        'unit Enhet',
        'costCode Ansvarskod',
        'choice Vad ansökan gäller',
        'fromDate Fr.o.m.',
        'toDate T.o.m.',
        'longText Anledning',
        'longText Beskrivning',
      ],
    );
  });

  it('R63: asks for Ny, Ändra or Ta bort, and begins with Ny', () => {
    const purpose = profile.permission.fields.find(({ id }) => id === 'purpose');
    assert.deepEqual([purpose?.choices, purpose?.initial], [['Ny', 'Ändra', 'Ta bort'], 'Ny']);
  });

  it('R27: forms that ask for the form of employment offer the same, so that one employment is not taken for two', () => {
    const offered = [profile.permission, profile.remoteAccess, profile.siths].flatMap((process) =>
      (process?.fields ?? []).filter(({ id }) => id === 'employmentType').map(({ choices }) => choices),
    );
    assert.ok(offered.length > 1);
    for (const choices of offered) assert.deepEqual(choices, offered[0]);
  });

  it('R6: goes to the IT unit first and to Systemförvaltning then, one task per system', () => {
    assert.deepEqual(
      profile.permission.route.map(({ queue, per }) => [profile.queues[queue]?.name, per]),
      [
        ['Kommunens IT-enhet', 'case'],
        ['Systemförvaltningen', 'system'],
      ],
    );
  });

  it('R16: offers private providers fjärrskrivbord, Treserva, TES and Phoniro of these systems, and the municipality all', () => {
    const offered = (kind: 'private' | 'municipal') =>
      profile.systems.filter(({ orderableBy }) => orderableBy.includes(kind));
    assert.deepEqual(
      offered('private').map(({ name }) => name),
      ['Treserva', 'TES', 'Phoniro', 'SITHS-kort', 'Fjärrskrivbord'],
    );
    assert.equal(offered('municipal').length, profile.systems.length);
  });

  it('R77: TES, Time Care Planering, Time Care Pool and Senior Alert ask for units and a role', () => {
    for (const name of ['TES', 'Time Care Planering', 'Time Care Pool', 'Senior Alert']) {
      assert.deepEqual(fieldsOf(name), [units, 'choice Roll*'], name);
    }
  });

  it('R78: Treserva asks for units', () => assert.deepEqual(fieldsOf('Treserva'), [units]));

  it('R79: Axsor and Phoniro ask for units and Administratörsbehörighet', () => {
    for (const name of ['Axsor', 'Phoniro'])
      assert.deepEqual(fieldsOf(name), [units, 'yes Administratörsbehörighet'], name);
  });

  it('R80: Meddix, Pascal/NPÖ and Panorama/ROS are chosen, no more', () => {
    for (const name of ['Meddix', 'Pascal/NPÖ', 'Panorama/ROS']) assert.deepEqual(fieldsOf(name), [], name);
  });

  it('R81: units are asked for by name', () => {
    const help = profile.systems.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'units');
    assert.ok(help.length > 0 && help.every((field) => field.help?.includes('enhetens namn')));
  });

  it('R4, R82: the other categories ask what is needed', () => {
    for (const name of [
      'WebFocus',
      'Ekonomisystem',
      'E-post och gemensamma kataloger',
      'E-tjänsteplattformen Mina sidor',
      'Skrivare/Scanning',
      'Utbildning',
      'SOC/AVK',
      'Public 360',
      'Administratörsrättigheter',
      'Sogiko FB (KID/FIR)',
    ]) {
      assert.deepEqual(fieldsOf(name), ['longText Beskrivning av behovet*'], name);
    }
    assert.deepEqual(fieldsOf('Annat system'), ['text Systemets namn*', 'longText Beskrivning av behovet*']);
    assert.equal(system('WebFocus').category, 'WebFocus');
    const chosen = profile.systems.filter(({ orderedWith }) => orderedWith === undefined);
    assert.equal(chosen.length, 21);
  });

  it('R57, R60: knows how user names begin and where to turn', () => {
    assert.deepEqual(profile.userNamePrefixes, ['dei', 'skl', 'nrk']);
    const [servicedesk] = profile.contacts;
    assert.deepEqual([servicedesk?.phone, servicedesk?.mail], ['15 25 55', 'it-enheten@norrkoping.se']);
  });

  it('R5: tells of handling time without a figure that the routine does not give', () => {
    assert.equal(profile.permission.handlingDays, undefined);
    assert.match(profile.permission.handlingText, /viss handläggningstid/);
  });

  it('prefills only what its field takes', () => {
    const context = { today: '2026-03-02', units: [], userNamePrefixes: [] };
    for (const field of [...profile.permission.fields, ...profile.systems.flatMap(({ fields }) => fields)]) {
      if (field.initial !== undefined) assert.ok(checkField(field, field.initial, context).ok, field.label);
    }
  });

  it('lists what it assumes, by names a reader knows', () => {
    const listed = assumptions(profile);
    const places = listed.map(({ at }) => at);
    assert.ok(places.includes('Norrköpings kommun › systems › TES › fields › Roll'), places.join('\n'));
    assert.equal(places.filter((at) => at.endsWith('Roll')).length, 4);
    assert.ok(listed.every(({ text }) => text.length > 0));
    assert.deepEqual(assumptions({ ...profile, assumption: undefined }).length, listed.length - 1);
  });
});
