import { z } from 'zod';
import { fault, type Fault } from './fault.ts';
import { type Field, provenance, words } from './field.ts';

/** Reports with the same answers to `fields`, none of them among `except`, within so many minutes of the first. */
export const gatherSchema = z.strictObject({
  fields: z.array(words(40)).min(1).max(2),
  except: z.array(words(100)).max(50).default([]),
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
  ...provenance,
});

type Choosing = { readonly field: string; readonly choices: readonly string[] };
export type IncidentParts = {
  readonly route: readonly {
    readonly outOfHours?: { readonly queue: string; readonly when?: Choosing | undefined } | undefined;
  }[];
  readonly fields: readonly Field[];
  readonly subject?: string | undefined;
  readonly gather?: { readonly fields: readonly string[]; readonly except: readonly string[] } | undefined;
};

/** Fields that a process names and does not have, and queues, by their path in the process. */
export function incidentFaults({ route, fields, subject, gather }: IncidentParts, queues: object): Fault[] {
  const choicesOf = (id: string): readonly string[] | undefined =>
    fields.find((field) => field.id === id && field.kind === 'choice')?.choices;
  const lacking = (id: string, path: PropertyKey[]): Fault[] =>
    choicesOf(id) === undefined ? [fault(path, `ett fält av sorten choice med id ”${id}” saknas`)] : [];
  return [
    ...(subject === undefined ? [] : lacking(subject, ['subject'])),
    ...(gather?.fields ?? []).flatMap((id, index) => lacking(id, ['gather', 'fields', index])),
    ...(gather?.except ?? []).flatMap((choice, index) =>
      gather?.fields.some((id) => choicesOf(id)?.includes(choice)) === true
        ? []
        : [fault(['gather', 'except', index], `”${choice}” är inte ett val i något av fälten`)],
    ),
    ...route.flatMap(({ outOfHours }, stage) => {
      if (outOfHours === undefined) return [];
      const path = ['route', stage, 'outOfHours'];
      const { queue, when } = outOfHours;
      const known = when && choicesOf(when.field);
      return [
        ...(Object.hasOwn(queues, queue) ? [] : [fault([...path, 'queue'], `kön ”${queue}” finns inte i queues`)]),
        ...(when === undefined ? [] : lacking(when.field, [...path, 'when', 'field'])),
        ...(when?.choices ?? []).flatMap((choice, index) =>
          known === undefined || known.includes(choice)
            ? []
            : [fault([...path, 'when', 'choices', index], `”${choice}” är inte ett val i fältet`)],
        ),
      ];
    }),
  ];
}
