import type { Facts } from './actor.ts';
import type { Attestation } from './attestation.ts';
import type { Case, Handover, Question, Task } from './case.ts';
import type { LogEntry, LogVerb } from './log.ts';
import type { Instant } from './person.ts';
import { mailingsOf } from './mailings.ts';

const keptEntries = 200;

/** The case after an accepted command: one revision on, with the entry that says who did what, and the mail that follows from it. */
export function record<C extends Case>(c: C, facts: Facts, verb: LogVerb, title?: string): C {
  return recordAll(c, facts, [{ verb, ...(title === undefined ? {} : { title }) }]);
}

/** The same for a command that several things came of. */
export function recordAll<C extends Case>(c: C, facts: Facts, entries: readonly Omit<LogEntry, 'at' | 'by'>[]): C {
  const written = entries.map((entry) => ({ at: facts.now, by: facts.actor.person.name, ...entry }));
  const mailings = mailingsOf(c, facts.now);
  return {
    ...c,
    revision: c.revision + 1,
    log: [...c.log, ...written].slice(-keptEntries),
    ...(mailings.length === 0 ? {} : { mailings }),
  };
}

/** What an approver said: where somebody is stood in for, it says whose place was taken. */
export function recordAnswer<C extends Case>(c: C, facts: Facts, verb: LogVerb): C {
  const insteadOf = currentAttestation(c)?.insteadOf?.person.name;
  return recordAll(c, facts, [{ verb, ...(insteadOf === undefined ? {} : { insteadOf }) }]);
}

/** Who ended the case and when; empty while it is open. */
export function endedBy(c: Case): { by?: string; at?: string } {
  switch (c.state) {
    case 'attesting':
    case 'handling':
      return {};
    case 'rejected':
    case 'withdrawn':
      return { by: c.by.name, at: c.at };
    case 'lapsed':
    case 'finished':
      return { at: c.at };
  }
}

/** Somebody is asked to approve, the application or an alteration of it. */
export function isWithApprover(c: Case): boolean {
  return c.state === 'attesting' || (c.state === 'handling' && c.alteration !== undefined);
}

export function currentAttestation(c: Case): Attestation | undefined {
  return c.attestations.at(-1);
}

/** Somebody is asked and has not answered yet. */
export function waitingAttestation(c: Case): Attestation | undefined {
  const attestation = currentAttestation(c);
  return isWithApprover(c) && attestation?.outcome.kind === 'waiting' ? attestation : undefined;
}

/** Replaces the latest attestation; its card's version goes up with it. */
export function withAttestation(
  c: Case,
  change: Partial<Pick<Attestation, 'outcome' | 'unreachable' | 'waitsSince'>>,
): readonly Attestation[] {
  const latest = c.attestations.at(-1);
  return withAttestationNoted(c, { ...change, version: (latest?.version ?? 0) + 1 });
}

/** The same for what the approver's card does not show: a click on it is no less right for that. */
export function withAttestationNoted(c: Case, change: Partial<Attestation>): readonly Attestation[] {
  const latest = c.attestations.at(-1);
  return latest === undefined ? c.attestations : [...c.attestations.slice(0, -1), { ...latest, ...change }];
}

/** Somebody is asked, the first time or anew. */
export function withAsked(
  c: Case,
  who: Pick<Attestation, 'approver' | 'own' | 'insteadOf' | 'away'>,
  now: Instant,
): readonly Attestation[] {
  const pending = c.state === 'handling' ? c.alteration?.application : undefined;
  const attestation: Attestation = {
    ...who,
    round: c.attestations.length + 1,
    version: 1,
    applicationVersion: (pending ?? c.application).version,
    askedAt: now,
    unreachable: false,
    outcome: { kind: 'waiting' },
  };
  return [...c.attestations, attestation];
}

export function findTask(c: Case, id: string): Task | undefined {
  return c.tasks.find((task) => task.id === id);
}

/** Replaces one task; its card's version goes up with it. */
export function withTask(tasks: readonly Task[], id: string, change: Partial<Task>): readonly Task[] {
  return tasks.map((task) => (task.id === id ? { ...task, ...change, version: task.version + 1 } : task));
}

/** The task refused, with the reason. */
export function refusedTask(task: Task, reason: string, { now, actor }: Facts): Task {
  const said = { by: actor.person, at: now, reason };
  return {
    ...task,
    version: task.version + 1,
    state: { kind: 'refused', ...said },
    refusals: [...task.refusals, { round: task.round, purpose: task.purpose, ...said }],
  };
}

export function withNote(task: Task, kind: Task['notes'][number]['kind'], by: string): Task['notes'] {
  return [...task.notes, { number: task.notes.length + 1, round: task.round, kind, by }];
}

export function withAnswer(
  questions: readonly Question[],
  number: number,
  answer: NonNullable<Question['answer']>,
): readonly Question[] {
  return questions.map((question) => (question.number === number ? { ...question, answer } : question));
}

export function withHandover(
  handovers: readonly Handover[],
  which: Handover,
  change: Partial<Handover>,
): readonly Handover[] {
  return handovers.map((handover) =>
    handover.task === which.task && handover.round === which.round
      ? { ...handover, ...change, version: handover.version + 1 }
      : handover,
  );
}

/** The question is still waited for by the one who asked it. */
export function isOpenQuestion(c: Case, question: Question): boolean {
  if (question.answer !== undefined) return false;
  const { from, number } = question;
  if (from.kind === 'task') {
    const state = findTask(c, from.task)?.state;
    return c.state === 'handling' && state?.kind === 'questioned' && state.question === number;
  }
  const outcome = currentAttestation(c)?.outcome;
  return (
    outcome?.kind === 'questioned' && outcome.question === number && (c.state === 'attesting' || c.state === 'handling')
  );
}
