import type { Profile } from '../../profiles/schema.ts';

/** What a role is called; its id where the profile has it no longer. */
export function roleName({ unitRoles }: Profile, role: string): string {
  return unitRoles.find(({ id }) => id === role)?.name ?? role;
}
