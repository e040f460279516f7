import type { TeamsActivity } from './activity.ts';
import { z } from 'zod';

const maxText = 10_000;
const maxName = 100;

/** Control characters, those that turn the reading direction, and halves of characters. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What was said, without the mention of the bot and without mark-up. Other people's mentions keep their names. */
export function saidText(activity: TeamsActivity): string {
  const said = (activity.text ?? '').slice(0, maxText);
  return decode(
    withoutMention(said, activity)
      .replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n')
      .replace(/<\/?[a-z][^<>]*>/gi, ''),
  )
    .replace(unprintable, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function withoutMention(said: string, { entities, recipient }: TeamsActivity): string {
  const mentions = (entities ?? []).flatMap((entity) => Mention.safeParse(entity).data ?? []);
  const own = mentions.filter(({ mentioned }) => mentioned.id === recipient.id);
  const rest = own.reduce((left, { text }) => left.replaceAll(text, ' '), said);
  // Teams may write the mention in the text with other attributes than in the entity.
  return rest === said ? said.replace(/<at\b[^<>]*>[^<>]*<\/at>/i, ' ') : rest;
}

function decode(said: string): string {
  return said.replace(/&(?:#(\d{1,6})|([a-z]{2,4}));/gi, (whole, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name?.toLowerCase() ?? ''] ?? whole),
  );
}

/** A display name fit to be shown: identity never rests on it. */
export function shownName(name: string | undefined): string {
  const clean = (name ?? '').replace(unprintable, '').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, maxName).join('');
}
