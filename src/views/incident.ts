import type { Case } from '../domain/case.ts';
import { countOf } from '../domain/incident.ts';
import { formatMoment } from './format.ts';
import type { Line } from './step.ts';

/** What stands first on every card of a report: what, where, since when and how many. What was written in words is behind Öppna. */
export function incidentRows({ application: { answers } }: Pick<Case, 'application'>): Line[] {
  return answers
    .filter(({ field, text }) => text !== '' && field !== 'description')
    .map(({ label, text }) => ({ label, value: text }));
}

/** For the queue: how many have reported it, and how many providers they are. */
export function countRows(c: Case): Line[] {
  const { reports, providers } = countOf(c);
  if (reports < 2) return [];
  const latest = c.gathering?.reports.at(-1)?.at;
  const from = providers === 1 ? 'alla från samma utförare' : `från ${providers} utförare`;
  return [
    {
      label: 'Anmälningar',
      value: `${reports}, ${from}${latest === undefined ? '' : `, den senaste ${formatMoment(latest)}`}`,
    },
  ];
}

/** For the queue, behind Öppna: who the others are. */
export function reportRows({ gathering }: Pick<Case, 'gathering'>): Line[] {
  return (gathering?.reports ?? []).map(({ provider, unit, at }) => ({
    label: 'Också anmält av',
    value: `${provider.name}, ${unit}, ${formatMoment(at)}`,
  }));
}

/** Who has what a later report follows. */
export function gatheredText({ gathered }: Pick<Case, 'gathered'>): string {
  const handler = gathered?.handler;
  return handler === undefined ? 'i kön' : `${handler.by.name} har felet sedan ${formatMoment(handler.at)}`;
}

/** What a queue answered when it was done. */
export function answerRows({ tasks }: Pick<Case, 'tasks'>): Line[] {
  return tasks.flatMap(({ state }) =>
    state.kind === 'completed'
      ? (state.answers ?? []).filter(({ text }) => text !== '').map(({ label, text }) => ({ label, value: text }))
      : [],
  );
}
