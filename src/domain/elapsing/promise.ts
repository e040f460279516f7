import { addDays, startOfDay } from '../calendar/days.ts';
import type { Case } from '../case.ts';
import { lacksCertificate } from '../certificate-wait.ts';
import { withNote } from '../evolve.ts';
import type { Day, Instant } from '../person.ts';
import { promisedDay } from '../promise.ts';
import { isSettled } from '../route.ts';
import type { Part } from './part.ts';

/** Said in the morning, not at midnight. */
const morning = 7 * 60 * 60_000;

/**
 * R110: it was promised by a day that has gone by. Those who have it are reminded in the thread of their card, and whoever waits is told
 * how it stands; once, since reminders and escalations go on by themselves.
 */
export const promise: Part = {
  elapsed: (c, { now, actor }) => {
    const due = dueOf(c);
    if (due === undefined || now < due.at) return undefined;
    const tasks = c.tasks.map((task) =>
      isSettled(task) || task.state.kind === 'waiting'
        ? task
        : { ...task, notes: withNote(task, 'overdue', actor.person.name) },
    );
    return { case: { ...c, tasks, overdue: { day: due.day, at: now } }, entries: [{ verb: 'overdue' }] };
  },
  wakes: (c) => {
    const due = dueOf(c);
    return due === undefined ? [] : [due.at];
  },
};

function dueOf(c: Case): { readonly day: Day; readonly at: Instant } | undefined {
  // While it waits for a certificate, that is what is waited for.
  const isWaitedFor = c.state === 'handling' && c.firstFinished === undefined && !lacksCertificate(c);
  const day = isWaitedFor && c.overdue === undefined ? promisedDay(c) : undefined;
  if (day === undefined) return undefined;
  const at = new Date(Date.parse(startOfDay(addDays(day, 1))) + morning).toISOString();
  return { day, at };
}
