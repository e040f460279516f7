import { dayOf } from '../../domain/calendar/days.ts';
import type { Case, Stage, Task } from '../../domain/case.ts';
import { awaitsApproval } from '../../domain/decisions/take.ts';
import { findTask } from '../../domain/evolve.ts';
import { isSettled } from '../../domain/route.ts';
import { slots } from '../../domain/slots.ts';
import { cleanText } from '../../domain/text.ts';
import { formatDay, formatMoment } from '../../views/format.ts';
import { signatureRows } from '../../views/case-card.ts';
import { taskState } from '../../views/progress.ts';
import { taskHeading } from '../../views/queue.ts';
import { refusalText } from '../../views/refusals.ts';
import { renderFitting } from '../../views/fit.ts';
import { act, type Request } from '../act.ts';
import { caseData, clickOf, typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { personnummerPlace } from '../order/application.ts';
import { input } from '../order/input.ts';
import { unknownButton } from '../buttons.ts';
import { openSealed } from '../sealed.ts';
import { readSlot } from '../slot-ref.ts';
import { unreadableTexts } from '../unreadable.ts';
import { askId, askInputs, checkAsked } from './asked.ts';
import { sealCredentials } from './credentials.ts';

type Typed = {
  readonly userName: string;
  readonly password: string;
  readonly none: boolean;
  /** What the stage asks for, by the field. */
  readonly asked: Readonly<Record<string, string>>;
};
const nothing: Typed = { userName: '', password: '', none: false, asked: {} };

/** The longest user name or password that is taken, in characters. */
const longest = 200;

/** Öppna: everything a caseworker needs, the personnummer with its opening recorded, and Klarmarkera. */
export const taskDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const ref = parsed.success ? readSlot(parsed.data.slot) : undefined;
    if (!parsed.success || ref?.kind !== 'queue') return unknownButton;
    const { data } = parsed;
    const outcome = await act(context, {
      caseId: data.case,
      command: { verb: 'openPersonnummer', task: ref.task },
      click: clickOf(data),
      sensitive: true,
    });
    const task = outcome.case && findTask(outcome.case, ref.task);
    if (outcome.refused || !outcome.case || !task)
      return { kind: 'notice', text: refusalText(outcome.refused ?? { reason: 'unknownCase' }) };
    return show(context, outcome.case, task, nothing, '');
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const ref = parsed.success ? readSlot(parsed.data.slot) : undefined;
    if (!parsed.success || ref?.kind !== 'queue') return unknownButton;
    const { data } = parsed;
    const request = { caseId: data.case, click: clickOf(data), sensitive: true };
    const stage = await stageOf(context, data.case, ref.task);
    const given = {
      userName: cleanText(typed(context.incoming, 'userName')),
      password: typed(context.incoming, 'password').trim(),
      none: stage?.credentials === false || typed(context.incoming, 'none') === 'true',
      asked: Object.fromEntries((stage?.asks ?? []).map(({ id }) => [id, typed(context.incoming, askId(id))])),
    };
    const asked = checkAsked(stage?.asks ?? [], given.asked, dayOf(context.now));
    const fault = faultIn(given) ?? asked.fault;
    if (fault !== undefined) return showAgain(context, request, ref.task, given, fault);
    const credentials = !given.none;
    const sealed = { userName: given.userName, password: given.password };
    const outcome = await act(context, {
      ...request,
      command: { verb: 'complete', task: ref.task, credentials, answers: asked.answers },
      ...(credentials ? { seal: sealCredentials(context, data.case, sealed) } : {}),
    });
    if (outcome.refused === undefined) return { kind: 'closed' };
    return showAgain(context, request, ref.task, given, refusalText(outcome.refused));
  },
};

async function stageOf({ services }: Context, caseId: string, taskId: string): Promise<Stage | undefined> {
  const c = (await services.cases.read(caseId))?.value;
  const task = c && findTask(c, taskId);
  return task && c.route[task.stage];
}

/** The dialog again with what was typed and what is wrong; for one who may no longer see the task, only that. */
async function showAgain(
  context: Context,
  request: Pick<Request, 'caseId' | 'click' | 'sensitive'>,
  taskId: string,
  given: Typed,
  fault: string,
): Promise<Reply> {
  const outcome = await act(context, { ...request, command: { verb: 'openPersonnummer', task: taskId } });
  const task = outcome.case && findTask(outcome.case, taskId);
  if (outcome.refused || !outcome.case || !task) return { kind: 'notice', text: fault };
  return show(context, outcome.case, task, given, fault);
}

function faultIn({ userName, password, none }: Pick<Typed, 'userName' | 'password' | 'none'>): string | undefined {
  const some = userName !== '' || password !== '';
  if (none) return some ? 'Du har både skrivit uppgifter och bockat i Inga nya uppgifter. Välj det ena.' : undefined;
  if (userName === '' || password === '')
    return 'Fyll i både användarnamn och tillfälligt lösenord, eller bocka i Inga nya uppgifter.';
  return userName.length > longest || password.length > longest
    ? `Användarnamn och lösenord får vara högst ${longest} tecken.`
    : undefined;
}

function show(context: Context, c: Case, task: Task, given: Typed, notice: string): Reply {
  const { application } = c;
  const personnummer = openSealed(context, application.subject.personnummer, personnummerPlace(c.id));
  const answers = application.answers.filter((answer) => answer.text !== '' && !copied.has(answer.field));
  const systems = application.systems.filter((system) => task.system === undefined || system.id === task.system);
  const { text, color } = taskState(c, task);
  const stage = c.route[task.stage];
  const asks = stage?.asks ?? [];
  const isOpen = !isSettled(task) && !awaitsApproval(c, task.id);
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
      copies: [
        input('text', 'copyName', 'Namn', { value: application.subject.name }),
        ...(personnummer === undefined
          ? []
          : [input('text', 'copyPersonnummer', 'Personnummer', { value: personnummer })]),
        input('text', 'copyCostCode', 'Ansvarskod', {
          value: application.answers.find((answer) => answer.field === 'costCode')?.text || application.unit.costCode,
        }),
      ],
      rows: [
        { label: 'Från', value: `${c.submitter.name}, ${c.provider.name}, ${formatMoment(c.submittedAt)}` },
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
      userName: given.userName,
      password: given.password,
      none: String(given.none),
      asks:
        asks.length > 0 && isOpen ? askInputs(asks, given.asked, notice === '' ? undefined : dayOf(context.now)) : [],
      can: { complete: isOpen, asks: asks.length > 0 && isOpen, credentials: isOpen && stage?.credentials !== false },
    },
    ['rows', 'systems', 'answers'],
  );
  return { kind: 'dialog', title: `${task.title}, ${application.subject.name}`, size: 'large', card };
}

/** Fields that stand among those to copy. */
const copied = new Set(['name', 'costCode']);
