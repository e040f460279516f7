import { isOwner } from '../../domain/actor.ts';
import { formatCaseId, parseCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import type { FilePurpose } from '../../domain/file.ts';
import { acceptedPurposes, handledBy } from '../../domain/files.ts';
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
  const named = namedIn(mentioned);
  const own = (await casesOf(context, named)).flatMap((c) => inCase(context, c));
  const isNamed = ({ value }: Destination): boolean => named !== undefined && value.endsWith(named);
  const { drafts } = await unsentDrafts(context);
  const unsent = drafts.flatMap((draft) => inDraft(context, draft));
  // Whoever said which case it is about has chosen.
  return own.some(isNamed) ? own.filter(isNamed) : [...unsent, ...own].slice(0, mostShown);
}

/** Who may send files at all: who orders, and whoever has a task that waits for a certificate. */
export async function maySendFiles(context: Context): Promise<boolean> {
  const { managerOf, groups } = context.rights;
  return managerOf.length > 0 || groups.includes('orderers') || (await destinations(context)).length > 0;
}

async function casesOf({ services, incoming }: Context, named: string | undefined): Promise<Case[]> {
  const { id } = incoming.person;
  const [mine, todo] = await Promise.all(
    [lists.mine(id), lists.todo(id)].map((list) => services.cases.list(list, { limit: 2 * mostShown })),
  );
  const listed = [...(mine?.entries ?? []), ...(todo?.entries ?? [])].map(({ caseId }) => caseId);
  const ids = [...new Set([...(named === undefined ? [] : [named]), ...listed])];
  const found = await readAll(services.cases, ids);
  return found.flatMap((one) => (one === undefined || one instanceof UnreadableRow ? [] : [one.value]));
}

/** The number of a case that somebody wrote along with a file. */
function namedIn(text: string): string | undefined {
  const numbers = text.match(/(?<![\p{L}\p{N}])[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}(?![\p{L}\p{N}])/gu) ?? [];
  return numbers.map((number) => parseCaseId(number)).flatMap((parsed) => (parsed.ok ? [parsed.id] : []))[0];
}

/** All that the case takes of its owner; of one who has a task in it the certificate alone. */
function inCase(context: Context, c: Case): Destination[] {
  const actor = actorOf(context);
  const takes = acceptedPurposes(c, context.now);
  const purposes = isOwner(c, actor)
    ? takes
    : takes.filter((purpose) => purpose === 'certificate' && handledBy(c, actor) !== undefined);
  const { subject, systems } = c.application;
  const about = [subject.name, enumerate(systems.map(({ name }) => name)), formatCaseId(c.id)].filter(
    (part) => part !== '',
  );
  return purposes.map((purpose) => ({
    value: `${purpose}.${c.id}`,
    title: `${purposeTitles[purpose]}${about.join(' · ')}`,
  }));
}

const purposeTitles: Record<FilePurpose, string> = { attachment: '', certificate: 'Bifoga som intyg: ' };

function inDraft({ services: { profile } }: Context, { caseId, kind, values }: Draft): Destination[] {
  const process = processOf(profile, kind);
  const field = process?.fields.find((one) => one.kind === 'personName');
  const name = (field && values[field.id]) ?? '';
  const title = [`${process?.name ?? 'Ansökan'} som inte är skickad`, name].filter((part) => part !== '').join(' · ');
  const certificate = { value: `draftCertificate.${caseId}`, title: `${purposeTitles.certificate}${title}` };
  return [...(process?.certificate ? [certificate] : []), { value: `draft.${caseId}`, title }];
}
