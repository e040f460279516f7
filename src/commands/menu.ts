import type { Profile } from '../profiles/schema.ts';
import { render } from '../views/render.ts';
import { capital } from '../views/words.ts';
import type { Context } from './context.ts';
import type { Reply } from './incoming.ts';
import { openingHours } from './opening-hours.ts';
import type { Phrase } from './phrase.ts';

export type Menu = {
  readonly heading: string;
  readonly text?: string;
  /** What can be said; each that needs nothing more is a button too. */
  readonly phrases?: readonly Phrase[];
  /** Says of each phrase what it is for. */
  readonly explained?: boolean;
  /** Where to turn, and when somebody is there. */
  readonly contacts?: boolean;
};

/** A card with what can be said, and where to turn. */
export function menu(
  { services, now }: Context,
  { heading, text = '', phrases = [], explained = false, contacts = false }: Menu,
): Reply {
  const lines = phrases.map(({ words, argument, help }) => ({
    label: argument === undefined ? words : `${words} ${argument}`,
    value: help,
  }));
  const buttons = phrases.filter(({ argument, isHelp }) => argument === undefined && isHelp !== true);
  const card = render('menu', {
    sayHeading: heading,
    text,
    notice: '',
    lines: explained ? lines : [],
    groups: inGroups(buttons.map(({ words }) => ({ title: capital(words), phrase: words }))),
    rows: contacts ? [...openingHours(services.profile, now), ...contactRows(services.profile)] : [],
  });
  return { kind: 'message', card, summary: heading };
}

/** Beyond this many Teams shows no button of a row. */
const mostButtons = 5;

function inGroups<Choice>(choices: readonly Choice[]): { choices: readonly Choice[] }[] {
  const count = Math.ceil(choices.length / mostButtons);
  return Array.from({ length: count }, (_, index) => ({
    choices: choices.slice(index * mostButtons, (index + 1) * mostButtons),
  }));
}

export function contactRows({ contacts }: Profile): { label: string; value: string }[] {
  return contacts.map(({ name, phone, mail, link, text }) => ({
    label: name,
    value: [phone, mail, text, link].filter((part) => part !== undefined).join(', '),
  }));
}
