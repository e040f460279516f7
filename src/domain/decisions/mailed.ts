import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import { findTask, record } from '../evolve.ts';
import type { Mailing } from '../mailing.ts';
import type { Instant } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { slots } from '../slots.ts';

/** A mail has gone, at that time: the mail server has taken it. */
export function mailed(c: Case, { slot, at }: { slot: string; at: Instant }, facts: Facts): Decided<Case> {
  const mailing = mailingIn(c, slot);
  if (mailing === undefined || mailing.outcome.kind === 'sent') return refuse('stale');
  return { accepted: withNews(c, mailing, { kind: 'sent', at }, facts) };
}

/** It does not go as things stand: told once, and tried again by the sender. */
export function mailFailed(c: Case, slot: string, facts: Facts): Decided<Case> {
  const mailing = mailingIn(c, slot);
  if (mailing?.outcome.kind !== 'waiting') return refuse('stale');
  return { accepted: withNews(c, mailing, { kind: 'failed', at: facts.now }, facts) };
}

function mailingIn(c: Case, slot: string): Mailing | undefined {
  return c.mailings?.find(({ id }) => slots.mail(id) === slot);
}

function withNews(c: Case, mailing: Mailing, outcome: Mailing['outcome'], facts: Facts): Case {
  const mailings = c.mailings?.map((one) => (one === mailing ? { ...one, outcome } : one));
  const verb = outcome.kind === 'sent' ? 'mailed' : 'mailFailed';
  return record({ ...c, mailings }, facts, verb, findTask(c, mailing.task)?.queueName);
}
