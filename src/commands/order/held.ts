import type { HeldPermission, OrderedSystem } from '../../domain/application.ts';
import { type Held, isHeld } from '../../domain/register.ts';
import type { Profile } from '../../profiles/schema.ts';
import type { Form } from './form.ts';

/** A line on the approver's card, in characters. */
const heldDetails = 200;

/** What the person has at this provider: nothing of another provider's is shown. */
export function heldPermissions(form: Form, held: readonly Held[]): HeldPermission[] {
  return held
    .filter((one) => isHeld(one, form.today))
    .map(({ system }) => ({ system: system.name, details: detailsOf(system, form.profile) }));
}

/** Units and roles. What was written in words was meant for its own case; so, for all we know, was a field that is gone. */
function detailsOf({ id, answers }: OrderedSystem, { systems }: Profile): string {
  const fields = systems.find((system) => system.id === id)?.fields ?? [];
  const plain = fields.filter(({ kind }) => kind !== 'longText' && kind !== 'text');
  const shown = answers.filter(({ field, text }) => text !== '' && plain.some((one) => one.id === field));
  return shown
    .map(({ text }) => text)
    .join(', ')
    .slice(0, heldDetails);
}
