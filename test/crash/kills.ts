import type { Passing, Proxy, Rule } from '../support/proxy.ts';
import { isCommit, isCreate, isDone, isSave, isUpdate, isWake } from './ledger.ts';
import type { Town } from './town.ts';

/** Where in the protocol the power goes: before the other side is given the request, or when it has carried it out. */
type Point = { readonly on: 'storage' | 'connector'; readonly lose: 'request' | 'answer'; readonly is: Filter };
type Filter = (passing: Passing) => boolean;

/** The first that fits after one that fits. */
const after = (first: Filter, then: Filter): (() => Filter) => {
  return () => {
    let begun = false;
    return (passing) => {
      if (begun) return then(passing);
      begun = first(passing);
      return false;
    };
  };
};
const the = (filter: Filter) => (): Filter => filter;

const points = {
  'before the transaction': { on: 'storage', lose: 'request', is: the(isCommit) },
  'after the transaction': { on: 'storage', lose: 'answer', is: the(isCommit) },
  'before a card is sent': { on: 'connector', lose: 'request', is: the(isCreate) },
  'after a card is sent': { on: 'connector', lose: 'answer', is: the(isCreate) },
  'before a card sent is recorded': { on: 'storage', lose: 'request', is: the(isSave) },
  'after a card sent is recorded': { on: 'storage', lose: 'answer', is: the(isSave) },
  'before a card is updated': { on: 'connector', lose: 'request', is: the(isUpdate) },
  'after a card is updated': { on: 'connector', lose: 'answer', is: the(isUpdate) },
  'before the look is done': { on: 'storage', lose: 'request', is: the(isDone) },
  'between the next look and the present': { on: 'storage', lose: 'request', is: after(isWake, isDone) },
} satisfies Record<string, Omit<Point, 'is'> & { is: () => Filter }>;

export type PointName = keyof typeof points;
export const pointNames = Object.keys(points) as PointName[];

/** Cuts the power when the bot gets there for the nth time; gives what calls it off. */
export function killAt(town: Town, name: PointName, nth: number, cut: () => void): () => void {
  const { on, lose, is } = points[name];
  const proxy: Proxy = on === 'storage' ? town.first.storage : town.connector;
  const fits = is();
  let seen = 0;
  const rule: Rule = (passing) => {
    if (!fits(passing) || (seen += 1) < nth) return undefined;
    proxy.rules.delete(rule);
    return { lose, at: cut };
  };
  proxy.rules.add(rule);
  return () => void proxy.rules.delete(rule);
}
