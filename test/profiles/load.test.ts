import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { loadProfile, parseProfile } from '../../src/profiles/load.ts';
import { ProfileError } from '../../src/profiles/profile-error.ts';

type Json = { [key: string | number]: Json | undefined };

/**
 * The lines of the error for Norrköping's profile with one change made to it. Without the packages, which name systems and
 * would be at fault too: `packages.test.ts`.
 */
function faultsAfter(change: (profile: Json) => void): string[] {
  const profile = JSON.parse(JSON.stringify({ ...norrkoping, packages: [] })) as Json;
  change(profile);
  return faultsOf(() => parseProfile(profile, 'prov'));
}

function faultsOf(load: () => unknown): string[] {
  try {
    load();
  } catch (error) {
    assert.ok(error instanceof ProfileError);
    return error.message.split('\n').slice(1);
  }
  return [];
}

function set(profile: Json, path: readonly (string | number)[], value: unknown): void {
  const parent = path.slice(0, -1).reduce<Json | undefined>((part, key) => part?.[key], profile);
  assert.ok(parent, path.join('.'));
  parent[path.at(-1) ?? ''] = value as Json;
}

describe('profiles/load', () => {
  it('takes Norrköping unchanged', () =>
    assert.deepEqual(
      faultsAfter(() => undefined),
      [],
    ));

  for (const [why, path, value, expected] of [
    ['an unknown property', ['colour'], 'blue', /^colour: okänd egenskap$/],
    [
      'an unknown property deep inside',
      ['systems', 1, 'fields', 0, 'colour'],
      1,
      /^systems\[1\]\.fields\[0\]\.colour: okänd egenskap$/,
    ],
    ['a missing part', ['permission', 'route'], undefined, /^permission\.route: /],
    ['no stage', ['permission', 'route'], [], /^permission\.route: ska ha minst ett steg$/],
    ['an empty text', ['permission', 'handlingText'], ' ', /^permission\.handlingText: får inte vara tom$/],
    ['an unknown kind of field', ['permission', 'fields', 12, 'kind'], 'file', /^permission\.fields\[12\]\.kind: /],
    ['an unknown time zone', ['timeZone'], 'Europe/Norrkoping', /^timeZone: är ingen känd tidszon$/],
    ['a link that is not https', ['contacts', 1, 'link'], 'http://exempel.se', /^contacts\[1\]\.link: .*https/],
    [
      'a queue that is not there',
      ['permission', 'route', 1, 'queue'],
      'archive',
      /^permission\.route\[1\]\.queue: kön ”archive” finns inte/,
    ],
    [
      'a queue with two stages',
      ['permission', 'route', 1, 'queue'],
      'it',
      /^permission\.route\[1\]\.queue: kön ”it” har redan ett steg; ge det här ett eget id$/,
    ],
    [
      'a task per system without its name',
      ['permission', 'route', 1, 'title'],
      'Konto',
      /^permission\.route\[1\]\.title: ska innehålla \{system\}$/,
    ],
    [
      'a task per case with a system',
      ['permission', 'route', 0, 'title'],
      '{system}',
      /^permission\.route\[0\]\.title: kan inte/,
    ],
    [
      'one phrase for two queues',
      ['queues', 'onCall', 'linkPhrase'],
      'IT',
      /^queues\.onCall\.linkPhrase: används redan/,
    ],
    ['a mail address that is none', ['queues', 'siths', 'mail'], 'siths', /^queues\.siths\.mail: /],
    [
      'two mail addresses in one',
      ['queues', 'siths', 'mail'],
      'a@norrkoping.example, b@norrkoping.example',
      /^queues\.siths\.mail: /,
    ],
    [
      'a mail address with a line end',
      ['queues', 'siths', 'mail'],
      'a@norrkoping.example\r\nBcc: b@norrkoping.example',
      /^queues\.siths\.mail: /,
    ],
    [
      'a mail address that not every server takes',
      ['queues', 'siths', 'mail'],
      'siths@norrköping.example',
      /^queues\.siths\.mail: /,
    ],
    ['an address for answers that is none', ['mail'], { replyTo: 'x' }, /^mail\.replyTo: /],
    ['a queue id with a separator', ['queues', 'on!call'], { name: 'x', linkPhrase: 'x' }, /^queues\.on!call: /],
    [
      'a choice without choices',
      ['permission', 'fields', 5, 'choices'],
      undefined,
      /^permission\.fields\[5\]\.choices: saknas/,
    ],
    [
      'an empty list of choices',
      ['permission', 'fields', 5, 'choices'],
      [],
      /^permission\.fields\[5\]\.choices: ska ha minst ett val$/,
    ],
    [
      'the same choice twice',
      ['permission', 'fields', 8, 'choices', 2],
      'Ny',
      /^permission\.fields\[8\]\.choices\[2\]: ”Ny” står redan/,
    ],
    [
      'choices of a text',
      ['permission', 'fields', 12, 'choices'],
      ['a'],
      /^permission\.fields\[12\]\.choices: hör inte till/,
    ],
    [
      'a first value that is no choice',
      ['permission', 'fields', 8, 'initial'],
      'Byt',
      /^permission\.fields\[8\]\.initial: ”Byt”/,
    ],
    [
      'a prefilled personnummer',
      ['permission', 'fields', 1, 'initial'],
      'x',
      /^permission\.fields\[1\]\.initial: hör inte/,
    ],
    [
      'an id used twice',
      ['permission', 'fields', 11, 'id'],
      'description',
      /^permission\.fields\[12\]\.id: ”description” används redan$/,
    ],
    [
      'no name',
      ['permission', 'fields', 0, 'kind'],
      'text',
      /^permission\.fields: ett fält av sorten personName saknas$/,
    ],
    ['no unit', ['permission', 'fields', 6, 'kind'], 'text', /^permission\.fields: ett fält av sorten unit saknas$/],
    ['two units', ['permission', 'fields', 4, 'kind'], 'unit', /^permission\.fields\[6\]\.kind: det finns redan/],
    [
      'two last days',
      ['permission', 'fields', 4, 'kind'],
      'toDate',
      /^permission\.fields\[10\]\.kind: det finns redan/,
    ],
    [
      'an optional personnummer',
      ['permission', 'fields', 1, 'required'],
      false,
      /^permission\.fields\[1\]\.required: ska vara true$/,
    ],
    ['handling days from nowhere', ['permission', 'handlingDays'], 7, /^permission\.handlingFrom: saknas/],
    [
      'a system nobody may order',
      ['systems', 0, 'orderableBy'],
      [],
      /^systems\[0\]\.orderableBy: någon måste få beställa/,
    ],
    [
      'an orderer named twice',
      ['systems', 2, 'orderableBy'],
      ['municipal', 'municipal'],
      /^systems\[2\]\.orderableBy\[1\]: står redan/,
    ],
    ['two systems with one id', ['systems', 3, 'id'], 'tes', /^systems\[3\]\.id: ”tes” används redan$/],
    ['two systems with one name', ['systems', 11, 'name'], 'tes', /^systems\[11\]\.name: ”tes” används redan$/],
    ['a system named as a queue', ['systems', 3, 'id'], 'it', /^systems\[3\]\.id: ”it” är redan namnet på en kö$/],
    [
      'a personnummer of a system',
      ['systems', 0, 'fields', 0, 'kind'],
      'personnummer',
      /^systems\[0\]\.fields\[0\]\.kind: personnummer hör till/,
    ],
    [
      'two fields of a system with one id',
      ['systems', 1, 'fields', 1, 'id'],
      'units',
      /^systems\[1\]\.fields\[1\]\.id: ”units” används redan$/,
    ],
    [
      'a process with a system that is not there',
      ['permission', 'systems'],
      ['atlantis'],
      /^permission\.systems\[0\]: systemet ”atlantis” finns inte i systems$/,
    ],
    [
      'a system that is ordered with a process which has it not',
      ['systems', 0, 'orderedWith'],
      'siths',
      /^systems\[0\]\.orderedWith: ”treserva” står inte bland systems i siths$/,
    ],
    [
      'a system of a queue that is not there',
      ['systems', 0, 'queue'],
      'nowhere',
      /^systems\[0\]\.queue: kön ”nowhere” finns inte i queues$/,
    ],
    [
      'a stage that asks for a personnummer',
      ['permission', 'route', 0, 'asks'],
      [{ id: 'number', kind: 'personnummer', label: 'Personnummer' }],
      /^permission\.route\[0\]\.asks\[0\]\.kind: ett steg kan inte fråga efter personnummer$/,
    ],
    [
      'a reminder after the end',
      ['credentials', 'reminderDays'],
      14,
      /^credentials\.reminderDays: ska vara färre än days$/,
    ],
    [
      'telling the submitter before the approver',
      ['reminders', 'approvalDays'],
      7,
      /^reminders\.approvalDays: ska vara färre än escalateApprovalDays$/,
    ],
    [
      'telling others of a task before its queue',
      ['reminders', 'escalateTaskDays'],
      5,
      /^reminders\.taskDays: ska vara färre än escalateTaskDays$/,
    ],
    [
      'a queue for other hours that is not there',
      ['technicalHelp', 'route', 0, 'outOfHours', 'queue'],
      'nowhere',
      /^technicalHelp\.route\[0\]\.outOfHours\.queue: kön ”nowhere” finns inte i queues$/,
    ],
    [
      'a queue for other hours by a choice that nobody has',
      ['technicalHelp', 'route', 0, 'outOfHours', 'when', 'choices', 1],
      'Brand',
      /^technicalHelp\.route\[0\]\.outOfHours\.when\.choices\[1\]: ”Brand” är inte ett val i fältet$/,
    ],
    [
      'a queue for other hours by a field that is not there',
      ['permission', 'route', 0, 'outOfHours'],
      { queue: 'onCall', when: { field: 'weather', choices: ['Storm'] } },
      /^permission\.route\[0\]\.outOfHours\.when\.field: ett fält av sorten choice med id ”weather” saknas$/,
    ],
    [
      'reports that gather by a field that is no choice',
      ['technicalHelp', 'gather'],
      { fields: ['what', 'since'], except: ['Något annat'], minutes: 60 },
      /^technicalHelp\.gather\.fields\[1\]: ett fält av sorten choice med id ”since” saknas$/,
    ],
    [
      'reports that are about a field that is not there',
      ['technicalHelp', 'subject'],
      'thing',
      /^technicalHelp\.subject: ett fält av sorten choice med id ”thing” saknas$/,
    ],
    ['telling nobody who is', ['reminders', 'escalateTo'], 'chefen', /^reminders\.escalateTo: /],
  ] as const) {
    it(`names the path of ${why}`, () => {
      const faults = faultsAfter((profile) => set(profile, path, value));
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.match(faults[0] ?? '', expected);
    });
  }

  it('names every fault of its kind at once', () => {
    const faults = faultsAfter((profile) => {
      set(profile, ['timeZone'], 'Mars/Olympus');
      set(profile, ['draftDays'], 'fjorton');
    });
    assert.deepEqual(faults.map((line) => line.split(':')[0]).sort(), ['draftDays', 'timeZone']);
  });

  it('says plainly that something is no profile at all', () => {
    for (const data of [null, [], 'norrkoping', 7]) assert.equal(faultsOf(() => parseProfile(data, 'prov')).length, 1);
  });

  describe('from a file', () => {
    let folder: string;
    before(() => (folder = mkdtempSync(join(tmpdir(), 'profile-'))));
    after(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };

    it('reads a profile', () => {
      const path = file('egen.json', JSON.stringify({ ...norrkoping, id: 'egen' }));
      assert.equal(loadProfile(path).id, 'egen');
    });

    it('says what is wrong with a file, and what there is instead', () => {
      assert.match(faultsOf(() => loadProfile(file('trasig.json', '{')))[0] ?? '', /inte giltig JSON/);
      assert.match(
        faultsOf(() => loadProfile('atlantis'))[0] ?? '',
        /går inte att läsa \(inbyggda profiler: molndal, norrkoping\)/,
      );
    });
  });
});
