import type { Case, Question, Task } from '../domain/case.ts';
import { currentAttestation, findTask, isOpenQuestion } from '../domain/evolve.ts';
import { filesOf } from '../domain/files.ts';
import { grantsOf } from '../domain/register.ts';
import { endsByItself, isTerminating, waitsForDay } from '../domain/terminating.ts';
import { grantedTasks, isBegun } from '../domain/route.ts';
import { slots } from '../domain/slots.ts';
import { isApprovedWhenSent } from '../domain/terms.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows, fileRows, targetOf } from './case-card.ts';
import { certificateActions, certificateNews } from './certificate.ts';
import { formatMoment } from './format.ts';
import { overdueNews } from './overdue.ts';
import { promiseRows } from './promise.ts';
import { othersRows, unreachedNews } from './incident-news.ts';
import { nextStep } from './next-step.ts';
import { givenRows, outcomeOf } from './outcome.ts';
import { stepsOf } from './progress.ts';
import { receivable } from './receipt.ts';
import { startNews } from './start.ts';
import { capital, nounOf, titleOf } from './words.ts';

/** The submitter's one status card, which follows the case to the end. */
export function statusCard(c: Case): CaseCard {
  const attestation = currentAttestation(c);
  const open = c.questions.find((question) => isOpenQuestion(c, question));
  const untouched = (c.state === 'attesting' || c.state === 'handling') && !c.tasks.some(isBegun);
  const can: CaseAction[] = ['history'];
  if (open) can.push('supplement');
  if (attestation?.outcome.kind === 'waiting' && (c.state === 'attesting' || c.state === 'handling'))
    can.push('chooseApprover');
  if (filesOf(c).length > 0) can.push('files');
  if (untouched && !endsByItself(c)) can.push('withdraw');
  if (waitsForDay(c) && !endsByItself(c)) can.push('changeLastDay');
  can.push(...certificateActions(c));
  // What is approved by being sent is taken back as a whole.
  const own =
    attestation?.own === true && !isApprovedWhenSent(c.terms.approver) && attestation.approver.id === c.submitter.id;
  const undone = untouched && c.state === 'handling' && own;
  if (undone) can.push('undoApproval');
  const received = receivable(c);
  if (received) can.push(received.action);
  const waiting = c.handovers.find(
    ({ state, to }) => to === undefined && (state.kind === 'unopened' || state.kind === 'opened'),
  );
  if (waiting) can.push('openCredentials');
  if (c.kind === 'newProvider' && (c.state === 'handling' || c.state === 'finished')) can.push('readiness');
  return caseCard(
    c,
    slots.status,
    {
      sayHeading: titleOf(c.terms),
      rows: [
        ...coreRows(c),
        ...othersRows(c),
        ...fileRows(c),
        ...promiseRows(c),
        ...(c.terms.note === undefined ? [] : [{ label: 'Tänk på', value: c.terms.note }]),
      ],
      steps: stepsOf(c),
      next: nextStep(c),
      question: open?.number ?? 0,
      undo: targetOf(c, attestation ? slots.approver(attestation.round) : ''),
      handover: targetOf(c, waiting ? slots.credentials(waiting.task, waiting.round) : ''),
      receipt: targetOf(c, received?.slot ?? ''),
      ...(received === undefined ? {} : { sayReceive: received.words }),
      quote: c.state === 'rejected' ? { label: 'Anledning', text: c.reason } : { label: '', text: '' },
    },
    can,
  );
}

/** Which task a question concerns: two may ask at once. */
function askedFor(c: Case, { from }: Question): string {
  const task = from.kind === 'task' ? findTask(c, from.task) : undefined;
  return task ? ` (${task.title})` : '';
}

/** A question back to the submitter, as a message of its own. */
export function questionCard(c: Case, question: Question): CaseCard {
  const open = isOpenQuestion(c, question);
  const { answer } = question;
  return caseCard(
    c,
    slots.question(question.number),
    {
      sayHeading: 'Begäran om komplettering',
      ...(answer
        ? { state: 'Besvarad', stateColor: 'good' }
        : open
          ? { state: 'Väntar på ditt svar', stateColor: 'warning' }
          : { state: 'Behöver inte längre besvaras', stateColor: 'default' }),
      quote: { label: `${question.by.name}${askedFor(c, question)} frågar`, text: question.text },
      rows: [
        ...coreRows(c).slice(0, 2),
        ...(answer ? [{ label: `Svar från ${answer.by.name} ${formatMoment(answer.at)}`, value: answer.text }] : []),
      ],
      question: question.number,
    },
    open ? ['supplement'] : [],
  );
}

/** News the submitter is told of by a message of its own: rejected, one system refused, everything done. */
export function newsCards(c: Case): { key: string; card: CaseCard; summary: string }[] {
  const news: { key: string; card: CaseCard; summary: string }[] = [];
  const slot = (key: string): string => `owner.news.${key}`;
  const noun = capital(nounOf(c.terms).definite);
  if (c.state === 'rejected') {
    const text = { label: `${c.by.name} avslog ${formatMoment(c.at)}`, text: c.reason };
    news.push({
      key: 'rejected',
      summary: `${noun} är avslagen`,
      card: caseCard(c, slot('rejected'), {
        sayHeading: `${noun} är avslagen`,
        quote: text,
        rows: coreRows(c).slice(0, 2),
      }),
    });
  }
  news.push(...certificateNews(c));
  for (const task of c.tasks) {
    for (const refusal of task.refusals) {
      // What ends the case as a whole is told of once.
      if (task.system === undefined && refusal.purpose === 'fulfil') continue;
      if (c.state === 'rejected' && refusal.at === c.at) continue;
      const key = `refused-${task.id}-${refusal.round}`;
      const quote = { label: `${refusal.by.name} avslog ${formatMoment(refusal.at)}`, text: refusal.reason };
      const { heading, state } = refusalTexts[refusal.purpose](task, c);
      const parts = {
        sayHeading: heading,
        state,
        stateColor: 'attention',
        quote,
        rows: coreRows(c).slice(0, 1),
      } as const;
      news.push({
        key,
        summary: refusal.purpose === 'fulfil' ? `Ett system i ${nounOf(c.terms).definite} är avslaget` : heading,
        card: caseCard(c, slot(key), parts),
      });
    }
  }
  if (c.firstFinished) {
    const extended = c.extension === undefined ? [] : grantsOf(c).map(({ system }) => system.name);
    const granted = [...grantedTasks(c.tasks).map((task) => task.title), ...extended];
    const { delivery } = c.terms;
    const isDone = granted.length > 0 || isTerminating(c);
    const { heading, state, stateColor } = outcomeOf(noun, c.firstFinished.partly, isDone);
    news.push({
      key: 'done',
      summary: heading,
      card: caseCard(
        c,
        slot('done'),
        {
          sayHeading: heading,
          state,
          stateColor,
          rows: [
            ...coreRows(c).slice(0, 1),
            ...givenRows(c, granted),
            ...c.tasks.flatMap((task) =>
              task.state.kind === 'refused' && task.purpose === 'fulfil'
                ? [{ label: `${task.title} avslogs`, value: task.state.reason }]
                : [],
            ),
            ...(delivery && granted.length > 0 ? [{ label: 'Att installera och läsa', value: delivery.text }] : []),
            { label: 'Klar', value: formatMoment(c.firstFinished.at) },
          ],
          links: granted.length > 0 ? (delivery?.links ?? []) : [],
        },
        grantsOf(c).length > 0 ? ['slip'] : [],
      ),
    });
  }
  return [...news, ...unreachedNews(c, slot), ...overdueNews(c, slot), ...startNews(c, slot)];
}

type RefusalText = (task: Task, c: Case) => { heading: string; state: string };

const refusalTexts: Record<Task['purpose'], RefusalText> = {
  fulfil: (task, c) => ({ heading: `${task.title} är avslaget`, state: othersText(c, task) }),
  redo: (task) => ({ heading: `${task.title}: ändringen är avslagen`, state: 'Behörigheten är kvar som den var' }),
  reissue: (task) => ({ heading: `${task.title}: nya inloggningsuppgifter ges inte`, state: 'Behörigheten är kvar' }),
};

function othersText(c: Case, refused: Task): string {
  const others = c.tasks.some((task) => task.system !== undefined && task.id !== refused.id);
  return others ? 'Övriga system handläggs var för sig' : 'Avslaget';
}
