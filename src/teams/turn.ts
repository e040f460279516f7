import type { Logger } from 'pino';
import type { Incoming, Reply } from '../commands/incoming.ts';
import type { Sent } from '../commands/outbound.ts';
import { traceOf } from '../domain/trace.ts';
import { sleep, within } from './deadline.ts';
import type { Surface } from './inbound.ts';
import type { Outbound } from './outbound.ts';
import { type Answer, present, type Presented, presentNotice } from './replies.ts';

/** Teams gives up after 10 to 15 s and may then deliver the same click again. */
export const defaultHandlerTimeout = 8_000;

const attempts = 3;
const longestWait = 20;

const lateNotice: Readonly<Record<Surface, string>> = {
  message: '',
  submit: '',
  search: '',
  execute: 'Det tar längre tid än vanligt. Ditt klick är mottaget; kortet uppdateras strax.',
  dialog: 'Det tar längre tid än vanligt. Det du gjorde är mottaget. Öppna rutan igen om en stund.',
};

type Parts = {
  readonly handle: (incoming: Incoming) => Promise<Reply>;
  readonly outbound: Outbound;
  readonly log: Logger;
  readonly timeout: number;
  /** Told of work that goes on after the answer, so that a stop can wait for it. */
  readonly onWork: (work: Promise<unknown>) => void;
};

/** Hands what came in to the commands and gives the answer in time, whatever becomes of it. */
export function createTurn({ handle, outbound, log, timeout, onWork }: Parts) {
  return async (surface: Surface, incoming: Incoming): Promise<Answer> => {
    const work = run(surface, incoming);
    onWork(work);
    const outcome = await within(timeout, work);
    if (!outcome.late) return outcome.value;
    log.warn({ kind: incoming.kind, timeout }, 'answered before the handler had finished');
    const text = lateNotice[surface];
    return text === '' ? present(surface, { kind: 'none' }).answer : presentNotice(surface, text).answer;
  };

  /** Never rejects. */
  async function run(surface: Surface, incoming: Incoming): Promise<Answer> {
    let presented: Presented;
    try {
      presented = present(surface, await handle(incoming));
    } catch (error) {
      presented = presentNotice(surface, apology(incoming, error));
    }
    await deliver(incoming, presented);
    return presented.answer;
  }

  function apology(incoming: Incoming, error: unknown): string {
    const reference = newReference();
    log.error(
      { reference, kind: incoming.kind, place: incoming.place.kind, error: traceOf(error) },
      'a handler failed',
    );
    return `Något gick fel hos oss. Försök igen om en stund. (Referens ${reference})`;
  }

  async function deliver(incoming: Incoming, { send, replace }: Presented): Promise<void> {
    const { serviceUrl, activityId, place } = incoming;
    const conversation = { serviceUrl, conversationId: place.conversationId };
    if (send) await patiently(() => outbound.say(conversation, send));
    if (replace && activityId !== undefined) {
      await patiently(() => outbound.replace({ ...conversation, activityId }, replace));
    } else if (replace) await patiently(() => outbound.say(conversation, replace));
  }

  /** A reply belongs to this moment and stands in no row, so it is retried here, briefly, and then given up. */
  async function patiently(attempt: () => Promise<Sent>): Promise<void> {
    for (let n = 1; n <= attempts; n += 1) {
      const sent = await attempt();
      // After a time-out it may have arrived; a second one would be a double.
      if (sent.kind !== 'later' || sent.code === 'Timeout' || n === attempts) return;
      await sleep(1000 * Math.min(sent.seconds ?? n, longestWait));
    }
  }
}

/** Read aloud on the telephone, so without letters and digits that are mistaken for each other. */
function newReference(): string {
  const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => alphabet[byte % alphabet.length]).join('');
}
