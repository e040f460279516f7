import { formatCaseId } from '../../domain/case-id.ts';
import { keyOf } from '../../domain/employment.ts';
import { Secret } from '../../domain/secret.ts';
import type { Reply } from '../incoming.ts';
import type { DialogContext } from '../order/dialog.ts';
import { checkUnlisted, checkWhat, managerFault } from './checks.ts';
import { saveTermination, type TerminationDraft } from './draft.ts';
import { endsAlready, findLeaver, type Leaver, type TerminationForm } from './leaver.ts';
import { peopleChoices } from './people.ts';
import { planDraft } from './plan.ts';
import { sendTermination } from './send.ts';
import { type TerminationStep, unlistedStep, whatStep, whoStep } from './step-card.ts';
import { summaryStep } from './summary.ts';

/** A step as the draft has it. */
export async function show(
  context: DialogContext,
  form: TerminationForm,
  draft: TerminationDraft,
  step: TerminationStep,
  words = '',
): Promise<Reply> {
  if (step === 'who') return whoStep(draft, form.provider.name, await peopleChoices(context, form, draft), words);
  if (step === 'unlisted') return unlistedStep(draft, form, {}, words);
  const leaver = await findLeaver(context, form, draft);
  const offered = { ...draft, offered: (leaver?.employments ?? []).map(keyOf) };
  await saveTermination(context, offered);
  return whatStep(offered, form, leaver, {}, words);
}

/** On from a step that is right; otherwise the step anew, with what is wrong. */
export async function next(
  context: DialogContext,
  form: TerminationForm,
  draft: TerminationDraft,
  step: TerminationStep,
): Promise<Reply> {
  switch (step) {
    case 'who':
      return afterWho(context, form, draft);
    case 'unlisted':
      return afterUnlisted(context, form, draft);
    case 'what':
      return toSummary(context, form, draft);
    case 'summary':
      return finish(context, form, draft);
  }
}

export async function afterWho(context: DialogContext, form: TerminationForm, draft: TerminationDraft): Promise<Reply> {
  if (draft.unlisted) return unlistedStep(draft, form, {}, '');
  const people = async (words: string, fault = ''): Promise<Reply> =>
    whoStep(draft, form.provider.name, await peopleChoices(context, form, draft), words, fault);
  if (draft.person === '') return people('', 'Välj vem det gäller, eller bocka i att personen inte finns i listan.');
  const leaver = await findLeaver(context, form, draft);
  if (leaver === undefined) return people(nothingHeld(form));
  const refused = refusalFor(context, form, leaver);
  return refused === undefined ? show(context, form, draft, 'what') : people(refused);
}

function nothingHeld({ provider, profile }: TerminationForm): string {
  const [contact] = profile.contacts;
  return `Personen har inget hos ${provider.name} som är beställt här, så det finns inget att avsluta. Har personen åtkomst från tiden före boten, bocka i det. Undrar du något, vänd dig till ${contact?.name ?? 'kommunen'}${contact?.phone === undefined ? '' : `, ${contact.phone}`}.`;
}

function refusalFor({ incoming }: DialogContext, { provider }: TerminationForm, leaver: Leaver): string | undefined {
  const already = endsAlready(leaver);
  if (already !== undefined)
    return `Allt som ${leaver.name} har avslutas redan i ärende ${formatCaseId(already.case)}, skickat av ${already.sentBy}.`;
  return managerFault(provider, leaver.name, incoming.person);
}

/** Somebody whose number is in the register after all is gone on with as the register has them. */
async function afterUnlisted(context: DialogContext, form: TerminationForm, draft: TerminationDraft): Promise<Reply> {
  const { faults, texts } = checkUnlisted(form, draft);
  if (Object.keys(faults).length > 0) return unlistedStep(draft, form, faults, 'Rätta det som är markerat nedan.');
  const refused = managerFault(form.provider, draft.name, context.incoming.person);
  if (refused !== undefined) return unlistedStep(draft, form, {}, refused);
  const { name = '', personnummer = '', unit = '' } = texts;
  const person = context.services.vault.hash(new Secret(personnummer));
  const typedIn = { ...draft, name, personnummer, unit };
  const leaver = await findLeaver(context, form, { ...typedIn, person });
  if (leaver === undefined) return show(context, form, typedIn, 'what');
  const known = refusalFor(context, form, leaver);
  if (known !== undefined) return unlistedStep(draft, form, {}, known);
  return show(
    context,
    form,
    { ...typedIn, person },
    'what',
    `${leaver.name} finns redan här. Det som är beställt visas nedan.`,
  );
}

async function toSummary(context: DialogContext, form: TerminationForm, draft: TerminationDraft): Promise<Reply> {
  const leaver = await findLeaver(context, form, draft);
  const faults = checkWhat(form, draft, leaver);
  if (Object.keys(faults).length > 0) return whatStep(draft, form, leaver, faults, 'Rätta det som är markerat nedan.');
  return summaryOf(context, form, draft, leaver, '');
}

async function summaryOf(
  context: DialogContext,
  form: TerminationForm,
  draft: TerminationDraft,
  leaver: Leaver | undefined,
  words: string,
): Promise<Reply> {
  const plan = planDraft(form, draft, leaver, await everywhere(context, form, draft, leaver));
  if (plan.ends.length + plan.checks.length === 0)
    return whatStep(draft, form, leaver, {}, nothingLeft(plan.kept.length > 0));
  return summaryStep(form, draft, leaver, plan, words);
}

function nothingLeft(isKept: boolean): string {
  return isKept
    ? 'Det du har valt behålls genom en annan anställning, så det finns inget att avsluta.'
    : 'Det finns inget kvar att avsluta i det du har valt. Det kan redan vara avslutat, eller avslutas av sig självt.';
}

/** What is known of the number, wherever it is: also of one who is not in this provider's register. */
async function everywhere(
  { services }: DialogContext,
  { provider }: TerminationForm,
  { personnummer }: TerminationDraft,
  leaver: Leaver | undefined,
): Promise<Leaver['everywhere']> {
  if (leaver !== undefined) return leaver.everywhere;
  return services.register.everywhere(services.vault.hash(new Secret(personnummer)), provider.id);
}

async function finish(context: DialogContext, form: TerminationForm, draft: TerminationDraft): Promise<Reply> {
  const leaver = await findLeaver(context, form, draft);
  const stopped = stoppedBy(context, form, draft, leaver);
  if (stopped !== undefined) return show(context, form, draft, 'who', stopped);
  if (Object.keys(checkWhat(form, draft, leaver)).length > 0) return toSummary(context, form, draft);
  const plan = planDraft(form, draft, leaver, await everywhere(context, form, draft, leaver));
  if (plan.ends.length + plan.checks.length === 0) return toSummary(context, form, draft);
  const sent = await sendTermination(context, form, draft, leaver, plan);
  if (sent === 'again') return afterOthers(context, form, draft);
  return 'fault' in sent ? summaryOf(context, form, draft, leaver, sent.fault) : sent;
}

/** Why nothing can be ended for the person as things stand. */
function stoppedBy(
  context: DialogContext,
  form: TerminationForm,
  { person }: TerminationDraft,
  leaver: Leaver | undefined,
): string | undefined {
  if (leaver === undefined) return person === '' ? undefined : nothingHeld(form);
  return refusalFor(context, form, leaver);
}

/** Somebody else was first: what they end is theirs, and what is left is shown as it is now. */
async function afterOthers(context: DialogContext, form: TerminationForm, draft: TerminationDraft): Promise<Reply> {
  const leaver = await findLeaver(context, form, draft);
  const stopped = stoppedBy(context, form, draft, leaver);
  if (stopped !== undefined) return show(context, form, draft, 'who', stopped);
  const words = 'Någon annan var först med något av det. Så här är det nu; läs igenom och skicka igen.';
  return summaryOf(context, form, draft, leaver, words);
}
