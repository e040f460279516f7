import type { Profile } from '../profiles/schema.ts';
import { render } from '../views/render.ts';
import type { Context } from './context.ts';
import type { Reply } from './incoming.ts';
import type { Phrase } from './phrase.ts';

export type Menu = {
  readonly heading: string;
  readonly text: string;
  readonly phrases: readonly Phrase[];
  readonly contacts?: boolean;
  readonly notice?: string;
};

/** A card with what can be said as buttons, and where to turn. */
export function menu({ services }: Context, { heading, text, phrases, contacts = false, notice = '' }: Menu): Reply {
  const card = render('menu', {
    sayHeading: heading,
    text,
    notice,
    choices: phrases
      .filter((phrase) => phrase.argument === undefined)
      .map((phrase) => ({ title: capital(phrase.words), phrase: phrase.words })),
    rows: contacts ? contactRows(services.profile) : [],
  });
  return { kind: 'message', card, summary: heading };
}

export function contactRows({ contacts }: Profile): { label: string; value: string }[] {
  return contacts.map(({ name, phone, mail, link, text }) => ({
    label: name,
    value: [phone, mail, text, link].filter((part) => part !== undefined).join(', '),
  }));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
