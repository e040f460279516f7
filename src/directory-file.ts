import { readFileSync } from 'node:fs';
import { applyDirectoryFile, DirectoryFileError, parseDirectoryFile } from './commands/directory-file.ts';
import type { Directory } from './commands/ports.ts';
import type { Config } from './config.ts';

/** DIRECTORY_FILE, applied where the directory is still empty. */
export async function loadDirectoryFile(
  { directoryFile }: Pick<Config, 'directoryFile'>,
  directory: Directory,
  now: string,
): Promise<void> {
  if (directoryFile === undefined) return;
  await applyDirectoryFile(directory, parseDirectoryFile(readText(directoryFile), directoryFile), now);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new DirectoryFileError(`Katalogfilen ${path} går inte att läsa.`);
  }
}
