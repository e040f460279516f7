import { formatCaseId } from '../domain/case-id.ts';
import type { Case, Task } from '../domain/case.ts';
import { latestCall } from '../domain/elapsing/calls.ts';
import { isHeld } from '../domain/holds.ts';
import type { Call } from '../domain/on-call.ts';
import { slots } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { isLate } from './call-text.ts';
import { enumerate, formatMoment, formatTime } from './format.ts';
import type { Addressee, Posting } from './posting.ts';
import { taskState } from './progress.ts';
import { placeOfTask, taskHeading } from './queue.ts';
import { capital } from './words.ts';

type Called = Extract<Call, { kind: 'called' }>;
type Nobody = Extract<Call, { kind: 'nobody' }>;

/** What is said to those on call of a task that nobody has taken, and to administrators where there is nobody to call. */
export function callPostings(c: Case): Posting[] {
  return c.tasks.flatMap((task) =>
    (task.calls ?? []).flatMap((call) =>
      call.kind === 'called' ? calledPostings(c, task, call) : nobodyPostings(c, task, call),
    ),
  );
}

function calledPostings(c: Case, task: Task, call: Called): Posting[] {
  const { round, number, person } = call;
  const say = (text: string): string => `Ärende ${formatCaseId(c.id)}: ${text}`;
  const under: Addressee =
    isHeld(task) && round === task.round
      ? placeOfTask(task, round)
      : { kind: 'thread', of: slots.queue(task.id, round) };
  const own = slots.call(task.id, round, number);
  const isOver = round < task.round || task.state.kind !== 'queued';
  return [
    {
      slot: slots.mention(task.id, round, number),
      to: under,
      template: 'call',
      data: { sayName: plainName(person.name), person: person.id, text: mentionText(c, task, call) },
      summary: say('den som har jouren behövs'),
      retired: isOver,
    },
    {
      slot: own,
      to: { kind: 'person', personId: person.id },
      template: 'case',
      data: { ...calledCard(c, task, call, own) },
      summary: say(`beredskap, ${task.title}`),
      retired: isOver,
    },
  ];
}

/** A mention stands among Markdown, where a name is to be read as it is. */
function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N} .,'’-]/gu, ' ').trim();
}

function mentionText(c: Case, task: Task, { until, left }: Called): string {
  const next = until === undefined ? '' : ` Har ingen tagit det kl. ${formatTime(until)} går det vidare.`;
  const gone = left.length === 0 ? '' : ` ${leftText(left)}`;
  return `Ingen har tagit ${formatCaseId(c.id)}, ${task.title}.${next}${gone}`;
}

function leftText(left: readonly string[]): string {
  return `${enumerate(left)} står i jourlistan men är inte med i teamet. Rätta listan med ”beredskap”.`;
}

/** The task with its buttons, in the own chat of the one who is called. */
function calledCard(c: Case, task: Task, call: Called, slot: string): CaseCard {
  const { text, color } = taskState(c, task);
  const latest = latestCall(task);
  const stands = call.round === task.round && c.state === 'handling' && task.state.kind === 'queued';
  const isOwn = call.round === task.round && task.state.kind === 'taken' && task.state.by.id === call.person.id;
  const passed = latest !== undefined && latest.number > call.number;
  const state = !stands
    ? capital(text)
    : passed
      ? `Gick vidare ${formatMoment(latest.at)}; du kan fortfarande ta det`
      : 'Du har jouren. Ingen har tagit ärendet än';
  const can: CaseAction[] = stands ? ['take', 'open'] : isOwn ? ['open', 'putBack'] : [];
  return caseCard(
    c,
    slot,
    {
      sayHeading: `Beredskap: ${taskHeading(task)}`,
      state,
      stateColor: stands ? (passed ? 'default' : 'attention') : color,
      rows: coreRows(c).filter((row) => task.system === undefined || row.label !== 'System'),
    },
    can,
  );
}

const whyTexts: Record<Nobody['why'], string> = {
  unlinked: 'Beredskapens kanal är inte kopplad',
  empty: 'Ingen står i jourlistan nu',
  all: 'Alla i jouren är tillkallade, och ingen har tagit ärendet',
};

/** To administrators: who is on call cannot be found in the middle of the night by waiting. */
function nobodyPostings(c: Case, task: Task, call: Nobody): Posting[] {
  const { round, number, told, why, left } = call;
  const stands = round === task.round && c.state === 'handling' && task.state.kind === 'queued';
  const { text, color } = taskState(c, task);
  return told.map(({ id }, index): Posting => {
    const slot = slots.nobody(task.id, round, number, index);
    const card = caseCard(c, slot, {
      sayHeading: 'Ett ärende väntar på beredskapen',
      ...(stands ? { state: whyTexts[why], stateColor: 'attention' } : { state: capital(text), stateColor: color }),
      rows: [
        { label: 'Hos', value: task.queueName },
        { label: 'Uppgift', value: task.title },
        ...(left.length === 0 ? [] : [{ label: 'Obs', value: leftText(left) }]),
      ],
      next: stands ? `ring ${call.phone}, eller skriv in någon i jourlistan: skriv ”beredskap” till mig.` : '',
    });
    return {
      slot,
      to: { kind: 'person', personId: id },
      template: 'case',
      data: { ...card },
      summary: `Ärende ${formatCaseId(c.id)}: ingen att tillkalla`,
      retired: !stands,
    };
  });
}

/** Whoever waits is given the phone number once the first who was called has not taken it: by a message of its own. */
export function uncalledNews(
  c: Case,
  slotOf: (key: string) => string,
): { key: string; card: CaseCard; summary: string }[] {
  return c.tasks.flatMap((task) => {
    const rounds = [...new Set((task.calls ?? []).filter(isLate).map(({ round }) => round))];
    return rounds.map((round) => {
      const key = `uncalled-${task.id}-${round}`;
      const call = task.calls?.findLast((one) => one.round === round);
      const stands = round === task.round && c.state === 'handling' && task.state.kind === 'queued';
      const { text, color } = taskState(c, task);
      const heading = 'Ring om det är bråttom';
      const card = caseCard(c, slotOf(key), {
        sayHeading: heading,
        ...(stands
          ? { state: 'Ingen har tagit ärendet än', stateColor: 'warning' }
          : { state: capital(text), stateColor: color }),
        rows: [
          { label: 'Uppgift', value: task.title },
          ...(stands ? [{ label: `${task.queueName}, telefon`, value: call?.phone ?? '' }] : []),
        ],
      });
      return { key, card, summary: heading };
    });
  });
}
