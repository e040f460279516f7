import type { Case } from '../../domain/case.ts';
import type { CaseFile } from '../../domain/file.ts';
import { filesOf } from '../../domain/files.ts';
import type { Reason } from '../../domain/refusal.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { type CaseData, clickOf } from '../card-data.ts';
import type { Context } from '../context.ts';
import { readSlot } from '../slot-ref.ts';
import { sealedLink } from './sealed-link.ts';
import { fileService } from './uploads.ts';
import { offText } from './words.ts';

export const linkText =
  'Länken gäller i fem minuter och är din: dela den inte. Att du hämtar filen är antecknat i ärendet.';

type Opened = { readonly case: Case; readonly file: CaseFile; readonly link: string };

/** A link to a file of a case, when its opening has been decided and recorded; or why there is none. */
export async function openCaseFile(
  context: Context,
  data: CaseData,
  number: number,
): Promise<Opened | { readonly text: string; readonly reason?: Reason }> {
  const { services } = context;
  if (fileService(services) === undefined) return { text: offText(services.profile) };
  const outcome = await act(context, {
    caseId: data.case,
    command: { verb: 'openFile', number },
    click: clickOf(data),
    sensitive: true,
  });
  const refused = outcome.refused ?? { reason: 'unknownCase' };
  const file = outcome.case && filesOf(outcome.case).find((one) => one.number === number);
  if (outcome.refused || outcome.case === undefined || file === undefined)
    return { text: refusalText(refused), reason: refused.reason };
  const queue = queueOf(outcome.case, data.slot);
  const link = sealedLink(context, { kind: 'file', caseId: data.case, number, queue });
  return { case: outcome.case, file, link };
}

function queueOf(c: Case, slot: string): string {
  const ref = readSlot(slot);
  return (ref.kind === 'queue' ? c.tasks.find(({ id }) => id === ref.task)?.queue : undefined) ?? '';
}
