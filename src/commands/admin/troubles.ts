import { z } from 'zod';
import { troubleKey } from '../../domain/trouble.ts';
import { render } from '../../views/render.ts';
import { troubleWords } from '../../views/trouble.ts';
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

const tryData = z.object({ trouble: z.string().max(110) });

/** Försök igen nu, on the card that told of a trouble. */
export async function tryAgain(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const { services, incoming, now } = context;
  const parsed = tryData.safeParse(incoming.data);
  const open = await services.troubles.open();
  const trouble = open.find(({ of }) => parsed.success && troubleKey(of) === parsed.data.trouble);
  if (trouble === undefined) return { kind: 'notice', text: 'Det är redan åtgärdat.' };
  await services.troubles.tryAgain(troubleKey(trouble.of), now);
  services.nudge();
  return { kind: 'notice', text: 'Jag försöker igen nu. Går det bra så säger kortet det om en liten stund.' };
}
