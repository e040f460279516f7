import { z } from 'zod';
import { mayOrder } from '../../domain/directory.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { refusalText } from '../../views/refusals.ts';
import { caseId, typed } from '../card-data.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import type { DialogContext } from '../order/dialog.ts';
import { alreadySent } from '../order/send.ts';
import { unreadableTexts } from '../unreadable.ts';
import { emptyTermination, findTermination, saveTermination, subjects, type TerminationDraft } from './draft.ts';
import type { TerminationForm } from './leaver.ts';
import type { TerminationStep } from './step-card.ts';
import { afterWho, next, show } from './next-step.ts';
import { withTyped } from './typed.ts';

/** A person's button carries `person`, the keyed hash, with the provider: `{ dialog: 'terminate', person, provider }`. */
const openData = z.object({
  press: z.enum(['begin', 'resume']).default('begin'),
  case: caseId.optional(),
  about: z.enum(subjects).default('person'),
  provider: z.string().max(60).optional(),
  person: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});
const pressData = z.object({
  case: caseId,
  step: z.enum(['who', 'unlisted', 'what', 'summary']),
  press: z.enum(['next', 'back', 'close', 'find', 'send']),
});

/** Avsluta beside a person in `mina medarbetare`. */
export async function beginTermination(context: DialogContext, providerId: string, person: string): Promise<Reply> {
  const id = context.services.newCaseId();
  const draft = emptyTermination(id, { providerId, about: 'person', person }, dayOf(context.now));
  const form = await formFor(context, draft);
  if ('kind' in form) return form;
  await saveTermination(context, draft);
  return afterWho(context, form, draft);
}

type Notice = Extract<Reply, { kind: 'notice' }>;
const notice = (text: string): Notice => ({ kind: 'notice', text });

const misread = notice('Formuläret gick inte att läsa. Öppna det på nytt.');

/** `avsluta`: who, which employment and when, what it leads to, Skicka. */
export const terminateDialog: Dialog = {
  async open(context) {
    const parsed = openData.safeParse(context.incoming.data);
    if (!parsed.success) return misread;
    const { press, case: wanted = context.services.newCaseId(), about, provider, person = '' } = parsed.data;
    const kept = await findTermination(context, wanted);
    if (kept === 'unreadable') return notice(unreadableTexts.draft);
    if (kept === undefined && press === 'resume') return alreadySent(wanted);
    const providerId = typed(context.incoming, 'provider') || provider || context.rights.managerOf[0] || '';
    const isTaken = kept === undefined && (await context.services.cases.read(wanted)) !== undefined;
    const id = isTaken ? context.services.newCaseId() : wanted;
    const draft = kept ?? emptyTermination(id, { providerId, about, person }, dayOf(context.now));
    const form = await formFor(context, draft);
    if ('kind' in form) return form;
    await saveTermination(context, draft);
    return draft.person === '' ? show(context, form, draft, 'who') : afterWho(context, form, draft);
  },

  async submit(context) {
    const parsed = pressData.safeParse(context.incoming.data);
    if (!parsed.success) return misread;
    const { case: id, step, press } = parsed.data;
    const stored = await findTermination(context, id);
    if (stored === 'unreadable') return notice(unreadableTexts.draft);
    if (stored === undefined)
      return (await context.services.cases.read(id))
        ? alreadySent(id)
        : notice(`Utkastet finns inte längre. Skriv ”${wordFor(context)}” och börja om.`);
    const form = await formFor(context, stored);
    if ('kind' in form) return form;
    const draft = withTyped(context, stored, step);
    await saveTermination(context, draft);
    if (press === 'close') return notice(`Utkastet är sparat. Skriv ”${wordFor(context)}” när du vill gå vidare.`);
    if (press === 'find') return show(context, form, draft, 'who');
    if (press === 'back') return show(context, form, draft, before(draft, step));
    return next(context, form, draft, step);
  },
};

/** What one says to come here. */
function wordFor({ services }: DialogContext): string {
  return services.profile.termination?.phrase ?? 'avsluta';
}

function before(draft: TerminationDraft, step: TerminationStep): TerminationStep {
  if (step === 'summary') return 'what';
  return step === 'what' && draft.unlisted ? 'unlisted' : 'who';
}

async function formFor(context: DialogContext, draft: TerminationDraft): Promise<TerminationForm | Notice> {
  const { services, rights, now } = context;
  const process = services.profile.termination;
  if (process === undefined || !mayOrder(rights, draft.providerId, process))
    return notice(refusalText({ reason: 'noOrderingRight' }));
  const provider = (await services.directory.provider(draft.providerId))?.value;
  if (provider === undefined || provider.unreadable) return notice(unreadableTexts.provider);
  return { profile: services.profile, process, provider, today: dayOf(now) };
}
