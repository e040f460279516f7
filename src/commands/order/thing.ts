import type { OrderedSystem } from '../../domain/application.ts';
import type { Ending } from '../../domain/case.ts';
import type { Held } from '../../domain/register.ts';
import { isSerial } from '../../domain/serial.ts';
import type { System } from '../../profiles/schema.ts';

/** What goes with a system, to be handed out and given back. */
export function thingOf({ item, serial }: Pick<System, 'item' | 'serial'>): Pick<OrderedSystem, 'item' | 'serial'> {
  return {
    ...(item === undefined ? {} : { item }),
    ...(serial === undefined ? {} : { serial: { label: serial.label } }),
  };
}

/** Systems that are to be taken away, with the numbers of what was handed out with them. */
export function withHandedOut(
  systems: readonly OrderedSystem[],
  ends: readonly Ending[],
  held: readonly Held[],
): readonly OrderedSystem[] {
  return systems.map((system) => {
    const ended = held.filter((one) =>
      ends.some((end) => end.case === one.case && end.system === one.system.id && end.system === system.id),
    );
    const numbers = ended.flatMap((one) => one.system.answers.filter(isSerial));
    return numbers.length === 0 ? system : { ...system, answers: [...system.answers, ...numbers] };
  });
}
