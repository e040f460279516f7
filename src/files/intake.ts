import { createHash } from 'node:crypto';
import type { Intake } from '../commands/file-ports.ts';
import { createDownload, type DownloadSettings } from './download.ts';
import { kindOf } from './kind.ts';
import { createTurnstile } from './turnstile.ts';

/** Each is held in memory, whole. */
const atOnce = 4;

type Settings = DownloadSettings & {
  readonly log: (refusal: { readonly fault: string; readonly why: string }) => void;
};

/** Fetches what somebody attached and says what it is, a few at a time. */
export function createIntake({ log, ...settings }: Settings): Intake {
  const download = createDownload(settings);
  const inTurn = createTurnstile(atOnce);
  return {
    fetch: (address, most) =>
      inTurn(async () => {
        const downloaded = await download(address, most);
        if ('fault' in downloaded) {
          log(downloaded);
          return { fault: downloaded.fault };
        }
        const { bytes } = downloaded;
        if (bytes.length === 0) return { fault: 'empty' };
        return { bytes, kind: await kindOf(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
      }),
  };
}
