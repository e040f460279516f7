import { formatCaseId } from '../domain/case-id.ts';
import type { Case, Task } from '../domain/case.ts';
import type { TaskReminder } from '../domain/reminder.ts';
import { isHeld } from '../domain/holds.ts';
import { standsSince } from '../domain/elapsing/tasks.ts';
import { slots } from '../domain/slots.ts';
import { type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatMoment } from './format.ts';
import { type Addressee, heldBack, type Posting } from './posting.ts';
import { taskState } from './progress.ts';
import { placeOfTask } from './queue.ts';
import { capital } from './words.ts';

/** What is said of tasks that stand still: in the queue's thread, to the one who has it, and to those who look after it. */
export function taskReminders(c: Case): Posting[] {
  const say = (text: string): string => `Ärende ${formatCaseId(c.id)}: ${text}`;
  const card = (slot: string, personId: string, data: CaseCard, summary: string): Posting => ({
    slot,
    to: { kind: 'person', personId },
    template: 'case',
    data: { ...data },
    summary: say(summary),
  });
  return c.tasks.flatMap((task) =>
    (task.reminders ?? []).flatMap((reminder): Posting[] => {
      const { kind, number, round, to, since } = reminder;
      const when = heldBack(reminder.until);
      // What somebody has seen to before the hours began need not be told.
      const told = { ...when, ...(reminder.until && !isStanding(c, task, reminder) ? { retired: true } : {}) };
      const slot = slots.taskReminder(task.id, round, number);
      switch (kind) {
        case 'untaken': {
          // One that stands in a summary has no card of its own to be told under, and shares the thread with others.
          const isTold = isHeld(task) && round === task.round;
          const about = isTold ? `Påminnelse om ärende ${formatCaseId(c.id)}` : 'Påminnelse';
          const text = `${about}: ingen har tagit ärendet, som har legat i kön sedan ${formatMoment(since)}.`;
          const to: Addressee = isTold ? placeOfTask(task, round) : { kind: 'thread', of: slots.queue(task.id, round) };
          return [{ slot, to, template: 'note', data: { text }, summary: say('ingen har tagit ärendet'), ...when }];
        }
        case 'idle':
          return to.map(({ id }) => ({
            ...card(slot, id, idleCard(c, task, reminder), 'ett ärende som du har tagit'),
            ...told,
          }));
        case 'escalated':
          return to.map(({ id }, index) => {
            const own = slots.escalated(task.id, round, number, index);
            return { ...card(own, id, escalatedCard(c, task, reminder, own), 'ett ärende står still'), ...told };
          });
      }
    }),
  );
}

/** To the one who has it and has not done anything for long: the task with its buttons, in the own chat. */
function idleCard(c: Case, task: Task, reminder: TaskReminder): CaseCard {
  const stands = isStanding(c, task, reminder);
  const { text, color } = taskState(c, task);
  return caseCard(
    c,
    slots.taskReminder(task.id, reminder.round, reminder.number),
    {
      sayHeading: `Påminnelse: ${task.title}`,
      ...(stands
        ? { state: `Du har haft ärendet sedan ${formatMoment(reminder.since)}`, stateColor: 'warning' }
        : { state: capital(text), stateColor: color }),
      rows: coreRows(c).filter((row) => task.system === undefined || row.label !== 'System'),
    },
    stands ? ['open', 'putBack'] : [],
  );
}

/** To those who look after what stands still: which case, where and since when, and nothing of the person it concerns. */
function escalatedCard(c: Case, task: Task, reminder: TaskReminder, slot: string): CaseCard {
  const { text, color } = taskState(c, task);
  const stands = isStanding(c, task, reminder);
  return caseCard(c, slot, {
    sayHeading: 'Ett ärende står still',
    ...(stands
      ? { state: `Inget har hänt sedan ${formatMoment(reminder.since)}`, stateColor: 'attention' }
      : { state: `Det har hänt något: ${text}`, stateColor: color }),
    rows: [
      { label: 'Hos', value: task.queueName },
      { label: 'Uppgift', value: task.title },
      ...(stands ? [{ label: 'Läge', value: text }] : []),
      ...coreRows(c).filter(({ label }) => label !== 'Gäller' && label !== 'System'),
    ],
    next: stands ? `hör av dig till ${task.queueName} och nämn ärendets nummer.` : '',
  });
}

function isStanding(c: Case, task: Task, { since }: TaskReminder): boolean {
  return c.state === 'handling' && standsSince(task) === since;
}
