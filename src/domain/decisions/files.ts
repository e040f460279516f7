import { type Facts, isOwner } from '../actor.ts';
import type { Case, Task } from '../case.ts';
import { currentAttestation, endedBy, isWithApprover, record, withAttestation, withNote } from '../evolve.ts';
import type { CaseFile, DraftFile, FilePurpose, StoredFile } from '../file.ts';
import { filesOf, maySeeFiles } from '../files.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isSettled } from '../route.ts';
import { checkGivable, withGiven } from './certificate.ts';

/** `most` is how many files the profile lets a case have. */
export type Attached = { readonly files: readonly StoredFile[]; readonly purpose: FilePurpose; readonly most: number };

/** R67: the owner adds files while the case is open. Those who have it before them hear of it. */
export function attachFile(c: Case, { files, purpose, most }: Attached, facts: Facts): Decided<Case> {
  if (purpose === 'certificate') return attachCertificate(c, files, facts);
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  if (c.state !== 'attesting' && c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  if (filesOf(c).length + files.length > most) return refuse('tooManyFiles');
  const { name } = facts.actor.person;
  const seen = seenAnew(withFiles(c, files, purpose), (task) => ({ notes: withNote(task, 'fileAttached', name) }));
  return { accepted: record(seen, facts, 'attachFile', numbers(seen, files)) };
}

/** R18, R94: it is to be judged from now on, also in place of one that nobody has judged yet. IT may attach it for the owner. */
function attachCertificate(c: Case, files: readonly StoredFile[], facts: Facts): Decided<Case> {
  const fault = checkGivable(c, facts);
  if (fault) return fault;
  const given = seenAnew(withGiven(withFiles(c, files, 'certificate'), facts), () => ({}));
  return { accepted: record(given, facts, 'attachFile', numbers(given, files)) };
}

/** Ta bort: of the file only its number stays; its bytes are erased. */
export function removeFile(c: Case, command: { number: number }, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  if (c.state !== 'attesting' && c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  const file = filesOf(c).find(({ number }) => number === command.number);
  if (file === undefined) return refuse('fileGone');
  if (file.purpose === 'certificate') return refuse('certificateStays');
  const seen = seenAnew(without(c, [file], facts), () => ({}));
  return { accepted: record(seen, facts, 'removeFile', `nummer ${file.number}`) };
}

/** Hämta: recorded before the file is shown. */
export function openFile(c: Case, command: { number: number }, facts: Facts): Decided<Case> {
  if (!maySeeFiles(c, facts.actor)) return refuse('filesNotYours');
  const file = filesOf(c).find(({ number }) => number === command.number);
  return file ? { accepted: record(c, facts, 'openFile', `nummer ${file.number}`) } : refuse('fileGone');
}

/** An order that is sent, with what lay in its draft: a certificate among it is to be judged. */
export function withDraftFiles(c: Case, files: readonly DraftFile[], facts: Facts): Case {
  const certificates = files.filter(({ purpose }) => purpose === 'certificate');
  const others = files.filter(({ purpose }) => purpose !== 'certificate');
  const attached = withFiles(c, others, 'attachment');
  return certificates.length === 0 ? attached : withGiven(withFiles(attached, certificates, 'certificate'), facts);
}

/** The case with files numbered on from those that it has or had. */
function withFiles<C extends Pick<Case, 'files'>>(c: C, files: readonly StoredFile[], purpose: FilePurpose): C {
  if (files.length === 0) return c;
  const former = c.files ?? [];
  return {
    ...c,
    files: [...former, ...files.map((file, at) => ({ ...file, number: former.length + at + 1, purpose }))],
  };
}

/** The case without these files, or without any. */
export function without<C extends Case>(c: C, which: readonly CaseFile[], { actor, now }: Facts): C {
  if (c.files === undefined) return c;
  const removed = { by: actor.person, at: now };
  return { ...c, files: c.files.map((file) => (which.includes(file) ? { ...file, name: '', removed } : file)) };
}

/** Cards that show how many files there are show something else now: what was pressed on them before is asked again. */
function seenAnew(c: Case, change: (task: Task) => Partial<Task>): Case {
  const asked = isWithApprover(c) && currentAttestation(c)?.outcome.kind === 'waiting';
  const tasks = c.tasks.map((task) => {
    if (task.round === 0 || isSettled(task)) return task;
    return { ...task, version: task.version + 1, ...(task.state.kind === 'waiting' ? {} : change(task)) };
  });
  return { ...c, tasks, ...(asked ? { attestations: withAttestation(c, {}) } : {}) };
}

function numbers({ files = [] }: Case, added: readonly StoredFile[]): string {
  const own = files.filter(({ id }) => added.some((file) => file.id === id)).map(({ number }) => number);
  return `nummer ${own.join(', ')}`;
}
