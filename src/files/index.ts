import { randomUUID } from 'node:crypto';
import type { FileParts } from '../commands/file-ports.ts';
import type { Storage } from '../store/client.ts';
import type { NamedKey } from '../store/key-ring.ts';
import { createBlobs, hasBlobs } from './blobs.ts';
import { createEnvelope } from './envelope.ts';
import type { FileHosts } from './hosts.ts';
import { createIntake } from './intake.ts';

export type FileSettings = {
  readonly storage: Storage;
  readonly keys: readonly NamedKey[];
  readonly publicUrl?: string | undefined;
  readonly fileHosts: FileHosts;
};

type Log = { warn(what: object, words: string): void };

/** Files as commands see them; undefined where the storage has no place for them. Says at the start what is missing. */
export function openFiles(settings: FileSettings, partition: string, log: Log): FileParts | undefined {
  const { storage, keys, publicUrl, fileHosts } = settings;
  const hasPlace = hasBlobs(storage);
  if (!hasPlace) log.warn({ missing: 'a blob service' }, 'files are off');
  else if (publicUrl === undefined) log.warn({ missing: 'PUBLIC_URL' }, 'files are off');
  if (!hasPlace) return undefined;
  return {
    bytes: createBlobs({ storage, partition, envelope: createEnvelope(keys) }),
    intake: createIntake({ ...fileHosts, log: (refusal) => log.warn(refusal, 'a file was not fetched') }),
    newId: randomUUID,
    publicUrl,
  };
}
