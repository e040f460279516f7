import type { Case } from '../domain/case.ts';
import type { Instant } from '../domain/person.ts';
import { letters } from '../views/letters.ts';
import { isHeard, type LetterPorts, sendLetter } from './letters.ts';
import { type Place, type Remaining, withoutUnreachable } from './reconcile.ts';

/** What a look left undone of a case's mail, and what has gone, by now or before. */
export type Posted = Remaining & { readonly mailed: readonly { readonly slot: string; readonly at: Instant }[] };

const server: Place = { kind: 'mail', id: '' };

/** Sends the mail of a case that is to go, one after the other. */
export async function sendLetters(c: Case, ports: LetterPorts): Promise<Posted> {
  const all = letters(c);
  const known = all.length === 0 ? new Map<string, never>() : await ports.posts.all(c.id);
  const mailed: { slot: string; at: Instant }[] = [];
  const unreachable: { slot: string; place: Place; code: string }[] = [];
  const reached: { place: Place }[] = [];
  const released: { place: Place }[] = [];
  const turns: number[] = [];
  const retries: number[] = [];
  for (const letter of all) {
    const { slot, queue } = letter;
    const mailbox: Place = { kind: 'mailbox', id: queue };
    const isDue = !letter.retired && isHeard(letter, all, known);
    const sent = await sendLetter(c.id, letter, known, isDue, ports);
    switch (sent.kind) {
      case 'nothing':
        break;
      case 'gone':
        mailed.push({ slot, at: sent.at });
        if (sent.isNews) reached.push({ place: mailbox }, { place: server });
        break;
      case 'released':
        released.push({ place: mailbox }, { place: server });
        break;
      case 'unreachable':
        unreachable.push({ slot, code: sent.code, place: sent.of === 'server' ? server : mailbox });
        // A server that refuses one address is there.
        if (sent.of === 'mailbox') reached.push({ place: server });
        break;
      case 'turn':
        turns.push(sent.ms);
        break;
      case 'later':
        retries.push(sent.seconds);
    }
  }
  return {
    mailed,
    ...withoutUnreachable({ unreachable, reached, released }),
    ...(turns.length > 0 ? { turnMs: Math.min(...turns) } : {}),
    ...(retries.length > 0 ? { retrySeconds: Math.min(...retries) } : {}),
  };
}

/** Both together: whichever comes first is when to look again. */
export function together(one: Remaining, other: Remaining): Remaining {
  const turnMs = soonest(one.turnMs, other.turnMs);
  const retrySeconds = soonest(one.retrySeconds, other.retrySeconds);
  return {
    unreachable: [...one.unreachable, ...other.unreachable],
    reached: [...one.reached, ...other.reached],
    released: [...one.released, ...other.released],
    ...(turnMs === undefined ? {} : { turnMs }),
    ...(retrySeconds === undefined ? {} : { retrySeconds }),
  };
}

function soonest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
