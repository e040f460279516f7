import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { manifestFaults } from '../../scripts/manifest/faults.ts';
import { fill, sampleValues } from '../../scripts/manifest/placeholders.ts';
import { storedZip } from '../../scripts/manifest/zip.ts';

const folder = new URL('../../manifest/', import.meta.url);
const template = readFileSync(new URL('manifest.json', folder), 'utf8');
const filled = fill(template, sampleValues);
const color = readFileSync(new URL('color.png', folder));
const outline = readFileSync(new URL('outline.png', folder));
const icons = new Map([
  ['color.png', color],
  ['outline.png', outline],
]);

function faultsWith(from: string, to: string): string {
  assert.ok(filled.includes(from), `the manifest has no ${from}`);
  return manifestFaults(filled.replace(from, to), icons).join('\n');
}

describe('checks: the Teams manifest', () => {
  it('is taken as it is', () => assert.deepEqual(manifestFaults(filled, icons), []));

  it('names every placeholder without a value', () => {
    const faults = manifestFaults(template, icons).join('\n');
    for (const name of Object.keys(sampleValues)) assert.match(faults, new RegExp(`\\{\\{${name}\\}\\} has no value`));
  });

  it('names the path of a fault', () => {
    assert.match(faultsWith('"personal", "team"', '"personal", "everywhere"'), /^manifest\.json\/bots\/0\/scopes\/1: /);
    assert.match(faultsWith('"accentColor"', '"accentColour"'), /accentColour/);
    assert.match(faultsWith('"#1B5E7B"', '"blue"'), /^manifest\.json\/accentColor: /);
  });

  it('has at most three command lists of twelve commands', () => {
    const commands = Array.from({ length: 13 }, () => '{ "title": "hjälp" }').join(', ');
    assert.match(faultsWith('"commands": [', `"commands": [${commands}, `), /commandLists\/0\/commands: .*12/);
  });

  it('needs tier1 channel features in teams, which the schema does not say', () => {
    assert.match(faultsWith('"supportsChannelFeatures": "tier1"', '"showLoadingIndicator": false'), /must be "tier1"/);
  });

  it('names an icon of the wrong size, colour or kind', () => {
    const swapped = new Map([
      ['color.png', outline],
      ['outline.png', color],
    ]);
    assert.deepEqual(manifestFaults(filled, swapped), [
      'color.png: must be 192×192, is 32×32',
      'outline.png: must be 32×32, is 192×192',
      'outline.png: must be white only',
      'outline.png: must have a transparent background',
    ]);
    assert.match(manifestFaults(filled, new Map([['outline.png', outline]])).join(), /^color\.png: must be an 8-bit/);
  });

  it('packs into a zip whose entries are found from its end', () => {
    const zip = storedZip(new Map([['manifest.json', Buffer.from(filled)], ...icons]));
    const end = zip.subarray(-22);
    assert.equal(end.toString('latin1', 0, 4), 'PK\x05\x06');
    const directory = zip.subarray(end.readUInt32LE(16), end.readUInt32LE(16) + end.readUInt32LE(12));
    assert.deepEqual(directory.toString('latin1').match(/(manifest\.json|\w+\.png)/g), [
      'manifest.json',
      'color.png',
      'outline.png',
    ]);
  });
});
