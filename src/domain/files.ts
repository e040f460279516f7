import { type Actor, isOwner, mayAttest } from './actor.ts';
import type { Case, Task } from './case.ts';
import { certificateDue } from './certificate-wait.ts';
import type { CaseFile, FilePurpose } from './file.ts';
import type { Instant } from './person.ts';

/** The files that are there. */
export function filesOf({ files = [] }: Pick<Case, 'files'>): readonly CaseFile[] {
  return files.filter(({ removed }) => removed === undefined);
}

/** What a case takes now, the most particular first: a certificate until one has been approved, or it is too late. */
export function acceptedPurposes(c: Case, now: Instant): readonly FilePurpose[] {
  if (c.state !== 'attesting' && c.state !== 'handling') return [];
  const waits = c.certificate !== undefined && c.certificate.state.kind !== 'accepted';
  return waits && certificateDue(c, now) !== 'late' ? ['certificate', 'attachment'] : ['attachment'];
}

/** R67: whoever may see the case may see its files: the owner, an approver who was asked, and the queues that have a task in it. */
export function maySeeFiles(c: Case, actor: Actor): boolean {
  const isAsked = c.attestations.some(({ approver }) => approver.id === actor.person.id) && mayAttest(c, actor);
  return isOwner(c, actor) || isAsked || c.tasks.some(({ queue, round }) => round > 0 && actor.queues.includes(queue));
}

/** The task that somebody who does not own the case has taken: in whose queue's name they may give its certificate. */
export function handledBy(c: Case, actor: Actor): Task | undefined {
  if (isOwner(c, actor)) return undefined;
  return c.tasks.find(({ state }) => 'by' in state && state.by.id === actor.person.id);
}

/** The files that a change took out of the case: nothing refers to their bytes any longer. */
export function leftBehind(before: Case, after: Case): readonly CaseFile[] {
  const kept = new Set(filesOf(after).map(({ id }) => id));
  return filesOf(before).filter(({ id }) => !kept.has(id));
}

/** The id under which a file that somebody sent is woken, where a case has its own. */
export const fileSubject = (personId: string, id: string): string => `file.${personId}.${id}`;

export function fileOfSubject(subject: string): { readonly personId: string; readonly id: string } | undefined {
  const [, personId, id] = /^file\.([^.]+)\.([^.]+)$/.exec(subject) ?? [];
  return personId === undefined || id === undefined ? undefined : { personId, id };
}
