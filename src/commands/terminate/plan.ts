import type { OrderedSystem } from '../../domain/application.ts';
import { keeps } from '../../domain/leaving.ts';
import { type Plan, planOf } from '../../domain/termination.ts';
import { processOf, type Profile, type System } from '../../profiles/schema.ts';
import { thingOf } from '../order/thing.ts';
import type { TerminationDraft } from './draft.ts';
import { draftScope, type Leaver, olderSystems, type TerminationForm } from './leaver.ts';

export type DraftPlan = Plan & {
  /** Systems that somebody may have since before the bot, for their queues to look into. */
  readonly checks: readonly OrderedSystem[];
  /** Queues that are told that an employment ends (R28). */
  readonly notices: readonly OrderedSystem[];
};

/** Everything that the draft means, as the register is now. `known` are everybody's permissions of this number, also elsewhere. */
export function planDraft(
  form: TerminationForm,
  draft: TerminationDraft,
  leaver: Leaver | undefined,
  known: Leaver['everywhere'],
): DraftPlan {
  const scope = draftScope(form, draft, leaver);
  const plan = planOf(known.held, scope, form.provider.id, known.underWay);
  const older = olderSystems(form, draft.about, leaver).filter(({ id }) => draft.older.includes(id));
  // Nobody takes away what another employment has given, whatever was ticked.
  const isKept = ({ id }: System): boolean =>
    known.held.some((one) => one.system.id === id && keeps(one, scope, known.underWay));
  return {
    ...plan,
    systems: withItems(form.profile, plan.systems),
    kept: [...plan.kept, ...older.filter(isKept).map(({ name }) => ({ name }))],
    checks: older.filter((system) => !isKept(system)).map((system) => toCheck(form, system)),
    notices: draft.about === 'person' ? noticesOf(form) : [],
  };
}

/** By the queue that gives the system today. */
function toCheck({ profile, process }: TerminationForm, { id, name, queue: own, orderedWith }: System): OrderedSystem {
  const givenBy = processOf(profile, orderedWith ?? 'permission')?.route.findLast(({ per }) => per === 'system');
  const queue = own ?? givenBy?.queue;
  return {
    id,
    name,
    answers: [],
    title: process.checkTitle.replace('{system}', name),
    ...(queue === undefined ? {} : { queue: { id: queue, name: profile.queues[queue]?.name ?? queue } }),
  };
}

/** What was handed out with a system is handed back. */
export function withItems({ systems }: Profile, ended: readonly OrderedSystem[]): OrderedSystem[] {
  return ended.map((one) => {
    const system = systems.find(({ id }) => id === one.id);
    return system === undefined ? one : { ...one, ...thingOf(system) };
  });
}

export function noticesOf({ profile, process }: Pick<TerminationForm, 'profile' | 'process'>): OrderedSystem[] {
  return process.notify.map(({ queue, title }) => ({
    id: `notice-${queue}`,
    name: title,
    answers: [],
    title,
    queue: { id: queue, name: profile.queues[queue]?.name ?? queue },
    notice: true,
  }));
}
