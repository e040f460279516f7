import type { OrderedSystem } from '../../domain/application.ts';
import type { FormField } from '../../domain/form.ts';
import { isOneChoice } from './alternatives.ts';
import type { Draft } from './draft.ts';
import { systemsFault } from './fill-in.ts';
import { type Form, kept, orderable } from './form.ts';
import { type Input, input } from './input.ts';
import { keptAnswers } from './kept.ts';
import { packagesOf } from './packages.ts';
import type { StepView } from './step-view.ts';

/** The systems to choose among, by category; those that the case has and that are offered no longer can only be left out. */
export function systemInputs(form: Form, draft: Draft, { checked, faults }: StepView): Input[] {
  const systems = orderable(form);
  const categories = [...new Set(systems.map((system) => system.category))];
  const inputs = categories.map((category, index) => {
    const offered = systems.filter((system) => system.category === category);
    const isOne = isOneChoice(form, offered);
    const none = isOne ? [{ title: 'Personen har det redan', value: 'none' }] : [];
    return input(
      isOne ? 'choice' : 'many',
      `systems_${index}`,
      categories.length === 1 ? 'System (obligatoriskt)' : `System: ${category}`,
      {
        value: draft.systems.filter((id) => offered.some((system) => system.id === id)).join(','),
        choices: [...offered.map((system) => ({ title: system.name, value: system.id })), ...none],
      },
    );
  });
  const ordered = kept(form, draft);
  const others = input('many', 'systems_kept', 'Redan beställt, finns inte längre att beställa', {
    value: draft.systems.filter((id) => ordered.some((system) => system.id === id)).join(','),
    choices: ordered.map(({ id, name }) => ({ title: name, value: id })),
  });
  const all = [...inputs, ...(ordered.length > 0 ? [others] : [])];
  if (all.length === 0) return [];
  const own = checked ? systemsFault(form, draft) : '';
  const byOthers = checked && own === '' ? (faults?.get('systems') ?? '') : '';
  // What others' cases hold concerns the one choice; what is missing is said where the choosing begins.
  const faulty =
    byOthers === ''
      ? 0
      : Math.max(
          0,
          all.findIndex(({ kind }) => kind === 'choice'),
        );
  return [
    ...packageInputs(form, draft),
    ...all.map((one, index) => (index === faulty ? { ...one, fault: own || byOthers } : one)),
  ];
}

/** One choice instead of several; what it filled in can be changed afterwards. */
function packageInputs(form: Form, draft: Draft): Input[] {
  const packages = packagesOf(form);
  if (packages.length === 0) return [];
  const titles = packages.map(({ id, name, help }) => ({
    title: help === undefined ? name : `${name}: ${help}`,
    value: id,
  }));
  return [
    input('choice', 'package', 'Paket', {
      value: draft.package ?? '',
      help: 'Fyller i systemen och deras uppgifter åt dig',
      choices: [{ title: 'Inget paket', value: 'none' }, ...titles],
    }),
  ];
}

/** A system of the case that is offered no longer, as it stands. */
export function keptSystem({ id, name, answers }: OrderedSystem): Input[] {
  const given = answers.filter(({ text }) => text !== '');
  return [
    input('heading', `s_${id}_heading`, name),
    input('fixed', `s_${id}_kept`, 'Finns inte längre att beställa; det som redan är beställt ligger kvar.'),
    ...given.map(({ field, label, text }) => input('fixed', `s_${id}_${field}`, label, { value: text })),
  ];
}

/** Answers to fields that the form has no longer, as they stand. */
export function keptFields(draft: Draft, fields: readonly FormField[], system?: string): Input[] {
  const answers = keptAnswers(draft, fields, system).filter(({ text }) => text !== '');
  return answers.map(({ field, label, text }) =>
    input('fixed', `k_${system ?? ''}_${field}`, `${label} (finns inte längre i formuläret, ligger kvar)`, {
      value: text,
    }),
  );
}
