import { setTimeout as pause } from 'node:timers/promises';
import type { Kept } from '../../local/teams/index.ts';
import type { Row } from '../../src/store/table.ts';
import { check, type Evidence, type ShownMessage } from '../support/checker.ts';
import { kimsNumber } from '../support/walk.ts';
import type { Ledger } from './ledger.ts';
import type { Memory } from './memory.ts';
import type { Town } from './town.ts';

/** What is shown must equal what is recorded within this long once faults have stopped. */
const promised = 60_000;
/** A wake of the bot's own present may be written just now; what is due is looked at within the next second. */
const lag = 1_500;

export type Settled = { readonly faults: readonly string[]; readonly ms: number };

/** What can be seen from outside: every row, and every message of the bot's. */
export type Sight = { readonly rows: readonly Row[]; readonly messages: readonly ShownMessage[] };

export async function look(town: Town, ledger: Ledger): Promise<Sight> {
  const rows = await town.table.range({ from: '!', before: '~~', limit: 1_000_000 });
  const messages = town.teams.kept().flatMap((message) => (message.bot ? [shownOf(town, ledger, message)] : []));
  return { rows, messages };
}

/** Waits until the checker finds nothing, or for as long as is promised (milliseconds); gives what it then finds. */
export async function settle(town: Town, ledger: Ledger, memory: Memory, patience = promised): Promise<Settled> {
  const begun = Date.now();
  for (;;) {
    const sight = await look(town, ledger);
    const now = new Date(Date.parse(town.now()) - lag).toISOString();
    const isDue = sight.rows.some(({ key }) => key.startsWith('due!') && key < `due!${town.now()}`);
    const ms = Date.now() - begun;
    if (isDue && ms < patience) {
      await pause(100);
      continue;
    }
    const faults = check(evidence(town, memory, sight, now));
    if (faults.length === 0 || ms >= patience) return { faults, ms };
    await pause(200);
  }
}

function evidence(town: Town, memory: Memory, sight: Sight, now: string): Evidence {
  const { told, seen, guarded, canaries } = memory;
  const digits = kimsNumber.replace('-', '');
  const numbers = [kimsNumber, digits, digits.slice(2), kimsNumber.slice(2)];
  return {
    ...sight,
    now,
    told,
    seen,
    guarded,
    logs: town.log().split('\n'),
    canaries: [...canaries, ...numbers],
  };
}

function shownOf(town: Town, ledger: Ledger, { id, chatId, rootId, versions, deleted }: Kept): ShownMessage {
  const person = town.teams.world.people.find((one) => chatId === `a:${one.id}`);
  const first = versions[0]?.summary ?? '';
  return {
    place: person ? { kind: 'person', id: person.id } : { kind: 'channel', id: chatId },
    conversationId: rootId === undefined ? chatId : `${chatId};messageid=${rootId}`,
    activityId: id,
    versions: versions.map(({ card, summary = '', text = '' }) => ({ card: card ?? text, summary })),
    ambiguous: ledger.ambiguous.has(id),
    // What the sender sends is named after its case.
    reply: !first.startsWith('Ärende '),
    gone: deleted,
  };
}
