import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { parseProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';

type Draft = typeof norrkoping;

/** Norrköping as it might look next year; without the packages and passwords, which name systems that may be gone then. */
export function changedProfile(change: (profile: Draft) => object): Profile {
  return parseProfile(
    { ...norrkoping, packages: [], password: undefined, ...change(structuredClone(norrkoping)) },
    'a changed profile',
  );
}
