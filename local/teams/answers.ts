import { z } from 'zod';
import { problemsWith } from './cards/check.ts';
import { ADAPTIVE_CARD, isNode, type CardNode } from './cards/node.ts';
import type { Choice } from './cards/fields.ts';

export interface DialogSpec {
  readonly title: string;
  readonly card: CardNode;
  readonly height?: number | string | undefined;
  readonly width?: number | string | undefined;
}

/** What a bot's answer to an invoke means for the one who clicked; `broken` is what Teams shows as a failure. */
export type Answer =
  | { readonly kind: 'card'; readonly card: CardNode }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'dialog'; readonly dialog: DialogSpec }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'broken'; readonly problem: string };

const anyCard = z.custom<CardNode>(isNode, 'no card');

const executeAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal(ADAPTIVE_CARD), statusCode: z.literal(200), value: anyCard }),
  z.object({
    type: z.literal('application/vnd.microsoft.activity.message'),
    statusCode: z.literal(200),
    value: z.string(),
  }),
  z.object({
    type: z.literal('application/vnd.microsoft.error'),
    statusCode: z.number().int().min(400).max(599),
    value: z.object({ code: z.string(), message: z.string() }),
  }),
]);

/** adaptiveCard/action: the body itself carries status, type and value. */
export function readExecuteAnswer(body: unknown): Answer {
  const answer = executeAnswer.safeParse(body);
  if (!answer.success) return broken(`not an answer to Action.Execute: ${z.prettifyError(answer.error)}`);
  const { data } = answer;
  if (data.type === ADAPTIVE_CARD) return checked(data.value, 'message', { kind: 'card', card: data.value });
  return { kind: 'notice', text: typeof data.value === 'string' ? data.value : data.value.message };
}

const size = z.union([z.number(), z.enum(['small', 'medium', 'large'])]).optional();
const taskAnswer = z.object({
  task: z.discriminatedUnion('type', [
    z.object({ type: z.literal('message'), value: z.string() }),
    z.object({
      type: z.literal('continue'),
      value: z.object({
        title: z.string(),
        height: size,
        width: size,
        card: z.object({ contentType: z.literal(ADAPTIVE_CARD), content: anyCard }),
      }),
    }),
  ]),
});

/** task/fetch and task/submit: a dialog, a closing message, or nothing, which closes. */
export function readTaskAnswer(body: unknown): Answer {
  if (body === undefined || body === null || body === '' || (isNode(body) && !('task' in body)))
    return { kind: 'closed' };
  const answer = taskAnswer.safeParse(body);
  if (!answer.success) return broken(`not an answer to a dialog: ${z.prettifyError(answer.error)}`);
  const { task } = answer.data;
  if (task.type === 'message') return { kind: 'message', text: task.value };
  const { title, height, width, card } = task.value;
  return checked(card.content, 'dialog', { kind: 'dialog', dialog: { title, height, width, card: card.content } });
}

const searchAnswer = z.object({
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  statusCode: z.literal(200).optional(),
  value: z.object({ results: z.array(z.object({ title: z.string(), value: z.string() })) }),
});

/** application/search; Teams shows fifteen hits at most. */
export function readSearchAnswer(body: unknown): readonly Choice[] | undefined {
  const answer = searchAnswer.safeParse(body);
  return answer.success ? answer.data.value.results.slice(0, 15) : undefined;
}

function checked(card: CardNode, place: 'message' | 'dialog', answer: Answer): Answer {
  const problems = problemsWith(card, place);
  return problems.length > 0 ? broken(`a card that Teams would not show: ${problems.join('; ')}`) : answer;
}

function broken(problem: string): Answer {
  return { kind: 'broken', problem };
}
