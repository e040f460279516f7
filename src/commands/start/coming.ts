import { dayOf } from '../../domain/calendar/days.ts';
import type { Case } from '../../domain/case.ts';
import { lists } from '../../domain/lists.ts';
import { newManager } from '../../domain/onboarding.ts';
import { isHeld } from '../../domain/register.ts';
import { type Known, readinessOf } from '../../views/readiness.ts';
import { renderFitting } from '../../views/fit.ts';
import type { Context } from '../context.ts';
import type { Card } from '../incoming.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';

/** As many as a card has room for. */
const most = 8;
/** Orders that are counted. */
const counted = 200;

/** The coming providers that the asker may see, soonest first: an orderer all, a responsible manager the own ones. */
export async function comingCases(context: Context): Promise<Case[]> {
  const { cases } = context.services;
  const { groups, managerOf } = context.rights;
  const { entries } = await cases.list(lists.coming, { limit: counted });
  const found = await readAll(
    cases,
    entries.map(({ caseId }) => caseId),
  );
  return found
    .flatMap((stored) => (stored === undefined || stored instanceof UnreadableRow ? [] : [stored.value]))
    .filter(({ provider }) => groups.includes('orderers') || managerOf.includes(provider.id));
}

export async function readinessCard(context: Context, all: readonly Case[]): Promise<Card> {
  const today = dayOf(context.now);
  const shown = all.slice(0, most);
  const providers = await Promise.all(shown.map(async (c) => readinessOf(c, await knownOf(context, c), today)));
  const left = all.length - shown.length;
  const text =
    all.length === 0
      ? 'Ingen ny utförare är på väg.'
      : left > 0
        ? `Här visas de ${most} närmaste av ${all.length}.`
        : '';
  return renderFitting('readiness', { sayHeading: 'Uppstart', text, providers }, ['providers']);
}

async function knownOf({ services, now }: Context, c: Case): Promise<Known> {
  const { directory, chats, register, cases } = services;
  const manager = newManager(c);
  const [provider, chat, held, open] = await Promise.all([
    directory.provider(c.provider.id),
    manager === undefined ? undefined : chats.find(manager.id),
    register.ofProvider(c.provider.id),
    cases.list(lists.provider(c.provider.id), { limit: counted }),
  ]);
  const ready = new Set(held.filter((one) => isHeld(one, dayOf(now))).map(({ person }) => person.hash));
  return {
    provider: provider?.value,
    hasWritten: chat !== undefined,
    staff: { ready: ready.size, underWay: open.entries.length },
  };
}
