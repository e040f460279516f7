import { z } from 'zod';
import { troubleSlot, troubleSubject } from '../../domain/trouble.ts';
import { render } from '../../views/render.ts';
import { troubleWords } from '../../views/trouble.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { onlyAdmins } from './only-admins.ts';

/** `driftläge`: what stands still, and what to do about it. */
export async function status(context: Context): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const { troubles } = context.services;
  const open = await troubles.open();
  const heading = open.length === 0 ? 'Inget behöver åtgärdas' : 'Att åtgärda';
  const lines = open.map((trouble) => {
    const { heading: label, remedy } = troubleWords(trouble);
    return { label, value: remedy };
  });
  const card = render('menu', { sayHeading: heading, text: '', notice: '', lines, choices: [], rows: [] });
  return { kind: 'message', card, summary: heading };
}

const tryData = z.object({ trouble: z.string().regex(/^[\w.-]{1,110}$/) });

/** Försök igen nu, on the card that told of a trouble. */
export async function tryAgain(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const { services, incoming, now } = context;
  const parsed = tryData.safeParse(incoming.data);
  const trouble = parsed.success ? await services.troubles.find(parsed.data.trouble) : undefined;
  if (!parsed.success || trouble === undefined) return unknownButton;
  const { place, activityId, person, serviceUrl } = incoming;
  // It may be a card that came twice, which nobody knows of.
  if (place.kind === 'personal' && activityId !== undefined)
    await services.posts.adopt(troubleSubject(parsed.data.trouble), troubleSlot(person.id, trouble), {
      conversationId: place.conversationId,
      activityId,
      serviceUrl,
    });
  if (trouble.mended === undefined) await services.troubles.tryAgain(parsed.data.trouble, now);
  services.nudge();
  return trouble.mended === undefined
    ? { kind: 'notice', text: 'Jag försöker igen nu. Går det bra så säger kortet det om en liten stund.' }
    : { kind: 'notice', text: 'Det är redan åtgärdat.' };
}
