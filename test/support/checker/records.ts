import type { Case } from '../../../src/domain/case.ts';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { parseDueKey } from '../../../src/store/keys.ts';
import type { Row } from '../../../src/store/table.ts';
import { checkRows, checkState } from '../../engine/invariants.ts';
import type { Evidence } from './evidence.ts';
import { casesOf, eventsOf, faultsIn, rowsOf } from './read.ts';

/** Every case with its rows: what it says of itself, and that it will be looked at when its time comes. */
export function checkRecords({ rows, now }: Evidence): string[] {
  const wakes = rowsOf(rows, 'due').map(({ key }) => parseDueKey(key));
  const faults = casesOf(rows).flatMap((c) => {
    const own = rows.filter(({ key }) => key.split('!').includes(c.id));
    return [
      ...faultsIn(`case ${c.id}`, () => checkRows(c, own)),
      ...faultsIn(`case ${c.id}`, () => checkState(c)),
      ...checkDeadlines(c, rows, now),
      ...checkWake(c, wakes),
    ];
  });
  const overdue = wakes.filter(({ time }) => now !== undefined && time <= now);
  return [...faults, ...overdue.map(({ caseId, time }) => `case ${caseId} was to be looked at ${time} and was not`)];
}

function checkWake(c: Case, wakes: readonly { caseId: string; time: string; draftOf?: string }[]): string[] {
  const next = nextWake(c);
  if (next === undefined) return [];
  const own = wakes.filter(({ caseId, draftOf }) => caseId === c.id && draftOf === undefined);
  return own.some(({ time }) => time <= next)
    ? []
    : [`case ${c.id} waits for ${next}, and nothing will look at it then`];
}

/** Each deadline and each reminder once, and none of them late. */
function checkDeadlines(c: Case, rows: readonly Row[], now: string | undefined): string[] {
  const next = nextWake(c);
  const late = next !== undefined && now !== undefined && next <= now;
  const elapsed = eventsOf(rows, c.id).filter(({ verb }) => verb === 'elapse').length;
  const met =
    c.handovers.reduce((sum, { reminded, state }) => sum + (reminded ? 1 : 0) + (state.kind === 'expired' ? 1 : 0), 0) +
    c.attestations.reduce((sum, { reminded, unanswered }) => sum + (reminded ? 1 : 0) + (unanswered ? 1 : 0), 0) +
    c.tasks.reduce((sum, { reminders = [] }) => sum + reminders.length, 0);
  return [
    ...(late ? [`case ${c.id}: its deadline ${next} has passed unnoticed`] : []),
    ...(elapsed > met ? [`case ${c.id}: ${elapsed} times something came with time, but only ${met} deadlines`] : []),
  ];
}
