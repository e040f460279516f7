import type { Attestation } from '../domain/attestation.ts';
import type { Case, Task } from '../domain/case.ts';
import { awaitsApproval } from '../domain/decisions/take.ts';
import { currentAttestation, isOpenQuestion, isWithApprover } from '../domain/evolve.ts';
import { isGathered } from '../domain/incident.ts';
import { announcementOf } from '../domain/mailing.ts';
import { grantedTasks, isSettled } from '../domain/route.ts';
import { endsByItself, waitsForDay } from '../domain/terminating.ts';
import { lacksCertificate } from '../domain/certificate-wait.ts';
import { bookingText } from './booking-text.ts';
import { certificateSteps } from './certificate-steps.ts';
import { queuedText } from './call-text.ts';
import { formatDay, formatMoment } from './format.ts';
import { gatheredText } from './incident.ts';
import type { StateColor, Step } from './step.ts';

export type { StateColor, Step };

const done = { mark: '✓', color: 'good' } as const;
const now = { mark: '●', color: 'accent' } as const;
const later = { mark: '○', color: 'default' } as const;
const no = { mark: '✕', color: 'attention' } as const;
const ask = { mark: '?', color: 'warning' } as const;

/** The state of the whole case in two or three words, with the colour that goes with it. */
export function stateOf(c: Case): { state: string; stateColor: StateColor } {
  switch (c.state) {
    case 'attesting':
      if (currentAttestation(c)?.outcome.kind === 'questioned')
        return { state: 'Behöver kompletteras', stateColor: 'warning' };
      return { state: 'Väntar på attest', stateColor: 'accent' };
    case 'handling':
      if (c.questions.some((question) => isOpenQuestion(c, question)))
        return { state: 'Behöver kompletteras', stateColor: 'warning' };
      if (waitsForDay(c)) return { state: `Avslutas efter ${dayText(c)}`, stateColor: 'default' };
      if (c.alteration) return { state: 'Ändring väntar på attest', stateColor: 'accent' };
      if (lacksCertificate(c)) return { state: 'Väntar på intyg', stateColor: 'warning' };
      return { state: c.firstFinished ? 'Nya uppgifter på väg' : 'Handläggs', stateColor: 'accent' };
    case 'rejected':
      return { state: 'Avslagen', stateColor: 'attention' };
    case 'withdrawn':
      return { state: 'Tillbakadragen', stateColor: 'default' };
    case 'lapsed':
      return { state: 'Avslutad: inget intyg kom', stateColor: 'attention' };
    case 'finished':
      if (c.partly && grantedTasks(c.tasks).length === 0) return { state: 'Avslagen', stateColor: 'attention' };
      return c.partly ? { state: 'Delvis klar', stateColor: 'warning' } : { state: 'Klar', stateColor: 'good' };
  }
}

/** Who did what and when, step by step, and what is still to come. */
export function stepsOf(c: Case): Step[] {
  const attestation = currentAttestation(c);
  return [
    c.imported !== undefined
      ? { ...done, title: 'Inlagd ur en lista', text: `${c.imported.by.name} ${formatMoment(c.submittedAt)}` }
      : endsByItself(c)
        ? { ...done, title: 'Avslutas av sig självt', text: formatMoment(c.submittedAt) }
        : { ...done, ...sentStep(c) },
    ...(attestation && c.terms.approver !== 'nobody' ? [attestationStep(c, attestation)] : []),
    ...certificateSteps(c),
    ...c.tasks.map((task) => taskStep(c, task)),
    ...(c.state === 'lapsed' ? [{ ...no, title: 'Avslutad', text: formatMoment(c.at) }] : []),
    ...(c.state === 'withdrawn'
      ? [{ ...no, title: 'Tillbakadragen', text: `${c.by.name} ${formatMoment(c.at)}` }]
      : []),
  ];
}

function sentStep(c: Case): Pick<Step, 'title' | 'text'> {
  const { registered } = c;
  if (registered === undefined) return { title: 'Skickad', text: sentBy(c) };
  return { title: 'Registrerat samtal', text: `${sentBy(c)}; identifierad: ${registered.identified}` };
}

function sentBy({ submitter, submittedAt, application: { signature } }: Case): string {
  const sent = `${submitter.name} ${formatMoment(submittedAt)}`;
  return signature === undefined ? sent : `${sent}, undertecknad av ${signature.by.name} ${formatMoment(signature.at)}`;
}

function attestationStep(c: Case, attestation: Attestation): Step {
  const { approver, outcome, own, unreachable, away, insteadOf } = attestation;
  // R14: only the manager decides, and the order is the decision.
  if (c.terms.approver === 'submitter' && outcome.kind === 'approved')
    return { ...done, title: 'Beslut', text: `${approver.name} ${formatMoment(outcome.at)}` };
  const title = 'Attest';
  const who = insteadOf ? `${approver.name} i stället för ${insteadOf.person.name}` : approver.name;
  switch (outcome.kind) {
    case 'waiting':
      if (!isWithApprover(c)) return { ...later, title, text: 'behövs inte längre' };
      if (unreachable) return { ...no, title, text: `${approver.name} kunde inte nås` };
      if (away?.isOver === false)
        return {
          ...no,
          title,
          text: `${approver.name} är borta till och med ${formatDay(away.until)}, och ingen står in`,
        };
      return { ...now, title, text: `väntar på ${who}` };
    case 'questioned':
      if (!isWithApprover(c)) return { ...later, title, text: 'behövs inte längre' };
      return { ...ask, title, text: `${approver.name} har en fråga` };
    case 'approved':
      return {
        ...done,
        title,
        text: `${own ? 'attesterad av' : 'godkänd av'} ${who} ${formatMoment(outcome.at)}${outcome.reason === undefined ? '' : `: ${outcome.reason}`}`,
      };
    case 'rejected':
      return { ...no, title, text: `avslagen av ${who} ${formatMoment(outcome.at)}` };
    case 'replaced':
    case 'handedOn':
      return { ...later, title, text: 'någon annan har frågats' };
  }
}

function taskStep(c: Case, task: Task): Step {
  const state = { ...taskState(c, task), title: `${task.queueName}: ${task.title}` };
  const step = { ...state, text: [state.text, ...mailState(c, task)].join(', ') };
  return task.state.kind === 'refused' ? { ...step, text: `${step.text}: ${task.state.reason}` } : step;
}

/** Whether the queue has been told, where it is told by mail. */
function mailState(c: Case, task: Task): string[] {
  const outcome = c.mailings?.find(({ id }) => id === announcementOf({ task: task.id, round: task.round }))?.outcome;
  if (outcome === undefined || isSettled(task) || task.state.kind === 'waiting') return [];
  switch (outcome.kind) {
    case 'waiting':
      return ['e-post väntar på att skickas'];
    case 'failed':
      return ['e-posten går inte att skicka just nu, och botens administratör vet om det'];
    case 'sent':
      return [`e-post skickad ${formatMoment(outcome.at)}`];
  }
}

export function dayText({ termination }: Case): string {
  return termination === undefined ? '' : formatDay(termination.lastDay);
}

/** A task's state in words, for its own card and for the submitter's. */
export function taskState(c: Case, task: Task): Omit<Step, 'title'> {
  const { state } = task;
  if (awaitsApproval(c, task.id)) return { ...now, text: 'ändrade uppgifter väntar på attest' };
  switch (state.kind) {
    case 'waiting':
      return { ...later, text: waitsForDay(c) ? `väntar till efter ${dayText(c)}` : waitingText(c) };
    case 'queued':
      return {
        ...now,
        text: queuedText(task),
      };
    case 'taken':
      return {
        ...now,
        text: `${state.by.name} har ärendet sedan ${formatMoment(state.at)}${lacksCertificate(c) ? '; väntar på ett nytt intyg' : ''}${bookingText(task)}`,
      };
    case 'questioned':
      return { ...ask, text: `${state.by.name} har en fråga sedan ${formatMoment(state.at)}` };
    case 'completed':
      return {
        ...done,
        text: `klar ${formatMoment(state.at)}, ${state.by.name}${saidWith(c, task, state)}`,
      };
    case 'refused':
      if (task.purpose !== 'fulfil')
        return { ...done, text: keptText(task, `${state.by.name} ${formatMoment(state.at)}`) };
      return { ...no, text: `avslagen av ${state.by.name} ${formatMoment(state.at)}` };
    case 'cancelled':
      return { ...later, text: 'avbruten' };
  }
}

function waitingText(c: Case): string {
  if (isGathered(c)) return gatheredText(c);
  if (c.state === 'attesting') return 'väntar på attest';
  return lacksCertificate(c) ? 'väntar på intyget' : 'väntar på steget före';
}

const spokenText = 'lösenord lämnat muntligt efter motringning, byts vid första inloggningen';

/** What was filled in when it was done; that no login details came with it is said only where they could have. */
function saidWith(
  c: Case,
  { stage }: Task,
  { credentials, spoken, answers = [] }: Extract<Task['state'], { kind: 'completed' }>,
): string {
  const said = answers.filter(({ text }) => text !== '').map(({ label, text }) => `${label}: ${text}`);
  const isPlain = credentials || c.route[stage]?.credentials === false;
  const none = spoken ? [spokenText] : isPlain ? [] : ['inga nya uppgifter'];
  const all = [...none, ...said];
  return all.length === 0 ? '' : ` (${all.join('; ')})`;
}

/** Refused, but the permission is as it was before. */
function keptText({ purpose }: Task, who: string): string {
  return purpose === 'redo' ? `klar; ändringen avslogs av ${who}` : `klar; nya uppgifter avslogs av ${who}`;
}
