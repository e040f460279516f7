import type { Reply } from '../commands/incoming.ts';
import type { Surface } from './inbound.ts';
import { attachmentOf, cardType, type Content } from './message.ts';

/** What goes back in the HTTP response, and what is sent to the conversation besides. */
export type Answer = { readonly status: number; readonly body?: unknown };
export type Presented = { readonly answer: Answer; readonly send?: Content; readonly replace?: Content };

const maxChoices = 15;
const empty: Answer = { status: 200 };

/** A reply in the shape its surface wants. Throws where the surface cannot show it, which is a fault in a command. */
export function present(surface: Surface, reply: Reply): Presented {
  switch (surface) {
    case 'message':
    case 'submit':
      return presentSent(surface, reply);
    case 'execute':
      return presentExecute(reply);
    case 'dialog':
      return presentDialog(reply);
    case 'search':
      return { answer: searchAnswer(reply.kind === 'choices' ? reply.choices : []) };
  }
}

/** A notice in the shape its surface wants: said where there is a place to say it. */
export function presentNotice(surface: Surface, text: string): Presented {
  return surface === 'search' ? { answer: searchAnswer([]) } : present(surface, { kind: 'notice', text });
}

/** Teams shows it under the card. */
export const malformed: Answer = {
  status: 200,
  body: {
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'BadRequest', message: 'Knappen gick inte att läsa. Öppna ärendet på nytt och försök igen.' },
  },
};

/** Nobody here answers such an invoke. Its sender's fault: what stands for the bot's own is what operators are woken by. */
export const unknown: Answer = { status: 400 };

export const ignored: Answer = empty;

function presentSent(surface: Surface, reply: Reply): Presented {
  switch (reply.kind) {
    case 'none':
    case 'closed':
      return { answer: empty };
    case 'message':
      return { answer: empty, send: { kind: 'card', card: reply.card, summary: reply.summary } };
    case 'notice':
      return { answer: empty, send: { kind: 'text', text: reply.text } };
    case 'card':
      return { answer: empty, replace: { kind: 'card', card: reply.card, summary: '' } };
    default:
      throw new Error(`${reply.kind} cannot answer ${surface}`);
  }
}

function presentExecute(reply: Reply): Presented {
  switch (reply.kind) {
    case 'card':
      return { answer: executed(cardType, reply.card) };
    case 'notice':
      return { answer: executed('application/vnd.microsoft.activity.message', reply.text) };
    case 'none':
    case 'closed':
      return { answer: executed('application/vnd.microsoft.activity.message', '') };
    case 'message':
      return {
        answer: executed('application/vnd.microsoft.activity.message', ''),
        send: { kind: 'card', card: reply.card, summary: reply.summary },
      };
    default:
      throw new Error(`${reply.kind} cannot answer execute`);
  }
}

function executed(type: string, value: unknown): Answer {
  return { status: 200, body: { statusCode: 200, type, value } };
}

function presentDialog(reply: Reply): Presented {
  switch (reply.kind) {
    case 'dialog': {
      const { title, size, card } = reply;
      const value = { title, height: size, width: size, card: attachmentOf(card) };
      return { answer: { status: 200, body: { task: { type: 'continue', value } } } };
    }
    case 'notice':
      return { answer: { status: 200, body: { task: { type: 'message', value: reply.text } } } };
    case 'none':
    case 'closed':
      return { answer: empty };
    case 'message':
      return { answer: empty, send: { kind: 'card', card: reply.card, summary: reply.summary } };
    default:
      throw new Error(`${reply.kind} cannot answer dialog`);
  }
}

function searchAnswer(choices: readonly { readonly title: string; readonly value: string }[]): Answer {
  const results = choices.slice(0, maxChoices).map(({ title, value }) => ({ title, value }));
  const type = 'application/vnd.microsoft.search.searchResponse';
  return { status: 200, body: { statusCode: 200, type, value: { results } } };
}
