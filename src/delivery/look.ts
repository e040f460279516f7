import type { ImportLists } from '../commands/import-ports.ts';
import type { Cases, Drafts, Register } from '../commands/ports.ts';
import { absentOfSubject } from '../domain/absence.ts';
import type { Case } from '../domain/case.ts';
import { listOfSubject } from '../domain/import-list.ts';
import { nextWake } from '../domain/decisions/elapse.ts';
import { providerOfSubject } from '../domain/directory.ts';
import type { Instant } from '../domain/person.ts';
import { slots } from '../domain/slots.ts';
import { endingDayOfSubject } from '../domain/ending-day.ts';
import { fileOfSubject } from '../domain/files.ts';
import { queueOfSubject } from '../domain/queue.ts';
import { rosterOfSubject } from '../domain/roster.ts';
import { troubleOfSubject } from '../domain/trouble.ts';
import { postings } from '../views/postings.ts';
import { lookAtAbsence } from './absences.ts';
import { type BotPorts, bringUpToDate, noteMailed, noteUnreachable } from './bot-commands.ts';
import { lookAtEndingDay, wakeEndingDays } from './ending-days.ts';
import type { LetterPorts } from './letters.ts';
import { lookAtImport } from './imports.ts';
import { lookAtRoster } from './on-call.ts';
import { lookAtProvider } from './providers.ts';
import { lookAtQueue, type QueuePorts } from './queues.ts';
import { reconcile } from './reconcile.ts';
import { sendLetters, together } from './send-letters.ts';
import { lookAtTrouble, noteTroubles } from './troubles.ts';
import { lookAtUpload, type UploadPorts } from './uploads.ts';

export type LookPorts = QueuePorts &
  BotPorts &
  LetterPorts &
  UploadPorts & {
    readonly cases: Cases;
    readonly register: Register;
    readonly drafts: Pick<Drafts, 'expire' | 'find'>;
    readonly imports: Pick<ImportLists, 'advance'>;
  };

/** When to look again: the time that the case itself waits for, when its turn to send comes, and when to try again what failed. */
export type Looked = { readonly next?: Instant; readonly turnMs?: number; readonly retrySeconds?: number };

/**
 * Looks at one case: what has come with time is recorded, then everything shown. `draftsOf` are those whose draft under this
 * id expires. Troubles, absences, providers, imports, files that were sent, queues, rosters and last days are looked at like cases.
 */
export async function look(id: string, ports: LookPorts, draftsOf: readonly string[] = []): Promise<Looked> {
  const trouble = troubleOfSubject(id);
  if (trouble !== undefined) return lookAtTrouble(trouble, ports);
  const absent = absentOfSubject(id);
  if (absent !== undefined) return lookAtAbsence(absent, ports);
  const provider = providerOfSubject(id);
  if (provider !== undefined) {
    await lookAtProvider(provider, ports);
    return {};
  }
  const upload = fileOfSubject(id);
  if (upload !== undefined) return lookAtUpload(upload, ports);
  const list = listOfSubject(id);
  if (list !== undefined) return lookAtImport(list, ports);
  const queue = queueOfSubject(id);
  if (queue !== undefined) return lookAtQueue(queue, ports);
  const roster = rosterOfSubject(id);
  if (roster !== undefined) {
    await lookAtRoster(roster, ports);
    return {};
  }
  const endingDay = endingDayOfSubject(id);
  if (endingDay !== undefined) return lookAtEndingDay(endingDay, ports);
  for (const personId of draftsOf) await ports.drafts.expire(personId, id, ports.now());
  const c = await bringUpToDate(id, ports);
  if (c === undefined) return {};
  const sent = postings(c).filter(({ unsent }) => unsent !== true);
  const shown = await reconcile({ id, postings: sent, through: c.submitter.id }, ports);
  const posted = await sendLetters(c, ports);
  const remaining = together(shown, posted);
  const { unreachable, turnMs, retrySeconds } = remaining;
  for (const { slot, at } of posted.mailed) if (!isKnownAsSent(c, slot)) await noteMailed(id, slot, at, ports);
  for (const { slot } of unreachable) await noteUnreachable(id, slot, ports);
  await noteTroubles(c, remaining, ports);
  await wakeEndingDays(c, ports);
  const next = nextWake(c);
  return {
    ...(next === undefined ? {} : { next }),
    ...(turnMs === undefined ? {} : { turnMs }),
    ...(retrySeconds === undefined ? {} : { retrySeconds }),
  };
}

function isKnownAsSent({ mailings = [] }: Case, slot: string): boolean {
  return mailings.some(({ id, outcome }) => slots.mail(id) === slot && outcome.kind === 'sent');
}
