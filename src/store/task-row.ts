import { z } from 'zod';
import { answer, count, done, id, instant, kind, list, person, shape, text } from './row-parts.ts';

const purpose = z.enum(['fulfil', 'redo', 'reissue']);
const call = { number: count, round: count, at: instant, left: list(text), phone: text, until: instant.optional() };
/** A task of a case, as its row holds it. */
export const task = shape({
  id,
  stage: count,
  queue: id,
  queueName: text,
  system: id.optional(),
  title: text,
  round: count.max(999),
  version: count,
  purpose,
  state: z.discriminatedUnion('kind', [
    kind('waiting', {}),
    kind('queued', { since: instant }),
    kind('taken', done),
    kind('questioned', { ...done, question: count }),
    kind('completed', {
      ...done,
      credentials: z.boolean(),
      spoken: z.literal(true).optional(),
      answers: list(answer).optional(),
    }),
    kind('refused', { ...done, reason: text }),
    kind('cancelled', { at: instant }),
  ]),
  notes: list(
    shape({
      number: count,
      round: count,
      kind: z.enum([
        'putBack',
        'answered',
        'altered',
        'certificate',
        'late',
        'overdue',
        'timeChosen',
        'timesDeclined',
        'fileAttached',
      ]),
      by: text,
      until: instant.optional(),
    }),
  ),
  refusals: list(shape({ ...done, round: count, purpose, reason: text })),
  reminders: list(
    shape({
      number: count,
      round: count,
      kind: z.enum(['untaken', 'idle', 'escalated']),
      since: instant,
      to: list(person),
      until: instant.optional(),
    }),
  ).optional(),
  bookings: list(
    shape({
      number: count,
      version: count,
      times: list(instant),
      ...done,
      state: z.discriminatedUnion('kind', [
        kind('proposed', {}),
        kind('chosen', { ...done, time: instant }),
        kind('declined', done),
      ]),
    }),
  ).optional(),
  offered: shape({ to: list(person), until: instant, over: z.boolean() }).optional(),
  calls: list(
    z.discriminatedUnion('kind', [
      kind('called', { ...call, person, unreachable: z.literal(true).optional() }),
      kind('nobody', { ...call, why: z.enum(['unlinked', 'empty', 'all']), told: list(person) }),
    ]),
  ).optional(),
  held: shape({ until: instant, over: z.boolean() }).optional(),
  unreached: instant.optional(),
  came: instant.optional(),
});
