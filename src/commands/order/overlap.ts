import type { Unit } from '../../domain/application.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { type Held, isHeld, isSameUnit, purposeOf, type UnderWay } from '../../domain/register.ts';
import { Secret } from '../../domain/secret.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { enumerate, formatDay } from '../../views/format.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import type { Draft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';

/** What the person has, or is to get, of what is ordered. `mark` tells one such finding from another. */
export type Overlap = { readonly texts: readonly string[]; readonly mark: string };

type Known = {
  readonly vault: Pick<Context['services']['vault'], 'hash'>;
  readonly register: Pick<Context['services']['register'], 'known'>;
};

const none: Overlap = { texts: [], mark: '' };

/** Asked for again: pointed out, and sent only when that is meant. A change or a removal is about what they have. */
export async function findOverlap(
  { services }: { readonly services: Known },
  form: Form,
  draft: Draft,
  filled: FilledIn,
): Promise<Overlap> {
  if (draft.question !== undefined || purposeOf(draft.kind, filled.answers) !== 'give') return none;
  const { provider, today } = form;
  const hash = services.vault.hash(new Secret(filled.personnummer));
  const { held, underWay } = await services.register.known(provider.id, hash);
  const ids = new Set(filled.systems.map(({ id }) => id));
  const isAsked = (system: string, unit: Unit): boolean =>
    ids.has(system) && (isSameUnit(unit, filled.unit) || !isOfUnits(form, system));
  const has = held.filter((one) => isHeld(one, today) && isAsked(one.system.id, one.employment.unit));
  const awaits = underWay.filter(
    ({ case: id, purpose, systems, unit }) =>
      id !== draft.caseId && purpose !== 'remove' && systems.some((system) => isAsked(system.id, unit)),
  );
  return {
    texts: [
      ...has.map((one) => heldText(form, filled, one)),
      ...awaits.map((one) => underWayText(one, (system) => isAsked(system, one.unit))),
    ],
    mark: [...has.map((one) => `${one.case}.${one.system.id}`), ...awaits.map((one) => one.case)].sort().join(' '),
  };
}

/** Somebody has it for certain units; otherwise once for all, as a SITHS card, whichever employment it was ordered for. */
function isOfUnits({ profile }: Form, system: string): boolean {
  return (profile.systems.find(({ id }) => id === system)?.fields ?? []).some(({ kind }) => kind === 'units');
}

/** Why it is not sent yet: what there is to confirm has not been, or something has come since it was. Empty where it may go. */
export async function overlapFault(context: Context, form: Form, draft: Draft, filled: FilledIn): Promise<string> {
  const { mark } = await findOverlap(context, form, draft, filled);
  if (mark === '' || (mark === draft.overlap && draft.confirmed === true)) return '';
  return 'Personen har redan, eller är på väg att få, något av det du ansöker om. Läs frågorna nedan, och bocka i Skicka ändå om det ska skickas.';
}

/** Somebody else sent the same in the very same moment: at least the second of the two hears of it. Empty where nobody did. */
export async function lateOverlap(context: Context, form: Form, draft: Draft, filled: FilledIn): Promise<string> {
  const { texts, mark } = await findOverlap(context, form, draft, filled);
  return mark === (draft.overlap ?? '') ? '' : texts.join(' ');
}

/** The answer to Skicka, with what has come meanwhile. */
export function withLate(sent: Reply, late: string): Reply {
  return sent.kind === 'notice' && late !== '' ? { ...sent, text: `${sent.text} Obs! ${late}` } : sent;
}

function heldText(form: Form, { name, systems, unit }: FilledIn, { system, employment, since, from }: Held): string {
  const fields = form.profile.systems.find(({ id }) => id === system.id)?.fields ?? [];
  const ordered = systems.find(({ id }) => id === system.id)?.answers ?? [];
  const others = system.answers.filter(
    ({ field, text }) =>
      text !== '' &&
      fields.some(({ id, kind }) => id === field && kind === 'choice') &&
      ordered.find((answer) => answer.field === field)?.text !== text,
  );
  const canChange = form.process.fields.some(({ id }) => id === 'purpose') && isSameUnit(employment.unit, unit);
  const advice = canChange ? ' Ska det ändras? Gå tillbaka och välj Ändra.' : '';
  const as = others.length === 0 ? '' : ` som ${enumerate(others.map(({ text }) => text))}`;
  return `${name} har redan ${system.name} på ${employment.unit.name}${as} sedan ${formatDay(from ?? dayOf(since))}.${advice}`;
}

function underWayText({ case: id, systems, sentBy }: UnderWay, isAsked: (system: string) => boolean): string {
  const names = systems.filter((system) => isAsked(system.id)).map(({ name }) => name);
  return `En ansökan om ${enumerate(names)} väntar redan: ${formatCaseId(id)}, skickad av ${sentBy}.`;
}
