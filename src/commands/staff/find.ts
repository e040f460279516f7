import { z } from 'zod';
import { dayOf } from '../../domain/calendar/days.ts';
import type { Provider } from '../../domain/directory.ts';
import { type StaffMember, staffOf } from '../../domain/staff.ts';
import type { Context } from '../context.ts';
import type { Incoming, Reply } from '../incoming.ts';

/** What a button about a person carries: the keyed hash, which says nothing of who it is. */
const personData = z.object({
  provider: z.string().max(60),
  person: z.string().regex(/^[\w-]{1,64}$/),
});

/** One and the same answer for whoever may not see the person and for a person who is not there: neither is told. */
export const notYours: Extract<Reply, { kind: 'notice' }> = {
  kind: 'notice',
  text: 'Personen finns inte bland dina medarbetare. Skriv ”mina medarbetare” så visas de som finns nu.',
};

/** Somebody at a provider that the one who asks is responsible manager of now. */
export async function findPerson({
  services,
  rights,
  incoming,
  now,
}: Context<Incoming & { data: unknown }>): Promise<
  { readonly provider: Provider; readonly member: StaffMember } | undefined
> {
  const parsed = personData.safeParse(incoming.data);
  if (!parsed.success || !rights.managerOf.includes(parsed.data.provider)) return undefined;
  const { provider: providerId, person } = parsed.data;
  const provider = (await services.directory.provider(providerId))?.value;
  const [member] = staffOf(await services.register.known(providerId, person), dayOf(now));
  return provider && member && { provider, member };
}
