import { z } from 'zod';
import { containsPersonnummer } from '../domain/personnummer.ts';
import { troubleKey } from '../domain/trouble.ts';
import { adoptOpened } from './adopt.ts';
import { answerReadable } from './answer-readable.ts';
import type { Context } from './context.ts';
import { receiveFiles } from './files/receive.ts';
import type { Incoming, Reply } from './incoming.ts';
import { actions, dialogs, phrases } from './index.ts';
import { unknownButton } from './buttons.ts';
import { menu } from './menu.ts';
import type { Phrase } from './phrase.ts';
import { help, saidHere, sayable } from './phrases/help.ts';
import { search } from './search.ts';
import type { Services } from './services.ts';
import { understand } from './understand.ts';

/** Everything that reaches the bot, answered. */
export function createBot(services: Services): (incoming: Incoming) => Promise<Reply> {
  return async (incoming) => {
    const { place, person, teamsId, serviceUrl } = incoming;
    if (place.kind === 'personal')
      await services.chats.save({ personId: person.id, teamsId, conversationId: place.conversationId, serviceUrl });
    if (place.kind === 'personal' && ['message', 'files', 'installed'].includes(incoming.kind))
      await services.troubles.heardFrom(person.id, services.now());
    const rights = await services.directory.rights(person.id);
    const context = { incoming, services, rights, now: services.now() };
    return answerReadable(context, () => answer(context));
  };
}

function answer(context: Context): Promise<Reply> | Reply {
  const { incoming } = context;
  switch (incoming.kind) {
    case 'message':
      return say({ ...context, incoming });
    case 'files':
      return receiveFiles({ ...context, incoming });
    case 'execute':
      return execute({ ...context, incoming });
    case 'openDialog':
      return open({ ...context, incoming });
    case 'submitDialog': {
      const dialog = dialogs.get(dialogName(incoming.data));
      return dialog ? dialog.submit({ ...context, incoming }) : unknownButton;
    }
    case 'search':
      return search({ ...context, incoming });
    case 'installed':
      return welcome(context);
  }
}

async function open(context: Context<Incoming & { kind: 'openDialog' }>): Promise<Reply> {
  const dialog = dialogs.get(dialogName(context.incoming.data));
  if (dialog === undefined) return unknownButton;
  const reply = await dialog.open(context);
  await adoptOpened(context);
  return reply;
}

const dialogData = z.object({ dialog: z.string() });

function dialogName(data: unknown): string {
  const parsed = dialogData.safeParse(data);
  return parsed.success ? parsed.data.dialog : '';
}

const sayData = z.object({ text: z.string().max(200) });

/** A button that says something for the one who presses it, and otherwise a button of its own. */
async function execute(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const { incoming } = context;
  if (incoming.verb !== 'say') return (await actions.get(incoming.verb)?.(context)) ?? unknownButton;
  const parsed = sayData.safeParse(incoming.data);
  if (!parsed.success) return unknownButton;
  const reply = await say({ ...context, incoming: { ...incoming, text: parsed.data.text } });
  return reply.kind === 'message' ? { kind: 'card', card: reply.card } : reply;
}

const longestMessage = 2000;

const elsewhereTexts: Record<Phrase['where'], string> = {
  personal: 'Det gör du i din egen chatt med mig: sök efter mig i Teams och skriv det där.',
  channel: 'Det skriver du i köns kanal, och nämner mig där.',
  both: 'Skriv ”hjälp” så visar jag vad du kan göra.',
};

async function say(context: Context<Incoming & { text: string }>): Promise<Reply> {
  const { text } = context.incoming;
  if (containsPersonnummer(text)) {
    return {
      kind: 'notice',
      text: 'Ditt meddelande ser ut att innehålla ett personnummer. Ta bort det ur chatten. Personnummer skriver du bara i formuläret, som öppnas med ”ny behörighet”.',
    };
  }
  const understood = understand(text.slice(0, longestMessage), saidHere(context, phrases));
  if ('phrase' in understood) return understood.phrase.run(context, understood.rest);
  const elsewhere = understand(text.slice(0, longestMessage), phrases);
  if ('phrase' in elsewhere) return { kind: 'notice', text: elsewhereTexts[elsewhere.phrase.where] };
  const near = sayable(context, understood.near);
  if (near.length === 0) return help(context, phrases, 'Jag förstod inte. Det här kan du göra');
  return menu(context, { heading: 'Menade du något av det här?', phrases: near, explained: true });
}

async function welcome(context: Context): Promise<Reply> {
  const { place, person } = context.incoming;
  const { chats, profile } = context.services;
  await wakeWaiting(context);
  const isFirst = await chats.isFirstGreeting(place.kind === 'channel' ? place.teamId : person.id, context.now);
  if (!isFirst) return { kind: 'none' };
  if (place.kind === 'personal') return help(context, phrases, `Hej! Här sköter du behörigheter i ${profile.name}`);
  const [first] = Object.values(profile.queues);
  const text = `Botens administratör kopplar en kanal till en kö genom att nämna boten där och skriva till exempel ”koppla ${first?.linkPhrase ?? 'it'}”.`;
  return menu(context, { heading: 'Behörighetsbot är tillagd', text });
}

/** Cards that could not be delivered before the bot was installed here are tried again; a person's are at any word of theirs. */
async function wakeWaiting({ incoming: { place }, services, now }: Context): Promise<void> {
  if (place.kind !== 'channel') return;
  const links = await services.links.all();
  for (const { queue } of links.filter(({ teamId }) => teamId === place.teamId))
    await services.troubles.tryAgain(troubleKey({ kind: 'queue', id: queue, name: '' }), now);
  services.nudge();
}
