import type { Application } from '../../domain/application.ts';
import type { Stage } from '../../domain/case.ts';
import { nothingGathered } from '../../domain/gathering.ts';
import { incidentName, takesReports } from '../../domain/incident.ts';
import type { Submission } from '../../domain/decisions/submit.ts';
import type { Process } from '../../profiles/schema.ts';
import type { Context } from '../context.ts';
import type { IncidentChange } from '../incident-port.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';

/** Whether a report is the first of its fault, or gathers on one that was sent before; nothing where reports are not gathered. */
export async function incidentOf(
  { services, now }: Context,
  { gather }: Pick<Process, 'gather'>,
  { answers }: Application,
  [stage]: readonly Stage[],
): Promise<{
  readonly is: Pick<Submission, 'gathering' | 'gathered'>;
  readonly incident?: IncidentChange;
}> {
  const name = gather && stage && incidentName(gather, answers, stage.queue);
  if (gather === undefined || name === undefined) return { is: {} };
  const known = await services.incidents.find(name);
  const [first] = known?.case === undefined ? [] : await readAll(services.cases, [known.case]);
  const isThere = first !== undefined && !(first instanceof UnreadableRow);
  if (isThere && takesReports(first.value, gather, now)) return { is: { gathered: { first: first.value.id } } };
  return { is: { gathering: nothingGathered }, incident: { name, before: known?.etag } };
}
