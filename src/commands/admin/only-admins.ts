import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { contactRows } from '../menu.ts';

/** Nobody but an admin keeps the directory; everyone else is told where to turn. Undefined for an admin. */
export function onlyAdmins({ rights, services }: Context): Extract<Reply, { kind: 'notice' }> | undefined {
  if (rights.admin) return undefined;
  const contacts = contactRows(services.profile).map(({ label, value }) => `${label}: ${value}`);
  return {
    kind: 'notice',
    text: ['Det här kan bara botens administratör göra. Så här når du kommunen:', ...contacts].join('\n'),
  };
}
