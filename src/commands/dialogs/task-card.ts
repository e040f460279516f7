import { dayOf } from '../../domain/calendar/days.ts';
import type { Application } from '../../domain/application.ts';
import type { Case, Stage, Task } from '../../domain/case.ts';
import { awaitsApproval } from '../../domain/decisions/take.ts';
import { filesOf } from '../../domain/files.ts';
import { isAboutSomebody } from '../../domain/subject.ts';
import { isSettled } from '../../domain/route.ts';
import { isBooked } from '../../domain/booked.ts';
import { bookedTime } from '../../domain/booking.ts';
import { asksOf, isOut } from '../../domain/serial.ts';
import { slots } from '../../domain/slots.ts';
import { signatureRows } from '../../views/case-card.ts';
import { certificateDetails, certificateSteps } from '../../views/certificate-steps.ts';
import { renderFitting } from '../../views/fit.ts';
import { caseFileDetails } from '../../views/files.ts';
import { formatDay, formatMoment } from '../../views/format.ts';
import { reportRows } from '../../views/incident.ts';
import { taskState } from '../../views/progress.ts';
import { confirmWords } from '../../views/receipt.ts';
import { promiseRows } from '../../views/promise.ts';
import { taskHeading } from '../../views/queue.ts';
import type { Context } from '../context.ts';
import { linkText } from '../files/open.ts';
import type { Reply } from '../incoming.ts';
import { personnummerPlace } from '../order/application.ts';
import { type Input, input } from '../order/input.ts';
import { openSealed } from '../sealed.ts';
import { unreadableTexts } from '../unreadable.ts';
import { askInputs } from './asked.ts';

export type Typed = {
  readonly userName: string;
  readonly password: string;
  readonly none: boolean;
  /** Given in words, after a call back. */
  readonly spoken: boolean;
  readonly identified: boolean;
  /** What the stage asks for, by the field. */
  readonly asked: Readonly<Record<string, string>>;
  /** Why a certificate is turned down. */
  readonly reason: string;
};
export const nothing: Typed = {
  userName: '',
  password: '',
  none: false,
  spoken: false,
  identified: false,
  asked: {},
  reason: '',
};

/** A file that was asked for, by its number. */
export type FileLink = { readonly number: number; readonly url: string };

/** What the caseworker sees of a task, with what was typed and what is wrong with it. */
export function taskCard(
  context: Context,
  c: Case,
  task: Task,
  given: Typed,
  { notice = '', link }: { readonly notice?: string; readonly link?: FileLink } = {},
): Reply {
  const { application } = c;
  const personnummer = openSealed(context, application.subject.personnummer, personnummerPlace(c.id));
  const answers = application.answers.filter((answer) => answer.text !== '' && !copied.has(answer.field));
  const systems = application.systems.filter((system) => task.system === undefined || system.id === task.system);
  const { text, color } = taskState(c, task);
  const stage = c.route[task.stage];
  const asks = asksOf(c, task);
  // The order may have said already what the stage asks for.
  const ordered = Object.fromEntries(application.answers.map(({ field, raw }) => [field, raw]));
  const { certificate } = c;
  const files = filesOf(c);
  const isActive = !isSettled(task) && !awaitsApproval(c, task.id);
  const isOpen = isActive && (certificate === undefined || certificate.state.kind === 'accepted');
  const slot = slots.queue(task.id, task.round);
  const card = renderFitting(
    'task-dialog',
    {
      id: c.id,
      slot,
      version: task.version,
      sayHeading: taskHeading(task),
      state: text.charAt(0).toUpperCase() + text.slice(1),
      stateColor: color,
      notice: [notice, ...(personnummer === undefined ? [unreadableTexts.personnummer] : [])].join(' ').trim(),
      copies: isAboutSomebody(c) ? copiesOf(application, personnummer) : [],
      rows: [
        ...promiseRows(c),
        { label: 'Från', value: `${c.submitter.name}, ${c.provider.name}, ${formatMoment(c.submittedAt)}` },
        ...reportRows(c),
        ...signatureRows(application),
        ...c.attestations.flatMap(({ approver, outcome }) =>
          outcome.kind === 'approved' && outcome.reason !== undefined
            ? [{ label: `${approver.name} godkände`, value: outcome.reason }]
            : [],
        ),
        ...answers.map((answer) => ({
          label: answer.label,
          value: /^\d{4}-\d{2}-\d{2}$/.test(answer.text) ? formatDay(answer.text) : answer.text,
        })),
      ],
      files: files.map((file) => ({
        number: file.number,
        name: file.name,
        details: caseFileDetails(file),
        link: link?.number === file.number ? link.url : '',
      })),
      sayLink: link === undefined ? '' : linkText,
      systems: systems.map((system) => ({
        name: system.name,
        rows: system.answers
          .filter((answer) => answer.text !== '')
          .map((answer) => ({ label: answer.label, value: answer.text })),
      })),
      answers: c.questions.flatMap((question) => [
        { label: `${question.by.name} frågade`, value: question.text },
        ...(question.answer ? [{ label: `${question.answer.by.name} svarade`, value: question.answer.text }] : []),
      ]),
      sayComplete: isOut(c, task) ? confirmWords : 'Klarmarkera',
      userName: given.userName,
      password: given.password,
      none: String(given.none),
      spoken: String(given.spoken),
      identified: String(given.identified),
      questions: (stage?.identity ?? []).map((text) => ({ text })),
      sayGoesTo: receiverText(c, stage),
      asks:
        asks.length > 0 && isOpen
          ? askInputs(asks, { ...ordered, ...given.asked }, notice === '' ? undefined : dayOf(context.now))
          : [],
      certificate: {
        title: c.terms.certificate?.title ?? '',
        state: certificateSteps(c)[0]?.text ?? '',
        rows: certificateDetails(c),
        reason: given.reason,
      },
      can: {
        judge: isActive && certificate?.state.kind === 'given',
        complete: isOpen && (!isBooked(c, task) || bookedTime(task) !== undefined),
        asks: asks.length > 0 && isOpen,
        credentials: isOpen && stage?.credentials !== false,
        spoken: isOpen && stage?.spoken === true,
        identify: isOpen && (stage?.identity ?? []).length > 0,
        files: files.length > 0,
      },
    },
    ['rows', 'files', 'systems', 'answers'],
  );
  return { kind: 'dialog', title: `${task.title}, ${application.subject.name}`, size: 'large', card };
}

function copiesOf({ answers, unit, subject }: Application, personnummer: string | undefined): Input[] {
  const costCode = answers.find((answer) => answer.field === 'costCode')?.text || unit.costCode;
  return [
    input('text', 'copyName', 'Namn', { value: subject.name }),
    ...(personnummer === undefined ? [] : [input('text', 'copyPersonnummer', 'Personnummer', { value: personnummer })]),
    ...(costCode === '' ? [] : [input('text', 'copyCostCode', 'Ansvarskod', { value: costCode })]),
  ];
}

/** The name stands beside it: here it would be read as Markdown. */
function receiverText({ application }: Case, stage: Stage | undefined): string {
  const account = application.answers.find(({ field }) => field === stage?.handTo)?.raw ?? '';
  const who = account === '' ? 'ansvarig chef' : 'personens egen chatt';
  return `De går krypterade till ${who}, och till ingen annan.`;
}

/** Fields that stand among those to copy. */
const copied = new Set(['name', 'costCode']);
