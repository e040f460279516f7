import { dayOf } from '../../domain/calendar/days.ts';
import { mayOrderKind } from '../../domain/decisions/submit.ts';
import { mayOrder } from '../../domain/directory.ts';
import { processOf } from '../../profiles/schema.ts';
import { refusalText } from '../../views/refusals.ts';
import { actorOf, type Context, factsOf } from '../context.ts';
import { fileService } from '../files/uploads.ts';
import type { Reply } from '../incoming.ts';
import { unreadableTexts } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import type { Form } from './form.ts';
import { offeredTo } from './route.ts';
import { describedProvider, takenBy } from './new-provider.ts';

/** What the draft is filled in against, or why it can't be ordered for. */
export async function formFor(context: Context, draft: Draft): Promise<Form | Extract<Reply, { kind: 'notice' }>> {
  const { services, rights, now } = context;
  const process = processOf(services.profile, draft.kind);
  if (process === undefined || !mayOrder(rights, draft.providerId, process))
    return { kind: 'notice', text: refusalText({ reason: 'noOrderingRight' }) };
  const today = dayOf(now);
  const takesFiles = fileService(services) !== undefined;
  if (draft.kind === 'newProvider') {
    const others = takenBy(await services.directory.providers()).filter(({ id }) => id !== draft.providerId);
    const described = describedProvider(process, draft, others, today);
    return { profile: services.profile, kind: draft.kind, process, provider: described, today, others, takesFiles };
  }
  const provider = (await services.directory.provider(draft.providerId))?.value;
  if (provider?.unreadable) return { kind: 'notice', text: unreadableTexts.provider };
  if (provider === undefined || !mayOrderKind(draft.kind, provider, today))
    return { kind: 'notice', text: refusalText({ reason: 'providerNotCurrent' }) };
  if (provider.units.length === 0 && draft.kind !== 'changeManager' && process.subject === undefined)
    return {
      kind: 'notice',
      text: `${provider.name} har inga enheter upplagda än. Be kommunens administratör lägga till dem.`,
    };
  const { closedUntil } = factsOf(context, actorOf(context));
  const offered = offeredTo(process, services.profile, provider.kind);
  return { profile: services.profile, kind: draft.kind, process: offered, provider, today, closedUntil, takesFiles };
}
