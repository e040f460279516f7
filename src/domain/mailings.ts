import type { Case, Task } from './case.ts';
import { announcementOf, type Mailing } from './mailing.ts';
import type { Instant } from './person.ts';

type Word = Pick<Mailing, 'id' | 'word'>;

/** The mail of a case before its next revision, with what is to be said by mail now that its tasks stand as they do. */
export function mailingsOf(c: Case, now: Instant): readonly Mailing[] {
  const before = c.mailings ?? [];
  const isKnown = (id: string): boolean => before.some((one) => one.id === id);
  const since = { at: now, revision: c.revision + 1 };
  const added = c.tasks.flatMap((task) => {
    const address = c.terms.mail?.[task.queue];
    if (address === undefined) return [];
    const about = { task: task.id, round: task.round };
    const announcement = announcementOf(about);
    return wordsOf(task, announcement, isKnown(announcement))
      .filter(({ id }) => !isKnown(id))
      .map((word): Mailing => ({ ...word, ...about, address, since, outcome: { kind: 'waiting' } }));
  });
  return [...before, ...added];
}

/** Everything that is to be known by mail of a task as it stands; of what was never announced only that. */
function wordsOf(task: Task, announcement: string, isAnnounced: boolean): Word[] {
  if (!isAnnounced) return task.state.kind === 'queued' ? [{ id: announcement, word: 'new' }] : [];
  if (isOffTheQueue(task)) return [{ id: `${announcement}.over`, word: 'over' }];
  const inRound = ({ round }: { readonly round: number }): boolean => round === task.round;
  const altered = task.notes.filter((note) => note.kind === 'altered' && inRound(note));
  const untaken = (task.reminders ?? []).filter((reminder) => reminder.kind === 'untaken' && inRound(reminder));
  return [
    ...altered.map(({ number }): Word => ({ id: `${announcement}.altered.${number}`, word: 'altered' })),
    ...untaken.map(({ number }): Word => ({ id: `${announcement}.reminder.${number}`, word: 'reminder' })),
  ];
}

/** Called off, or back behind an earlier stage. What waits to be done again was finished, so that nobody has it before them. */
function isOffTheQueue({ state, purpose }: Task): boolean {
  return state.kind === 'cancelled' || (state.kind === 'waiting' && purpose === 'fulfil');
}
