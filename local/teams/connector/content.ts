import { z } from 'zod';
import { CARD_LIMIT, problemsWith } from '../cards/check.ts';
import { ADAPTIVE_CARD, isNode } from '../cards/node.ts';
import type { Content } from '../timeline.ts';
import { badSyntax, ConnectorError } from './error.ts';

const MESSAGE_LIMIT = 100 * 1024;

const outgoing = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  summary: z.string().nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown().optional() })).nullish(),
});

/** What an activity of the bot's shows: nothing (typing), one message, or two where it held both text and a card. */
export function readContent(body: unknown): Content[] {
  const activity = outgoing.safeParse(body);
  if (!activity.success) throw badSyntax(`Malformed activity: ${z.prettifyError(activity.error)}`);
  const { type, text, summary, attachments } = activity.data;
  if (sizeOf(body) > MESSAGE_LIMIT) throw tooBig('Message size too large.');
  if (type === 'typing') return [];
  if (type !== 'message') throw badSyntax(`Activities of type "${type}" cannot be sent to a conversation.`);
  const [attachment, second] = attachments ?? [];
  if (second) throw badSyntax('The local Teams shows one card per message.');
  const note = summary ? { summary } : {};
  const texts = text ? [{ text, ...note }] : [];
  const cards = attachment ? [{ card: readCard(attachment), ...note }] : [];
  if (texts.length + cards.length === 0) throw badSyntax('The activity has neither text nor attachment.');
  return [...texts, ...cards];
}

function readCard({ contentType, content }: { contentType: string; content?: unknown }) {
  if (contentType !== ADAPTIVE_CARD) throw badSyntax(`The local Teams shows no attachment of type "${contentType}".`);
  if (sizeOf(content) > CARD_LIMIT) throw tooBig(`The card is ${sizeOf(content)} bytes; keep it under ${CARD_LIMIT}.`);
  const problems = problemsWith(content);
  if (!isNode(content) || problems.length > 0) throw badSyntax(problems.join('; '));
  return content;
}

function tooBig(message: string): ConnectorError {
  return new ConnectorError(413, 'MessageSizeTooBig', message);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '', 'utf8');
}
