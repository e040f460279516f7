import type { Facts } from './actor.ts';
import type { Attestation, Case, Handover, Question, Task } from './case.ts';
import type { LogVerb } from './log.ts';

const keptEntries = 200;

/** The case after an accepted command: one revision on, with the entry that says who did what. */
export function record<C extends Case>(c: C, facts: Facts, verb: LogVerb, title?: string): C {
  const entry = { at: facts.now, by: facts.actor.person.name, verb, ...(title === undefined ? {} : { title }) };
  return { ...c, revision: c.revision + 1, log: [...c.log, entry].slice(-keptEntries) };
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

/** Replaces the latest attestation; its card's version goes up with it. */
export function withAttestation(
  c: Case,
  change: Partial<Pick<Attestation, 'outcome' | 'unreachable'>>,
): readonly Attestation[] {
  const latest = c.attestations.at(-1);
  if (latest === undefined) return c.attestations;
  return [...c.attestations.slice(0, -1), { ...latest, ...change, version: latest.version + 1 }];
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
