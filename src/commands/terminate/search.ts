import { dayOf } from '../../domain/calendar/days.ts';
import type { Context } from '../context.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { subjects } from './draft.ts';
import { peopleChoices } from './people.ts';

const hitsAtOnce = 5;

/** Type-ahead among the own provider's people who have something that can end: `leavers/<what>/<provider>`. */
export async function searchLeavers(context: Context<Incoming & { kind: 'search' }>): Promise<Reply> {
  const { incoming, services, rights, now } = context;
  const [, what, providerId = ''] = incoming.dataset.split('/');
  const about = subjects.find((one) => one === what);
  const process = services.profile.termination;
  const provider = rights.managerOf.includes(providerId)
    ? (await services.directory.provider(providerId))?.value
    : undefined;
  if (about === undefined || process === undefined || provider === undefined) return { kind: 'choices', choices: [] };
  const form = { profile: services.profile, process, provider, today: dayOf(now) };
  const { skip, query } = incoming;
  const draft = { about, find: query.slice(0, 60) };
  const { choices } = await peopleChoices(context, form, draft, skip + hitsAtOnce);
  return { kind: 'choices', choices: choices.slice(skip) };
}
