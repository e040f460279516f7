import { readFileSync } from 'node:fs';
import { z } from 'zod';
import molndal from '../../profiles/molndal.json' with { type: 'json' };
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { faultLines, ProfileError } from './profile-error.ts';
import { type Profile, profileSchema } from './schema.ts';

const builtIn = new Map<string, unknown>(Object.entries({ molndal, norrkoping }));

/** A built-in profile by its name, or one from a file. Throws `ProfileError`. */
export function loadProfile(nameOrPath: string): Profile {
  return parseProfile(builtIn.get(nameOrPath) ?? readJson(nameOrPath), nameOrPath);
}

/** `origin` names the profile in the error. Throws `ProfileError`. */
export function parseProfile(data: unknown, origin: string): Profile {
  const parsed = profileSchema.safeParse(data, { error: z.locales.sv().localeError });
  if (!parsed.success) throw new ProfileError(origin, faultLines(parsed.error));
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'filen är inte giltig JSON' : 'filen går inte att läsa';
    throw new ProfileError(path, [`${reason} (inbyggda profiler: ${[...builtIn.keys()].join(', ')})`]);
  }
}
