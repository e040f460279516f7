import type { Application } from '../../domain/application.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { checkField, type FieldKind, type FormField, unitText } from '../../domain/form.ts';
import { Secret } from '../../domain/secret.ts';
import { latestOf } from '../../domain/staff.ts';
import { fold } from '../../domain/text.ts';
import { enumerate } from '../../views/format.ts';
import type { Context } from '../context.ts';
import { type Draft, saveDraft } from './draft.ts';
import { checkStep } from './fill-in.ts';
import type { Form } from './form.ts';

/** What stands for the person, whatever is ordered; a longer text was written for its own order. */
const personal: ReadonlySet<FieldKind> = new Set(['costCode', 'phone', 'mobile', 'mail', 'userName', 'text', 'choice']);

const isPersonal = ({ id, kind }: FormField): boolean => personal.has(kind) && id !== 'purpose';

/** What an order says of its person, under the ids that the form's fields have now; only what the form still takes. */
export function personValues(
  { process, provider, profile, today }: Form,
  { subject, unit, answers }: Application,
): Record<string, string> {
  const context = { today, units: provider.units, userNamePrefixes: profile.userNamePrefixes };
  const said = (field: FormField): string => {
    if (field.kind === 'personName') return subject.name;
    if (field.kind === 'unit') return unitText(unit);
    return isPersonal(field) ? (answers.find((answer) => answer.field === field.id)?.raw ?? '') : '';
  };
  return Object.fromEntries(
    process.fields
      .map((field) => [field, said(field)] as const)
      .filter(([field, value]) => value !== '' && checkField({ ...field, required: false }, value, context).ok)
      .map(([{ id }, value]) => [id, value]),
  );
}

/** The latest order about somebody at a provider, finished or under way; undefined for one who is not known there. */
export async function latestOrder(
  { services }: Context,
  providerId: string,
  hash: string,
): Promise<{ readonly caseId: string; readonly application: Application } | undefined> {
  const { held, underWay } = await services.register.known(providerId, hash);
  const caseId = latestOf(held)?.case ?? underWay[0]?.case;
  const found = caseId === undefined ? undefined : (await services.cases.read(caseId))?.value;
  return found && { caseId: found.id, application: found.application };
}

/**
 * The personnummer belongs to somebody known at the own provider: what was left empty is filled in, once, and what was typed
 * stays. Says so; undefined where there is nothing to say.
 */
export async function fillKnown(
  context: Context,
  form: Form,
  draft: Draft,
): Promise<{ readonly draft: Draft; readonly notice: string } | undefined> {
  const checked = checkStep(form, draft, 'person');
  const ofKind = (kind: FieldKind) => checked.find(({ slot }) => slot.field.kind === kind);
  const number = ofKind('personnummer')?.raw;
  if (number === undefined || draft.question !== undefined) return undefined;
  const hash = context.services.vault.hash(new Secret(number));
  if (draft.known === hash) return undefined;
  const latest = await latestOrder(context, form.provider.id, hash);
  if (latest === undefined) return undefined;
  const { caseId, application } = latest;
  const known = personValues(form, application);
  const empty = form.process.fields.filter(({ id }) => known[id] !== undefined && (draft.values[id] ?? '') === '');
  const values = Object.fromEntries(empty.map(({ id }) => [id, known[id] ?? '']));
  const name = ofKind('personName')?.text ?? '';
  const filled = { ...draft, known: hash, values: { ...draft.values, ...values } };
  await saveDraft(context, filled);
  return {
    draft: filled,
    notice: [
      `${name} finns redan hos ${form.provider.name}: ärende ${formatCaseId(caseId)}, ${application.unit.name}.`,
      empty.length > 0
        ? `Därifrån är ${enumerate(empty.map(({ label }) => label))} ifyllt. Det du har skrivit är kvar.`
        : '',
      fold(name) === fold(application.subject.name) ? '' : `Där heter personen ${application.subject.name}.`,
      'Tryck på Tillbaka om något inte stämmer.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}
