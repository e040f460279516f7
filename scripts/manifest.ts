/**
 * `tsx scripts/manifest.ts` checks the Teams manifest and its icons, filled in with sample values.
 * `tsx scripts/manifest.ts --pack app.zip` fills it in from the environment, checks it and writes the package to upload.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { manifestFaults } from './manifest/faults.ts';
import { fill, sampleValues } from './manifest/placeholders.ts';
import { storedZip } from './manifest/zip.ts';

const folder = new URL('../manifest/', import.meta.url);
const { values } = parseArgs({ options: { pack: { type: 'string' } } });

const manifest = fill(readFileSync(new URL('manifest.json', folder), 'utf8'), values.pack ? process.env : sampleValues);
const files = new Map(['color.png', 'outline.png'].map((name) => [name, readFileSync(new URL(name, folder))]));
const faults = manifestFaults(manifest, files);

for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  process.exitCode = 1;
} else if (values.pack) {
  writeFileSync(values.pack, storedZip(new Map([['manifest.json', Buffer.from(manifest)], ...files])));
  console.log(`${values.pack} is ready to upload to Teams.`);
}
