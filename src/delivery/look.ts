import { forgotten } from '../commands/act.ts';
import type { Cases, Drafts } from '../commands/ports.ts';
import type { Case } from '../domain/case.ts';
import { type Command, decide } from '../domain/decide.ts';
import { nextWake } from '../domain/decisions/elapse.ts';
import type { Instant } from '../domain/person.ts';
import { noRights } from '../domain/directory.ts';
import { type Ports, reconcile } from './reconcile.ts';

export type LookPorts = Ports & {
  readonly cases: Cases;
  readonly drafts: Pick<Drafts, 'expire'>;
  readonly newOperation: () => string;
  readonly now: () => Instant;
};

const bot = { id: 'bot', name: 'Behörighetsbot' };

/** When to look again: the time that the case itself waits for, and whether something could not be delivered yet. */
export type Looked = { readonly next?: Instant; readonly retrySeconds?: number };

/**
 * Looks at one case: what has come with time is recorded, then everything shown. `draftsOf` are those whose draft under this
 * id expires.
 */
export async function look(caseId: string, ports: LookPorts, draftsOf: readonly string[] = []): Promise<Looked> {
  for (const personId of draftsOf) await ports.drafts.expire(personId, caseId, ports.now());
  const elapsed = await carryOut(caseId, { verb: 'elapse' }, ports);
  if (elapsed === undefined) return {};
  const { unreachable, retrySeconds } = await reconcile(elapsed, ports);
  for (const slot of unreachable) await carryOut(caseId, { verb: 'unreachable', slot }, ports);
  const next = nextWake(elapsed);
  return { ...(next === undefined ? {} : { next }), ...(retrySeconds === undefined ? {} : { retrySeconds }) };
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
