import { fold } from '../domain/text.ts';
import type { Field } from './field.ts';

type Fault = { readonly path: PropertyKey[]; readonly message: string };

/** What the rules between the parts of a profile look at. */
type Parts = {
  readonly queues: Readonly<Record<string, { readonly linkPhrase: string }>>;
  readonly permission: {
    readonly route: readonly { readonly queue: string; readonly per: 'case' | 'system'; readonly title: string }[];
    readonly fields: readonly Field[];
    readonly handlingDays?: number | undefined;
    readonly handlingFrom?: string | undefined;
  };
  readonly systems: readonly {
    readonly id: string;
    readonly name: string;
    readonly orderableBy: readonly string[];
    readonly fields: readonly Field[];
  }[];
  readonly credentials: { readonly reminderDays: number; readonly days: number };
};

/** Faults between the parts of a profile, each with the path of the part to change. */
export function findFaults({ queues, permission, systems, credentials }: Parts): Fault[] {
  return [
    ...repeated(Object.entries(queues), ([, queue]) => fold(queue.linkPhrase)).map(({ item: [id] }) =>
      fault(['queues', id, 'linkPhrase'], 'används redan av en annan kö'),
    ),
    ...routeFaults(permission.route, queues),
    ...fieldFaults(permission.fields, ['permission', 'fields']),
    ...commonFieldFaults(permission.fields),
    ...handlingFaults(permission),
    ...systemFaults(systems, queues),
    ...(credentials.reminderDays < credentials.days
      ? []
      : [fault(['credentials', 'reminderDays'], 'ska vara färre än days')]),
  ];
}

function routeFaults(route: Parts['permission']['route'], queues: Parts['queues']): Fault[] {
  const at = (index: number, key: string) => ['permission', 'route', index, key];
  return [
    ...route.flatMap(({ queue, per, title }, index) => [
      ...(Object.hasOwn(queues, queue) ? [] : [fault(at(index, 'queue'), `kön ”${queue}” finns inte i queues`)]),
      ...(title.includes('{system}') === (per === 'system')
        ? []
        : [
            fault(
              at(index, 'title'),
              per === 'system' ? 'ska innehålla {system}' : 'kan inte innehålla {system}: steget gäller hela ärendet',
            ),
          ]),
    ]),
    // A queue's name is the id of its task.
    ...repeated(route, ({ queue }) => queue).map(({ item, index }) =>
      fault(at(index, 'queue'), `kön ”${item.queue}” har redan ett steg`),
    ),
  ];
}

function fieldFaults(fields: readonly Field[], path: PropertyKey[]): Fault[] {
  return repeated(fields, ({ id }) => id).map(({ item, index }) =>
    fault([...path, index, 'id'], `”${item.id}” används redan`),
  );
}

/** An application says for whom and where (domain 3); what an application's own properties are read from stands once. */
function commonFieldFaults(fields: readonly Field[]): Fault[] {
  const path = ['permission', 'fields'];
  const missing = (['personName', 'personnummer', 'unit'] as const)
    .filter((kind) => !fields.some((field) => field.kind === kind))
    .map((kind) => fault(path, `ett fält av sorten ${kind} saknas`));
  const once = ['personName', 'personnummer', 'unit', 'fromDate', 'toDate'] as const;
  const several = once.flatMap((kind) =>
    fields
      .flatMap((field, index) => (field.kind === kind ? [index] : []))
      .slice(1)
      .map((index) => fault([...path, index, 'kind'], `det finns redan ett fält av sorten ${kind}`)),
  );
  const optional = fields.flatMap(({ kind, required }, index) =>
    (kind === 'personName' || kind === 'personnummer') && !required
      ? [fault([...path, index, 'required'], 'ska vara true')]
      : [],
  );
  return [...missing, ...several, ...optional];
}

function handlingFaults({ handlingDays, handlingFrom }: Parts['permission']): Fault[] {
  if ((handlingDays === undefined) === (handlingFrom === undefined)) return [];
  const lacking = handlingDays === undefined ? 'handlingDays' : 'handlingFrom';
  return [fault(['permission', lacking], 'saknas: handlingDays och handlingFrom hör ihop')];
}

function systemFaults(systems: Parts['systems'], queues: Parts['queues']): Fault[] {
  return [
    ...repeated(systems, ({ id }) => id).map(({ item, index }) =>
      fault(['systems', index, 'id'], `”${item.id}” används redan`),
    ),
    ...repeated(systems, ({ name }) => fold(name)).map(({ item, index }) =>
      fault(['systems', index, 'name'], `”${item.name}” används redan`),
    ),
    ...systems.flatMap(({ id, orderableBy, fields }, index) => [
      // Both are ids of tasks in the same case.
      ...(Object.hasOwn(queues, id) ? [fault(['systems', index, 'id'], `”${id}” är redan namnet på en kö`)] : []),
      ...repeated(orderableBy, (kind) => kind).map((again) =>
        fault(['systems', index, 'orderableBy', again.index], 'står redan i listan'),
      ),
      ...fieldFaults(fields, ['systems', index, 'fields']),
      ...fields.flatMap(({ kind }, at) =>
        // The person is the same for all systems, and the personnummer has one place, where it is sealed.
        kind === 'personnummer' || kind === 'personName'
          ? [
              fault(
                ['systems', index, 'fields', at, 'kind'],
                `${kind} hör till permission.fields, inte till ett system`,
              ),
            ]
          : [],
      ),
    ]),
  ];
}

/** Those whose key an earlier one has too. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string): { item: T; index: number }[] {
  const keys = items.map(keyOf);
  return items.map((item, index) => ({ item, index })).filter(({ index }) => keys.indexOf(keys[index] ?? '') < index);
}

function fault(path: PropertyKey[], message: string): Fault {
  return { path, message };
}
