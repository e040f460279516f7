import { checkField, type FormField, unitText } from '../../domain/form.ts';
import type { Provider } from '../../domain/directory.ts';
import { fold } from '../../domain/text.ts';
import type { Person } from '../../domain/person.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import type { TerminationDraft } from './draft.ts';
import { chosenEmployments, type Leaver, type TerminationForm } from './leaver.ts';

/** What is wrong with each input, by its id; empty where nothing is. */
export type Faults = Readonly<Record<string, string>>;

const unlistedFields: readonly FormField[] = [
  { id: 'name', kind: 'personName', label: 'Namn', required: true },
  { id: 'personnummer', kind: 'personnummer', label: 'Personnummer', required: true },
  { id: 'unit', kind: 'unit', label: 'Enhet', required: true },
];

/** The three things that are to be known of somebody who is not in the register, as they are kept where they are right. */
export function checkUnlisted(
  { provider, today }: TerminationForm,
  draft: TerminationDraft,
): { readonly faults: Faults; readonly texts: Readonly<Record<string, string>> } {
  const context = { today, units: provider.units, userNamePrefixes: [] };
  const typed: Record<string, string> = { name: draft.name, personnummer: draft.personnummer, unit: draft.unit };
  const checked = unlistedFields.map((field) => ({
    id: field.id,
    result: checkField(field, typed[field.id] ?? '', context),
  }));
  return {
    faults: Object.fromEntries(
      checked.flatMap(({ id, result }) => (result.ok ? [] : [[id, fieldFaultText(result.fault)]])),
    ),
    texts: Object.fromEntries(checked.flatMap(({ id, result }) => (result.ok ? [[id, result.text]] : []))),
  };
}

const lastDayField: FormField = { id: 'lastDay', kind: 'toDate', label: 'Sista dag', required: true };

export function checkLastDay(typed: string, today: string): { readonly fault?: string; readonly day: string } {
  const checked = checkField(lastDayField, typed, { today, units: [], userNamePrefixes: [] });
  return checked.ok ? { day: checked.raw } : { fault: fieldFaultText(checked.fault), day: '' };
}

/** What the step about employment, systems and day lacks. */
export function checkWhat(form: TerminationForm, draft: TerminationDraft, leaver: Leaver | undefined): Faults {
  const { fault } = checkLastDay(draft.lastDay, form.today);
  const needsEmployment =
    leaver !== undefined && draft.about === 'person' && chosenEmployments(draft, leaver).length === 0;
  return {
    ...(fault === undefined ? {} : { lastDay: fault }),
    ...(needsEmployment ? { employments: 'Välj vilken anställning som upphör.' } : {}),
    ...(leaver === undefined && draft.older.length === 0 ? { older: 'Välj minst ett system.' } : {}),
  };
}

/**
 * A responsible manager's own leaving is not hers to order: the provider needs another first. The register knows people by their
 * numbers and the directory by their accounts, so a name is all there is to go by.
 */
export function managerFault(
  { managers, name: provider }: Provider,
  leaver: string,
  actor: Person,
): string | undefined {
  const manager = managers.find(({ name }) => fold(name) === fold(leaver));
  if (manager === undefined) return undefined;
  if (manager.id === actor.id)
    return `${leaver} heter som du. Du kan inte avsluta dina egna behörigheter: be en annan ansvarig chef hos ${provider}, eller vänd dig till kommunens beställare.`;
  return managers.length === 1
    ? `${leaver} är enda ansvariga chefen hos ${provider}. En ny chef måste utses först: vänd dig till kommunens beställare.`
    : undefined;
}

/** The unit that was chosen for somebody who is not in the register. */
export function unitOf({ provider }: TerminationForm, text: string): Provider['units'][number] | undefined {
  return provider.units.find((unit) => unitText(unit) === text);
}
