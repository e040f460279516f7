import { type CaseKind, caseKinds } from '../domain/case.ts';
import type { Reminders } from '../domain/reminder.ts';
import { fold } from '../domain/text.ts';
import { alternativesFaults } from './alternatives.ts';
import { fault, type Fault, repeated } from './fault.ts';
import { type TerminationParts, terminationFaults } from './termination-faults.ts';
import { type CertificateParts, certificateFaults, priceFaults } from './demand-faults.ts';
import type { Field } from './field.ts';
import { incidentFaults, type IncidentParts } from './incident.ts';
import { lackingFields, notAsked } from './named-fields.ts';
import { type PackageParts, packageFaults } from './package-faults.ts';
import { stageFaults, type StageParts } from './stage-faults.ts';

type ProcessParts = Omit<IncidentParts, 'route'> & {
  readonly route: readonly (IncidentParts['route'][number] &
    StageParts & {
      readonly id?: string | undefined;
      readonly queue: string;
      readonly per: 'case' | 'system';
      readonly title: string;
      readonly asks: readonly Field[];
    })[];
  readonly systems?: readonly string[] | undefined;
  readonly fields: readonly Field[];
  readonly handlingDays?: number | undefined;
  readonly handlingFrom?: string | undefined;
  readonly certificate?: CertificateParts | undefined;
  readonly alternatives?: Parameters<typeof alternativesFaults>[0] | undefined;
};

/** What the rules between the parts of a profile look at. */
type Parts = { readonly [kind in CaseKind]?: ProcessParts | undefined } & {
  readonly termination?: (ProcessParts & TerminationParts) | undefined;
  readonly queues: Readonly<Record<string, { readonly linkPhrase: string }>>;
  readonly systems: readonly {
    readonly id: string;
    readonly name: string;
    readonly orderableBy: readonly string[];
    readonly orderedWith?: CaseKind | undefined;
    readonly queue?: string | undefined;
    readonly price?: readonly { readonly from: string }[] | undefined;
    readonly fields: readonly Field[];
  }[];
  readonly unitRoles: readonly { readonly id: string }[];
  readonly packages: readonly PackageParts[];
  readonly slip?: { readonly systems: Readonly<Record<string, string>> } | undefined;
  readonly credentials: { readonly reminderDays: number; readonly days: number };
  readonly reminders: Pick<Reminders, 'approvalDays' | 'escalateApprovalDays' | 'taskDays' | 'escalateTaskDays'>;
};

/** Processes whose form is about one person: the others say so in their own way. */
const aboutPerson: ReadonlySet<CaseKind> = new Set(['permission', 'remoteAccess', 'siths', 'password']);

/** Faults between the parts of a profile, each with the path of the part to change. */
export function findFaults(parts: Parts): Fault[] {
  const { queues, systems, credentials, reminders } = parts;
  return [
    ...repeated(Object.entries(queues), ([, queue]) => fold(queue.linkPhrase)).map(({ item: [id] }) =>
      fault(['queues', id, 'linkPhrase'], 'används redan av en annan kö'),
    ),
    ...caseKinds.flatMap((kind) => {
      const process = parts[kind];
      return process === undefined ? [] : processFaults(kind, process, parts);
    }),
    ...(parts.termination === undefined ? [] : terminationFaults(parts.termination, queues)),
    ...systemFaults(systems, queues),
    ...packageFaults(parts.packages, systems),
    ...Object.keys(parts.slip?.systems ?? {}).flatMap((id) =>
      systems.some((system) => system.id === id)
        ? []
        : [fault(['slip', 'systems', id], `systemet ”${id}” finns inte i systems`)],
    ),
    ...systems.flatMap(({ orderedWith, id }, index) =>
      orderedWith === undefined || parts[orderedWith]?.systems?.includes(id)
        ? []
        : [fault(['systems', index, 'orderedWith'], `”${id}” står inte bland systems i ${orderedWith}`)],
    ),
    ...(credentials.reminderDays < credentials.days
      ? []
      : [fault(['credentials', 'reminderDays'], 'ska vara färre än days')]),
    ...(reminders.approvalDays < reminders.escalateApprovalDays
      ? []
      : [fault(['reminders', 'approvalDays'], 'ska vara färre än escalateApprovalDays')]),
    ...(reminders.taskDays < reminders.escalateTaskDays
      ? []
      : [fault(['reminders', 'taskDays'], 'ska vara färre än escalateTaskDays')]),
  ];
}

function processFaults(kind: CaseKind, process: ProcessParts, { queues, systems, unitRoles }: Parts): Fault[] {
  const known = new Set(systems.map(({ id }) => id));
  return [
    ...routeFaults(kind, process.route, queues),
    ...fieldFaults(process.fields, [kind, 'fields']),
    ...(aboutPerson.has(kind) ? commonFieldFaults(kind, process.fields) : []),
    ...lackingFields(kind, process),
    ...handlingFaults(kind, process),
    ...alternativesFaults(process.alternatives ?? [], systems).map(({ path, message }) =>
      fault([kind, ...path], message),
    ),
    ...incidentFaults(process, queues).map(({ path, message }) => fault([kind, ...path], message)),
    ...stageFaults(process, systems, unitRoles).map(({ path, message }) => fault([kind, ...path], message)),
    ...certificateFaults(process).map(({ path, message }) => fault([kind, ...path], message)),
    ...(process.systems ?? []).flatMap((id, index) =>
      known.has(id) ? [] : [fault([kind, 'systems', index], `systemet ”${id}” finns inte i systems`)],
    ),
  ];
}

function routeFaults(kind: CaseKind, route: ProcessParts['route'], queues: Parts['queues']): Fault[] {
  const at = (index: number, key: string): PropertyKey[] => [kind, 'route', index, key];
  return [
    ...route.flatMap(({ queue, asks }, index) => [
      ...(Object.hasOwn(queues, queue) ? [] : [fault(at(index, 'queue'), `kön ”${queue}” finns inte i queues`)]),
      ...fieldFaults(asks, at(index, 'asks')),
      ...asks.flatMap(({ kind: asked }, number) =>
        notAsked.has(asked)
          ? [fault([...at(index, 'asks'), number, 'kind'], `ett steg kan inte fråga efter ${asked}`)]
          : [],
      ),
    ]),
    // It is the id of its task.
    ...repeated(route, ({ id, queue }) => id ?? queue).map(({ item, index }) =>
      item.id === undefined
        ? fault(at(index, 'queue'), `kön ”${item.queue}” har redan ett steg; ge det här ett eget id`)
        : fault(at(index, 'id'), `”${item.id}” används redan`),
    ),
  ];
}

function fieldFaults(fields: readonly Field[], path: PropertyKey[]): Fault[] {
  return repeated(fields, ({ id }) => id).map(({ item, index }) =>
    fault([...path, index, 'id'], `”${item.id}” används redan`),
  );
}

/** An application says for whom and where (domain 3); what an application's own properties are read from stands once. */
function commonFieldFaults(kind: CaseKind, fields: readonly Field[]): Fault[] {
  const path = [kind, 'fields'];
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

function handlingFaults(kind: CaseKind, { handlingDays, handlingFrom }: ProcessParts): Fault[] {
  if ((handlingDays === undefined) === (handlingFrom === undefined)) return [];
  const lacking = handlingDays === undefined ? 'handlingDays' : 'handlingFrom';
  return [fault([kind, lacking], 'saknas: handlingDays och handlingFrom hör ihop')];
}

function systemFaults(systems: Parts['systems'], queues: Parts['queues']): Fault[] {
  return [
    ...repeated(systems, ({ id }) => id).map(({ item, index }) =>
      fault(['systems', index, 'id'], `”${item.id}” används redan`),
    ),
    ...repeated(systems, ({ name }) => fold(name)).map(({ item, index }) =>
      fault(['systems', index, 'name'], `”${item.name}” används redan`),
    ),
    ...systems.flatMap(({ id, orderableBy, queue, price = [], fields }, index) => [
      ...priceFaults(price).map(({ path, message }) => fault(['systems', index, ...path], message)),
      ...(queue === undefined || Object.hasOwn(queues, queue)
        ? []
        : [fault(['systems', index, 'queue'], `kön ”${queue}” finns inte i queues`)]),
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
                `${kind} hör till fields i permission, inte till ett system`,
              ),
            ]
          : [],
      ),
    ]),
  ];
}
