import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { parseProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';

type Draft = typeof norrkoping;

/** Norrköping as it might look next year. */
export function changedProfile(change: (profile: Draft) => object): Profile {
  return parseProfile({ ...norrkoping, ...change(structuredClone(norrkoping)) }, 'a changed profile');
}
