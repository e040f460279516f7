import { formatCaseId } from '../domain/case-id.ts';
import type { Case, QueueId, Task } from '../domain/case.ts';
import { findTask } from '../domain/evolve.ts';
import { announcementOf, type Mailing } from '../domain/mailing.ts';
import { isSettled } from '../domain/route.ts';
import { slots } from '../domain/slots.ts';
import { coreRows } from './case-card.ts';
import { taskHeading } from './queue.ts';

/** A mail as it would be sent now. It is sent once, and never altered. */
export type Letter = {
  readonly slot: string;
  readonly queue: QueueId;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly since: Mailing['since'];
  /** The revision of the case that it is written from. */
  readonly revision: number;
  /** It need not go any longer. */
  readonly retired: boolean;
  /** Goes only where the mail of that slot may have arrived: what nobody was told of is not taken back. */
  readonly follows?: string;
};

type Words = { readonly subject: string; readonly lead: string };

const words: Record<Mailing['word'], (title: string) => Words> = {
  new: (title) => ({ subject: title, lead: `Ett ärende väntar på er: ${title}.` }),
  reminder: (title) => ({
    subject: `Påminnelse: ${title}`,
    lead: `Ett ärende som ni har fått e-post om väntar på er, och ingen har tagit det: ${title}.`,
  }),
  altered: (title) => ({
    subject: `Ändrat: ${title}`,
    lead: `Uppgifterna i ett ärende som ni har fått e-post om är ändrade: ${title}. Så här är de nu.`,
  }),
  over: (title) => ({
    subject: `Behöver inte göras: ${title}`,
    lead: `Ni har fått e-post om ett ärende: ${title}. Det behöver ni inte göra nu. Blir det aktuellt igen får ni ny e-post.`,
  }),
};

const secrecy = 'Personnummer och inloggningsuppgifter skickas aldrig med e-post.';

/** Everything that goes by mail about a case: never a personnummer, a login detail or what somebody wrote in words of their own. */
export function letters(c: Case): Letter[] {
  return (c.mailings ?? []).flatMap((mailing) => {
    const task = findTask(c, mailing.task);
    return task ? [letter(c, mailing, task)] : [];
  });
}

function letter(c: Case, { id, word, round, task: taskId, address, since }: Mailing, task: Task): Letter {
  const { subject, lead } = words[word](taskHeading(task));
  const rows = [
    ...coreRows(c).filter(({ label }) => task.system === undefined || label !== 'System'),
    { label: 'Utförare', value: c.provider.name },
    { label: 'Beställare', value: c.submitter.name },
  ];
  return {
    slot: slots.mail(id),
    queue: task.queue,
    name: task.queueName,
    address,
    // It is read on the screens of telephones: nobody is named in it.
    subject: `Ärende ${formatCaseId(c.id)}: ${subject}`,
    text: [
      'Hej!',
      lead,
      [`Ärende: ${formatCaseId(c.id)}`, ...rows.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
      `${secrecy} Har kön en kanal i Teams finns ärendet där.`,
      'Hälsningar\nBehörighetsbot',
    ].join('\n\n'),
    since,
    revision: c.revision,
    retired: round !== task.round || !isNeeded[word](task),
    ...(word === 'new' ? {} : { follows: slots.mail(announcementOf({ task: taskId, round })) }),
  };
}

/** It stands in its queue, or somebody there has it. */
const isOpen = (task: Task): boolean => !isSettled(task) && task.state.kind !== 'waiting';

/** Whether it is still to be said of a task, in its present round. */
const isNeeded: Record<Mailing['word'], (task: Task) => boolean> = {
  new: isOpen,
  reminder: ({ state }) => state.kind === 'queued',
  altered: isOpen,
  over: (task) => !isOpen(task),
};
