import { forgotten } from '../commands/act.ts';
import type { Cases, Drafts } from '../commands/ports.ts';
import type { Case } from '../domain/case.ts';
import { type Command, decide } from '../domain/decide.ts';
import { nextWake } from '../domain/decisions/elapse.ts';
import type { Instant } from '../domain/person.ts';
import { noRights } from '../domain/directory.ts';
import { troubleOfSubject } from '../domain/trouble.ts';
import { postings } from '../views/postings.ts';
import { reconcile } from './reconcile.ts';
import { lookAtTrouble, noteTroubles, type TroublePorts } from './troubles.ts';

export type LookPorts = TroublePorts & {
  readonly cases: Cases;
  readonly drafts: Pick<Drafts, 'expire'>;
  readonly newOperation: () => string;
};

const bot = { id: 'bot', name: 'Behörighetsbot' };

/** When to look again: the time that the case itself waits for, when its turn to send comes, and when to try again what failed. */
export type Looked = { readonly next?: Instant; readonly turnMs?: number; readonly retrySeconds?: number };

/**
 * Looks at one case: what has come with time is recorded, then everything shown. `draftsOf` are those whose draft under this
 * id expires. A trouble is looked at like a case.
 */
export async function look(id: string, ports: LookPorts, draftsOf: readonly string[] = []): Promise<Looked> {
  const trouble = troubleOfSubject(id);
  if (trouble !== undefined) return lookAtTrouble(trouble, ports);
  for (const personId of draftsOf) await ports.drafts.expire(personId, id, ports.now());
  const elapsed = await carryOut(id, { verb: 'elapse' }, ports);
  if (elapsed === undefined) return {};
  const subject = { id, postings: postings(elapsed), through: elapsed.submitter.id };
  const remaining = await reconcile(subject, ports);
  const { unreachable, turnMs, retrySeconds } = remaining;
  for (const { slot } of unreachable) await carryOut(id, { verb: 'unreachable', slot }, ports);
  await noteTroubles(elapsed, remaining, ports);
  const next = nextWake(elapsed);
  return {
    ...(next === undefined ? {} : { next }),
    ...(turnMs === undefined ? {} : { turnMs }),
    ...(retrySeconds === undefined ? {} : { retrySeconds }),
  };
}

const attempts = 5;

/** The bot's own command; the case as it is where there was nothing to do. */
async function carryOut(
  caseId: string,
  command: Command,
  { cases, newOperation, now }: LookPorts,
): Promise<Case | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await cases.read(caseId);
    if (before === undefined) return undefined;
    const at = now();
    const decided = decide(before.value, command, { now: at, actor: { person: bot, rights: noRights, queues: [] } });
    if ('refused' in decided) return before.value;
    const after = decided.accepted;
    const event = { operation: newOperation(), at, person: bot.id, by: bot.name, verb: command.verb };
    if ((await cases.commit({ before, after, event, forget: forgotten(before.value, after) })) === 'committed')
      return after;
  }
  throw new Error(`Case ${caseId} was changed by others ${attempts} times in a row`);
}
