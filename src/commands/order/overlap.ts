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

const none: Overlap = { texts: [], mark: '' };

/** Asked for again: pointed out, and sent only when that is meant. A change or a removal is about what they have. */
export async function findOverlap({ services }: Context, form: Form, draft: Draft, filled: FilledIn): Promise<Overlap> {
  if (draft.question !== undefined || purposeOf(draft.kind, filled.answers) !== 'give') return none;
  const { provider, today } = form;
  const hash = services.vault.hash(new Secret(filled.personnummer));
  const { held, underWay } = await services.register.known(provider.id, hash);
  const ids = new Set(filled.systems.map(({ id }) => id));
  const has = held.filter(
    (one) => isHeld(one, today) && ids.has(one.system.id) && isSameUnit(one.employment.unit, filled.unit),
  );
  const awaits = underWay.filter(
    ({ case: id, purpose, systems, unit }) =>
      id !== draft.caseId &&
      purpose !== 'remove' &&
      isSameUnit(unit, filled.unit) &&
      systems.some((system) => ids.has(system.id)),
  );
  return {
    texts: [...has.map((one) => heldText(form, filled, one)), ...awaits.map((one) => underWayText(one, ids))],
    mark: [...has.map((one) => `${one.case}.${one.system.id}`), ...awaits.map((one) => one.case)].sort().join(' '),
  };
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

function heldText(form: Form, { name, systems }: FilledIn, { system, employment, since, from }: Held): string {
  const fields = form.profile.systems.find(({ id }) => id === system.id)?.fields ?? [];
  const ordered = systems.find(({ id }) => id === system.id)?.answers ?? [];
  const others = system.answers.filter(
    ({ field, text }) =>
      text !== '' &&
      fields.some(({ id, kind }) => id === field && kind === 'choice') &&
      ordered.find((answer) => answer.field === field)?.text !== text,
  );
  const canChange = form.process.fields.some(({ id }) => id === 'purpose');
  const advice = canChange ? ' Ska det ändras? Gå tillbaka och välj Ändra.' : '';
  const as = others.length === 0 ? '' : ` som ${enumerate(others.map(({ text }) => text))}`;
  return `${name} har redan ${system.name} på ${employment.unit.name}${as} sedan ${formatDay(from ?? dayOf(since))}.${advice}`;
}

function underWayText({ case: id, systems, sentBy }: UnderWay, ids: ReadonlySet<string>): string {
  const names = systems.filter((system) => ids.has(system.id)).map(({ name }) => name);
  return `En ansökan om ${enumerate(names)} väntar redan: ${formatCaseId(id)}, skickad av ${sentBy}.`;
}
