import { z } from 'zod';
import { dayOf } from '../../domain/calendar/days.ts';
import type { Stage } from '../../domain/case.ts';
import type { Command } from '../../domain/decide.ts';
import { findTask } from '../../domain/evolve.ts';
import type { FormField } from '../../domain/form.ts';
import { asksOf } from '../../domain/serial.ts';
import { cleanText } from '../../domain/text.ts';
import { refusalText } from '../../views/refusals.ts';
import { act, type Request } from '../act.ts';
import { type CaseData, caseData, clickOf, typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { openCaseFile } from '../files/open.ts';
import { unknownButton } from '../buttons.ts';
import { readSlot } from '../slot-ref.ts';
import { withUnique } from '../order/application.ts';
import { checkAsked, typedIn } from './asked.ts';
import { sealCredentials } from './credentials.ts';
import { type FileLink, nothing, taskCard, type Typed } from './task-card.ts';

const fetched = z.object({ press: z.literal('fetch'), file: z.coerce.number().int().min(1) });

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
    return taskCard(context, outcome.case, task, nothing);
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const ref = parsed.success ? readSlot(parsed.data.slot) : undefined;
    if (!parsed.success || ref?.kind !== 'queue') return unknownButton;
    const { data } = parsed;
    const request = { caseId: data.case, click: clickOf(data), sensitive: true };
    const { stage, asks } = await askedFor(context, data.case, ref.task);
    const given = {
      userName: cleanText(typed(context.incoming, 'userName')),
      password: typed(context.incoming, 'password').trim(),
      none: stage?.credentials === false || typed(context.incoming, 'none') === 'true',
      spoken: typed(context.incoming, 'spoken') === 'true',
      identified: typed(context.incoming, 'identified') === 'true',
      asked: Object.fromEntries(asks.map((field) => [field.id, typedIn(field, (id) => typed(context.incoming, id))])),
      reason: cleanText(typed(context.incoming, 'certificateReason')),
    };
    const file = fetched.safeParse(context.incoming.data).data?.file;
    if (file !== undefined) return withFile(context, request, data, ref.task, given, file);
    const judged = judgement(ref.task, typed(context.incoming, 'press'), given.reason);
    if (judged !== undefined) return judge(context, request, judged, given);
    const asked = checkAsked(asks, given.asked, dayOf(context.now));
    const fault = faultIn(given) ?? asked.fault;
    if (fault !== undefined) return showAgain(context, request, ref.task, given, fault);
    const { spoken, identified } = given;
    const credentials = !given.none && !spoken;
    const sealed = { userName: given.userName, password: given.password };
    const outcome = await act(context, {
      ...request,
      command: {
        verb: 'complete',
        task: ref.task,
        credentials,
        spoken,
        identified,
        answers: withUnique(context.services, asks, asked.answers),
      },
      ...(credentials ? { seal: sealCredentials(context, data.case, sealed) } : {}),
    });
    if (outcome.refused === undefined) return { kind: 'closed' };
    return showAgain(context, request, ref.task, given, refusalText(outcome.refused));
  },
};

/** Hämta: the same dialog with what was typed, and the link beside the file. */
async function withFile(
  context: Context,
  request: Pick<Request, 'caseId' | 'click' | 'sensitive'>,
  data: CaseData,
  task: string,
  given: Typed,
  number: number,
): Promise<Reply> {
  const opened = await openCaseFile(context, data, number);
  if ('text' in opened) return showAgain(context, request, task, given, opened.text);
  return showAgain(context, request, task, given, '', { number, url: opened.link });
}

type Judgement = Extract<Command, { verb: 'acceptCertificate' | 'refuseCertificate' }>;

function judgement(task: string, press: string, reason: string): Judgement | undefined {
  if (press === 'accept') return { verb: 'acceptCertificate', task };
  return press === 'refuse' ? { verb: 'refuseCertificate', task, reason } : undefined;
}

/** Godkänn intyget goes on to what is left of the task; Underkänn intyget closes: the submitter hears of it. */
async function judge(
  context: Context,
  request: Pick<Request, 'caseId' | 'click' | 'sensitive'>,
  command: Judgement,
  given: Typed,
): Promise<Reply> {
  const { refused } = await act(context, { ...request, command });
  if (refused === undefined && command.verb === 'refuseCertificate') return { kind: 'closed' };
  return showAgain(context, request, command.task, given, refused ? refusalText(refused) : '');
}

async function askedFor(
  { services }: Context,
  caseId: string,
  taskId: string,
): Promise<{ readonly stage?: Stage | undefined; readonly asks: readonly FormField[] }> {
  const c = (await services.cases.read(caseId))?.value;
  const task = c && findTask(c, taskId);
  return task ? { stage: c.route[task.stage], asks: asksOf(c, task) } : { asks: [] };
}

/** The dialog again with what was typed and what is wrong; for one who may no longer see the task, only that. */
async function showAgain(
  context: Context,
  request: Pick<Request, 'caseId' | 'click' | 'sensitive'>,
  taskId: string,
  given: Typed,
  fault: string,
  link?: FileLink,
): Promise<Reply> {
  const outcome = await act(context, { ...request, command: { verb: 'openPersonnummer', task: taskId } });
  const task = outcome.case && findTask(outcome.case, taskId);
  if (outcome.refused || !outcome.case || !task) return { kind: 'notice', text: fault };
  return taskCard(context, outcome.case, task, given, { notice: fault, ...(link ? { link } : {}) });
}

type Given = Pick<Typed, 'userName' | 'password' | 'none' | 'spoken'>;

function faultIn({ userName, password, none, spoken }: Given): string | undefined {
  const some = userName !== '' || password !== '';
  if (spoken && (some || none))
    return 'Du har bockat i att lösenordet är lämnat muntligt, och också angett något annat. Välj det ena.';
  if (spoken) return undefined;
  if (none) return some ? 'Du har både skrivit uppgifter och bockat i Inga nya uppgifter. Välj det ena.' : undefined;
  if (userName === '' || password === '')
    return 'Fyll i både användarnamn och tillfälligt lösenord, eller bocka i Inga nya uppgifter.';
  return userName.length > longest || password.length > longest
    ? `Användarnamn och lösenord får vara högst ${longest} tecken.`
    : undefined;
}
