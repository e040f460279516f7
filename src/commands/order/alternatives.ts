import type { OrderedSystem } from '../../domain/application.ts';
import { isHeld, type Purpose, purposeOf } from '../../domain/register.ts';
import type { Alternatives } from '../../profiles/alternatives.ts';
import type { System } from '../../profiles/schema.ts';
import type { Context } from '../context.ts';
import type { Draft } from './draft.ts';
import { chosen, type Form } from './form.ts';
import { personHash } from './person-hash.ts';

/** The group of which a system is one. */
export function groupOf({ process }: Form, { id }: Pick<System, 'id'>): Pick<OrderedSystem, 'alternative'> {
  const group = process.alternatives.find(({ systems }) => systems.includes(id));
  return group === undefined ? {} : { alternative: group.id };
}

/** What the draft is about, as far as it has come. */
export function purposeIn({ process, kind }: Form, { values }: Draft): Purpose {
  const raw = values['purpose'] ?? process.fields.find(({ id }) => id === 'purpose')?.initial ?? '';
  return purposeOf(kind, [{ field: 'purpose', label: '', text: raw, raw }]);
}

/** R105: one or the other. */
export function severalOfOne(form: Form, draft: Draft): string {
  if (purposeIn(form, draft) === 'remove') return '';
  const ids = new Set(chosen(form, draft).map(({ id }) => id));
  const group = form.process.alternatives.find(({ systems }) => systems.filter((id) => ids.has(id)).length > 1);
  return group === undefined ? '' : `Välj antingen ${namesOf(form, group)}, inte båda.`;
}

/**
 * R105: exactly one, of what the person has at the provider, what is on the way and what is asked for here. Empty where it is right.
 */
export async function alternativesFault({ services }: Context, form: Form, draft: Draft): Promise<string> {
  const hash = personHash(services, form, draft);
  const purpose = purposeIn(form, draft);
  const [first] = form.process.alternatives;
  if (first === undefined || hash === undefined || purpose === 'remove') return '';
  const { held, underWay } = await services.register.known(form.provider.id, hash);
  const has = new Set(held.filter((one) => isHeld(one, form.today)).map(({ system }) => system.id));
  const coming = new Set(
    underWay
      .filter((one) => one.case !== draft.caseId && one.purpose !== 'remove')
      .flatMap(({ systems }) => systems.map(({ id }) => id)),
  );
  const ids = chosen(form, draft).map(({ id }) => id);
  const faults = form.process.alternatives.map((group) => {
    const wanted = group.systems.find((id) => ids.includes(id));
    const known = group.systems.find((id) => id !== wanted && (has.has(id) || coming.has(id)));
    if (wanted === undefined)
      return known === undefined
        ? `Välj också ${group.name}: ${namesOf(form, group)}. Inget av dem är registrerat på personen här.`
        : '';
    if (known === undefined) return '';
    const state = has.has(known) ? 'har redan' : 'är redan på väg att få';
    return `Personen ${state} ${nameOf(form, known)}, och ska ha antingen ${namesOf(form, group)}. Ska det bytas? Ta bort ${nameOf(form, known)} först.`;
  });
  return faults.find((fault) => fault !== '') ?? '';
}

/** All systems of a category are one group: then they are one choice. */
export function isOneChoice({ process }: Form, systems: readonly System[]): boolean {
  return process.alternatives.some(
    (group) => systems.length === group.systems.length && systems.every(({ id }) => group.systems.includes(id)),
  );
}

function namesOf(form: Form, { systems }: Alternatives): string {
  return systems.map((id) => nameOf(form, id)).join(' eller ');
}

function nameOf({ profile }: Form, id: string): string {
  return profile.systems.find((system) => system.id === id)?.name ?? id;
}
