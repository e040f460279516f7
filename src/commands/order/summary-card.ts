import { maskPersonnummer } from '../../domain/personnummer.ts';
import type { Application } from '../../domain/application.ts';
import { difference } from '../../domain/difference.ts';
import { isApprovedWhenSent } from '../../domain/terms.ts';
import { addDays } from '../../domain/calendar/days.ts';
import { type Line, subjectLabel } from '../../views/case-card.ts';
import { enumerate, formatDay } from '../../views/format.ts';
import { openingText } from '../../views/hours.ts';
import { nounOf } from '../../views/words.ts';
import { renderFitting } from '../../views/fit.ts';
import type { Process } from '../../profiles/schema.ts';
import { attachHint } from '../files/words.ts';
import type { Reply } from '../incoming.ts';
import type { Draft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';
import { stepsOf } from './form.ts';
import { type Choice, type Input, input } from './input.ts';
import { stagesOf } from './route.ts';
import { dialogTitle } from './step-card.ts';

export type Summary = {
  readonly filled: FilledIn;
  readonly approvers: readonly Choice[];
  readonly notice: string;
  /** What the person has, or is to get, of what is ordered. */
  readonly overlaps?: readonly string[];
  /** The names of what is attached. */
  readonly files: readonly string[];
  /** What is altered, and what with. */
  readonly altering?: { readonly before: Application; readonly after: Application };
};

export const ownTick = 'Jag är chef och har attesträtt för följande beställning';

/** R76: the whole application to read before Skicka, with who will be told and when it should be done. */
export function summaryDialog(
  form: Form,
  draft: Draft,
  { filled, approvers, notice, files, overlaps = [], altering }: Summary,
): Reply {
  const steps = stepsOf(form, draft);
  const changes = altering ? difference(altering.before, altering.after) : [];
  const card = renderFitting(
    'summary-dialog',
    {
      id: draft.caseId,
      step: 'summary',
      sayProgress: `Steg ${steps.length} av ${steps.length}`,
      notice,
      rows: [
        ...filled.answers
          .filter((answer) => answer.text !== '' && answer.field !== 'name')
          .map(({ label, text }) => ({ label, value: isDay(text) ? formatDay(text) : text })),
        ...(form.kind === 'newProvider' ? [] : [{ label: 'Utförare', value: form.provider.name }]),
        ...(form.takesFiles && !altering ? [{ label: 'Filer', value: files.join(', ') || `inga. ${attachHint}` }] : []),
      ].toSpliced(0, 0, ...subjectRows(form, filled)),
      systems: filled.systems.map((system) => ({
        name: system.name,
        rows: system.answers.filter((answer) => answer.text !== '').map(({ label, text }) => ({ label, value: text })),
      })),
      changes: changes.map(({ system, label, before, after }) => ({
        label: system ? `${system}, ${label}` : label,
        before: before || '–',
        after: after || '(borttaget)',
      })),
      questions: [...overlaps, ...filled.queries].map((text) => ({ text })),
      fields: [...(overlaps.length > 0 ? [confirmInput(draft)] : []), ...attestInputs(form, draft, approvers)],
      told: told(form, filled).map((text) => ({ text })),
    },
    ['rows', 'systems', 'changes', 'questions'],
  );
  return { kind: 'dialog', title: dialogTitle(form, draft), size: 'large', card };
}

/** The person; a thing stands among the answers. */
function subjectRows({ kind, process }: Form, { name, personnummer }: FilledIn): Line[] {
  if (process.subject !== undefined) return [];
  return [{ label: subjectLabel(kind), value: `${name}, ${maskPersonnummer(personnummer)}` }];
}

function confirmInput({ confirmed }: Draft): Input {
  return input('toggle', 'confirmed', 'Skicka ändå (obligatoriskt)', {
    value: String(confirmed === true),
    help: 'Ja, jag har sett vad personen redan har och vill skicka ändå',
  });
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function attestInputs(form: Form, draft: Draft, approvers: readonly Choice[]): Input[] {
  if (isApprovedWhenSent(form.process.attestation.by)) return [];
  const tick = input('toggle', 'own', ownTick, { value: String(draft.own), help: 'Ja, jag attesterar' });
  const choice = input('choice', 'approver', 'Godkänns av', {
    value: draft.approver,
    help: form.process.attestation.self
      ? 'Välj vem som ska godkänna, om du inte attesterar själv'
      : 'Välj vem som ska godkänna',
    choices: approvers,
  });
  const signature = input('toggle', 'signed', 'Underskrift (obligatoriskt)', {
    value: String(draft.signed ?? false),
    help: `Jag undertecknar beställningen som ansvarig chef hos ${form.provider.name}`,
  });
  return [
    ...(form.process.attestation.signed ? [signature] : []),
    ...(form.process.attestation.self ? [tick] : []),
    ...(approvers.length > 0 ? [choice] : []),
  ];
}

/** Who hears of it, in which order, and when it should be done where the profile knows. */
function told(form: Form, filled: FilledIn): string[] {
  const { process, provider } = form;
  const ways = [
    ...approvalText(process),
    ...certificateText(form, filled),
    ...stagesOf(form, filled.answers).map((stage) => stageText(form, stage, filled)),
    ...(process.route.some(({ credentials }) => credentials)
      ? [`Inloggningsuppgifterna kommer till dig här i chatten. Bara ansvarig chef hos ${provider.name} kan öppna dem.`]
      : []),
  ];
  return [
    ...ways.map((text, index) => `${index + 1}. ${text}`),
    [process.handlingText, ...dueText(form)].join(' '),
    ...(filled.from ? [`${startOf(form)} ${formatDay(filled.from)}.`] : []),
  ];
}

/** R95, R96: how the certificate comes to those who judge it. */
function certificateText({ process: { certificate, noun }, today }: Form, { answers }: FilledIn): string[] {
  if (certificate === undefined) return [];
  const isSent = answers.some(({ field, raw }) => field === certificate.noted?.field && raw === 'true');
  if (isSent) return [`${certificate.title}: IT tar fram det som är skickat tidigare.`];
  const until = formatDay(addDays(today, certificate.days));
  return [
    `${certificate.title}: bifoga det senast ${until}, annars avslutas ${nounOf({ noun }).definite}. Det går att göra efter Skicka.`,
  ];
}

function startOf({ kind }: Form): string {
  if (kind === 'newProvider') return 'Starten är';
  return kind === 'changeManager' ? 'Bytet sker tidigast' : 'Behörigheten ska gälla från';
}

function approvalText({ attestation: { by, self } }: Form['process']): string[] {
  if (isApprovedWhenSent(by)) return [];
  if (self) return ['Attest: du själv om du bockar i rutan, annars får den du väljer ett kort.'];
  return [`Attest: ${by === 'orderer' ? 'kommunens beställare som du väljer' : 'den du väljer'} får ett kort.`];
}

/** A queue with what it handles; systems may each have a queue of their own. */
function stageText(
  { profile, process, closedUntil }: Form,
  { queue, per, title }: Process['route'][number],
  { systems }: FilledIn,
): string {
  const nameOf = (id: string): string => profile.queues[id]?.name ?? id;
  const isAlone = process.route.filter((other) => other.queue === queue).length === 1;
  const opens = process.subject === undefined ? undefined : closedUntil?.(queue);
  if (opens !== undefined) return openingText(nameOf(queue), opens);
  if (per === 'case') return isAlone ? nameOf(queue) : `${nameOf(queue)} (${title})`;
  const queues = [...new Set(systems.map((system) => system.queue?.id ?? queue))];
  return enumerate(
    queues.map((id) => {
      const names = systems.filter((system) => (system.queue?.id ?? queue) === id).map(({ name }) => name);
      return `${nameOf(id)} (${enumerate(names)})`;
    }),
  );
}

/** A day where the time runs from now, a number of days where it runs from the approval. */
function dueText({ process, today }: Form): string[] {
  const { handlingDays, handlingFrom } = process;
  if (handlingDays === undefined) return [];
  if (handlingFrom === 'approval')
    return [`Det ska vara klart omkring ${handlingDays} dagar efter att den är godkänd.`];
  return [`Det ska vara klart omkring ${formatDay(addDays(today, handlingDays))}.`];
}
