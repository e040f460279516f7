import { endsFor } from '../../domain/ends-for.ts';
import { type Held, purposeOf } from '../../domain/register.ts';
import { enumerate } from '../../views/format.ts';
import type { Draft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';

/** A change or a removal of what the register does not know of is asked about: it may be from before the bot, or a slip. */
export function notHeldTexts({ provider }: Form, { kind }: Draft, filled: FilledIn, held: readonly Held[]): string[] {
  const { name, unit, systems, answers } = filled;
  const purpose = purposeOf(kind, answers);
  if (purpose === 'give') return [];
  const missing = systems.filter(({ id }) => endsFor({ purpose, systems: [id], unit }, held).length === 0);
  if (missing.length === 0) return [];
  const place = purpose === 'change' ? `på ${unit.name}` : `hos ${provider.name}`;
  const names = enumerate(missing.map((system) => system.name));
  return [
    `${name} har inte fått ${names} ${place} genom boten. Stämmer det du har valt? Är det från tiden före boten kan du skicka.`,
  ];
}
