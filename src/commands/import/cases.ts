import type { Application } from '../../domain/application.ts';
import { dayOf, startOfDay } from '../../domain/calendar/days.ts';
import type { Finished } from '../../domain/case.ts';
import type { FieldKind } from '../../domain/form.ts';
import { grouped } from '../../domain/grouped.ts';
import { importedCase } from '../../domain/import-list.ts';
import { Secret } from '../../domain/secret.ts';
import { unitText } from '../../domain/units.ts';
import { type Process, processOf } from '../../profiles/schema.ts';
import type { Context } from '../context.ts';
import { batchWrites, writesFor } from '../import-ports.ts';
import { personnummerPlace } from '../order/application.ts';
import { allTerms, routeOf } from '../order/terms.ts';
import type { Access } from './check.ts';

/** What a case has room for: an order has no more either. */
const mostSystems = 20;

/** The lines as cases: one for each employment with its dates, with all its systems. */
export function casesOf(context: Context, list: string, access: readonly Access[]): Finished[] {
  const groups = grouped(access, ({ provider, personnummer, unit, kind, employmentType, title, costCode, from, to }) =>
    JSON.stringify([provider.id, personnummer, unitText(unit), kind, employmentType, title, costCode, from, to]),
  );
  return [...groups.values()].flatMap((lines) =>
    Array.from({ length: Math.ceil(lines.length / mostSystems) }, (_, index) =>
      lines.slice(index * mostSystems, (index + 1) * mostSystems),
    ).flatMap((some) => caseOf(context, list, some)),
  );
}

function caseOf(context: Context, list: string, lines: readonly Access[]): Finished[] {
  const { services, incoming, now } = context;
  const [first] = lines;
  const process = first && processOf(services.profile, first.kind);
  if (first === undefined || process === undefined) return [];
  const id = services.newCaseId();
  const { provider, from } = first;
  const application = applicationOf(context, id, process, first, lines);
  return [
    importedCase({
      id,
      list,
      kind: first.kind,
      provider: { id: provider.id, name: provider.name },
      owner: provider.managers[0] ?? incoming.person,
      by: incoming.person,
      application,
      route: routeOf(services.profile, process),
      terms: allTerms(services.profile, process, application.systems, dayOf(now)),
      since: from !== undefined && from < dayOf(now) ? startOfDay(from) : now,
      now,
    }),
  ];
}

function applicationOf(
  { services }: Context,
  id: string,
  { fields }: Process,
  first: Access,
  lines: readonly Access[],
): Application {
  const { name, personnummer, unit, from, to } = first;
  const secret = new Secret(personnummer);
  const { queues } = services.profile;
  const byKind: Partial<Record<FieldKind, string>> = {
    personName: name,
    unit: unitText(unit),
    userName: first.userName,
  };
  const byId: Record<string, string> = { employmentType: first.employmentType, title: first.title };
  const said = fields.flatMap(({ id: field, kind, label }) => {
    const text = byKind[kind] ?? byId[field] ?? (kind === 'costCode' ? first.costCode || unit.costCode : '');
    return text === '' ? [] : [{ field, label, text, raw: text }];
  });
  return {
    version: 1,
    subject: {
      name,
      personnummer: services.vault.seal(secret, personnummerPlace(id)),
      hash: services.vault.hash(secret),
    },
    unit,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    answers: said,
    systems: lines.map(({ system, answers }) => ({
      id: system.id,
      name: system.name,
      answers,
      ...(system.queue === undefined
        ? {}
        : { queue: { id: system.queue, name: queues[system.queue]?.name ?? system.queue } }),
    })),
  };
}

/** The cases in batches, each no larger than one transaction takes. */
export function batchesOf(cases: readonly Finished[]): Finished[][] {
  const batches: Finished[][] = [];
  let room = 0;
  for (const c of cases) {
    if (writesFor(c) > room) {
      batches.push([]);
      room = batchWrites;
    }
    batches.at(-1)?.push(c);
    room -= writesFor(c);
  }
  return batches;
}
