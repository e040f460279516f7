import { isOwner } from '../../domain/actor.ts';
import { formatCaseId, parseCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import type { FilePurpose } from '../../domain/file.ts';
import { acceptedPurposes } from '../../domain/files.ts';
import { lists } from '../../domain/lists.ts';
import { processOf } from '../../profiles/schema.ts';
import { enumerate } from '../../views/format.ts';
import { actorOf, type Context } from '../context.ts';
import { type Draft, unsentDrafts } from '../order/draft.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';

/** Where a file can be put: `value` is what the card's choice carries. */
export type Destination = { readonly value: string; readonly title: string };

/** The latest of what somebody has begun and ordered; who has more open than this says the number with the file. */
const mostShown = 12;

/** Where the person can put a file now: what is not sent yet, then the open cases, newest first. */
export async function destinations(context: Context, mentioned = ''): Promise<Destination[]> {
  const { services, incoming } = context;
  const named = namedIn(mentioned);
  const { entries } = await services.cases.list(lists.mine(incoming.person.id), { limit: 2 * mostShown });
  const ids = [...new Set([...(named === undefined ? [] : [named]), ...entries.map(({ caseId }) => caseId)])];
  const found = await readAll(services.cases, ids);
  const cases = found.flatMap((one) => (one === undefined || one instanceof UnreadableRow ? [] : [one.value]));
  const own = cases.filter((c) => isOwner(c, actorOf(context))).flatMap(inCase);
  const isNamed = ({ value }: Destination): boolean => named !== undefined && value.endsWith(named);
  const { drafts } = await unsentDrafts(context);
  const unsent = drafts.map((draft) => ({ value: `draft.${draft.caseId}`, title: draftTitle(context, draft) }));
  // Whoever said which case it is about has chosen.
  return own.some(isNamed) ? own.filter(isNamed) : [...unsent, ...own].slice(0, mostShown);
}

/** The number of a case that somebody wrote along with a file. */
function namedIn(text: string): string | undefined {
  const numbers = text.match(/(?<![\p{L}\p{N}])[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}(?![\p{L}\p{N}])/gu) ?? [];
  return numbers.map((number) => parseCaseId(number)).flatMap((parsed) => (parsed.ok ? [parsed.id] : []))[0];
}

function inCase(c: Case): Destination[] {
  const { subject, systems } = c.application;
  const about = [subject.name, enumerate(systems.map(({ name }) => name)), formatCaseId(c.id)].filter(
    (part) => part !== '',
  );
  return acceptedPurposes(c).map((purpose) => ({
    value: `${purpose}.${c.id}`,
    title: `${purposeTitles[purpose]}${about.join(' · ')}`,
  }));
}

const purposeTitles: Record<FilePurpose, string> = { attachment: '', certificate: 'Bifoga som intyg: ' };

function draftTitle({ services: { profile } }: Context, { kind, values }: Draft): string {
  const process = processOf(profile, kind);
  const field = process?.fields.find((one) => one.kind === 'personName');
  const name = (field && values[field.id]) ?? '';
  return [`${process?.name ?? 'Ansökan'} som inte är skickad`, name].filter((part) => part !== '').join(' · ');
}
