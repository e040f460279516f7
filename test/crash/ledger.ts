import { setTimeout as pause } from 'node:timers/promises';
import type { Exchange, Passing } from '../support/proxy.ts';
import type { Town } from './town.ts';

/**
 * Follows what the bot sends: a message whose creation the bot was not told of, or was killed before it had recorded, may
 * come once more. Nobody but the network can know, so only these are `ambiguous`.
 */
export type Ledger = {
  readonly ambiguous: ReadonlySet<string>;
  /** A bot was killed or put to sleep just now: what is under way or not recorded yet is in doubt. */
  readonly cut: () => Promise<void>;
  /** One request of which the bot may not learn what became. */
  readonly doubt: (passing: Passing) => void;
  readonly stop: () => void;
};

export const isCreate = ({ method, path }: Passing): boolean => method === 'POST' && path.startsWith('/v3/');
export const isUpdate = ({ method, path }: Passing): boolean => method === 'PUT' && path.startsWith('/v3/');
/** A command's own transaction. */
export const isCommit = ({ method, body }: Passing): boolean => method === 'POST' && body.includes('"event!');
/** What was shown is recorded. */
export const isSave = ({ method, body }: Passing): boolean => method === 'POST' && /[("']post!/.test(body);
/** A later look is written down, and the present one struck out. */
export const isWake = (passing: Passing): boolean =>
  passing.method === 'POST' && passing.body.includes("'due!") && !/["'](?:event|draft|post)!/.test(passing.body);
export const isDone = ({ method, path }: Passing): boolean => method === 'DELETE' && path.includes('due!');

/** What a bot has written to its connections has come to the proxies by then, in milliseconds. */
const arrival = 50;

export function followMessages({ connector, replicas }: Town): Ledger {
  const ambiguous = new Set<string>();
  /** Accepted by Teams, and not recorded yet. */
  const open = new Set<string>();
  /** Under way when the power was cut. */
  const doubtful = new Set<Passing>();
  const onConnector = ({ passing, status, body, answered }: Exchange): void => {
    if (!isCreate(passing) || status !== 201) return;
    const id = idIn(body);
    if (id === undefined) return;
    open.add(id);
    if (!answered || doubtful.has(passing)) ambiguous.add(id);
  };
  const onStorage = ({ passing, answered, body }: Exchange): void => {
    if (!isSave(passing)) return;
    for (const id of [...open].filter((one) => passing.body.includes(one))) {
      if (answered && !doubtful.has(passing) && !/HTTP\/1\.1 4\d\d/.test(body)) open.delete(id);
      else ambiguous.add(id);
    }
  };
  connector.watchers.add(onConnector);
  replicas.forEach(({ storage }) => storage.watchers.add(onStorage));
  const doubtAll = (): void => {
    const proxies = [connector, ...replicas.map(({ storage }) => storage)];
    proxies.flatMap(({ underWay }) => underWay()).forEach((passing) => doubtful.add(passing));
    open.forEach((id) => ambiguous.add(id));
    open.clear();
  };
  return {
    ambiguous,
    doubt: (passing) => void doubtful.add(passing),
    cut: async () => {
      doubtAll();
      await pause(arrival);
      doubtAll();
    },
    stop: () => {
      connector.watchers.delete(onConnector);
      replicas.forEach(({ storage }) => storage.watchers.delete(onStorage));
    },
  };
}

function idIn(body: string): string | undefined {
  const { id, activityId } = JSON.parse(body) as { id?: string; activityId?: string };
  return activityId ?? id;
}
