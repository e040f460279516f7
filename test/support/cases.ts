import assert from 'node:assert/strict';
import type { Actor } from '../../src/domain/actor.ts';
import type { Answer, Application, OrderedSystem } from '../../src/domain/application.ts';
import type { Case, Handling, Stage, Task } from '../../src/domain/case.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { type Click, type Command, decide } from '../../src/domain/decide.ts';
import { type Approver, type Submission, submit } from '../../src/domain/decisions/submit.ts';
import { noRights, type Provider, type Rights } from '../../src/domain/directory.ts';
import { findTask } from '../../src/domain/evolve.ts';
import type { Instant } from '../../src/domain/person.ts';
import type { Decided, Refusal } from '../../src/domain/refusal.ts';
import type { Reminders } from '../../src/domain/reminder.ts';
import type { Sealed } from '../../src/domain/secret.ts';

/** Monday 2 March 2026, 09.00 in Sweden. */
export const start: Instant = '2026-03-02T08:00:00.000Z';
export const today = '2026-03-02';

export function later(from: Instant, { days = 0, minutes = 0, ms = 0 }): Instant {
  return new Date(Date.parse(from) + (days * 1440 + minutes) * 60_000 + ms).toISOString();
}

function actor(id: string, name: string, rights: Partial<Rights> = {}, queues: readonly string[] = []): Actor {
  return { person: { id, name }, rights: { ...noRights, ...rights }, queues };
}

export const anna = actor('anna', 'Anna Chef', { managerOf: ['omsorg-ab'] });
/** Another responsible manager of the same provider. */
export const malin = actor('malin', 'Malin Medchef', { managerOf: ['omsorg-ab'] });
export const otherManager = actor('olle', 'Olle Annanchef', { managerOf: ['annan-ab'] });
export const goran = actor('goran', 'Göran Godkännare', { groups: ['approvers'] });
export const birgit = actor('birgit', 'Birgit Beställare', { groups: ['orderers'] });
export const ida = actor('ida', 'Ida IT', {}, ['it']);
export const isak = actor('isak', 'Isak IT', {}, ['it']);
export const sara = actor('sara', 'Sara System', {}, ['systemAdministration']);
export const sven = actor('sven', 'Sven System', {}, ['systemAdministration']);
export const stranger = actor('frans', 'Frans Främling');
export const everybody = [anna, malin, otherManager, goran, birgit, ida, isak, sara, sven, stranger];

export const provider: Provider = {
  id: 'omsorg-ab',
  revision: 1,
  name: 'Omsorg AB',
  kind: 'private',
  certified: true,
  validFrom: '2026-01-01',
  managers: [anna.person, malin.person],
  namedContacts: [],
  units: [
    { name: 'Hemtjänst Norr', costCode: '47110' },
    { name: 'Hemtjänst Söder', costCode: '47120' },
  ],
};

const route: readonly Stage[] = [
  { queue: 'it', queueName: 'Kommunens IT-enhet', per: 'case', title: 'Konto och ansvarskod' },
  { queue: 'systemAdministration', queueName: 'Systemförvaltningen', per: 'system', title: '{system}: enhet' },
];

export const terms: Terms = {
  ownAttestation: true,
  cost: 'Ingen avgift.',
  credentialMinutes: 10,
  credentialReminderDays: 3,
  credentialDays: 14,
};

export const answer = (field: string, label: string, text: string): Answer => ({ field, label, text, raw: text });

const units = answer('units', 'Enhet/enheter', 'Hemtjänst Norr (47110)');

export const treserva: OrderedSystem = { id: 'treserva', name: 'Treserva', answers: [units] };
export const tes: OrderedSystem = {
  id: 'tes',
  name: 'TES',
  answers: [units, answer('role', 'Roll', 'Planerare')],
};

/** An application for Treserva and TES. */
export function application(change: Partial<Application> = {}): Application {
  return {
    version: 1,
    subject: { name: 'Nadja Ny', personnummer: 'v1.test.sealed' as Sealed, hash: 'hash-of-nadja' },
    unit: { name: 'Hemtjänst Norr', costCode: '47110' },
    from: '2026-03-09',
    answers: [answer('name', 'Namn', 'Nadja Ny'), answer('phone', 'Telefonnummer', '011-15 25 55')],
    systems: [treserva, tes],
    ...change,
  };
}

export function answeredWith(system: OrderedSystem, field: string, text: string): OrderedSystem {
  return { ...system, answers: system.answers.map((one) => (one.field === field ? { ...one, text, raw: text } : one)) };
}

/** An alteration that concerns TES alone, and one that concerns every task. */
export const otherRole = application({ systems: [treserva, answeredWith(tes, 'role', 'Administratör')] });
export const otherPhone = application({
  answers: [answer('name', 'Namn', 'Nadja Ny'), answer('phone', 'Telefonnummer', '011-15 00 00')],
});

export const own: Approver = { own: true };
export const asking = ({ person, rights }: Actor): Approver => ({ own: false, person, rights });

export function submission(change: Partial<Submission> = {}): Submission {
  return {
    id: 'K7M4QX92',
    kind: 'permission',
    provider,
    application: application(),
    route,
    terms,
    held: [],
    today,
    approver: asking(goran),
    ...change,
  };
}

/** A submitted case; by Anna, asking Göran, where nothing else is said. */
export function submitted(change: Partial<Submission> = {}, by: Actor = anna): Case {
  return acceptedOf(submit(submission(change), { now: start, actor: by }));
}

export type Step = readonly [who: Actor, command: Command, at?: Instant];

/** When a command comes where nothing is said: a minute after the one before. */
function usualTime(c: Case): Instant {
  return later(c.log.at(-1)?.at ?? start, { minutes: 1 });
}

/** What a command leads to. */
export function tried(c: Case, [who, command, at = usualTime(c)]: Step, click?: Click): Decided<Case> {
  return decide(c, command, { now: at, actor: who }, click);
}

/** The case after commands that are all accepted. */
export function played(c: Case, ...steps: readonly Step[]): Case {
  return steps.reduce((at, step) => acceptedOf(tried(at, step)), c);
}

export function acceptedOf(decided: Decided<Case>): Case {
  assert.ok('accepted' in decided, `refused: ${'refused' in decided ? JSON.stringify(decided.refused) : ''}`);
  return decided.accepted;
}

export function refusalOf(decided: Decided<Case>): Refusal {
  assert.ok('refused' in decided, 'accepted');
  return decided.refused;
}

export function reasonOf(c: Case, step: Step, click?: Click): Refusal['reason'] {
  return refusalOf(tried(c, step, click)).reason;
}

export function taskOf(c: Case, id: string): Task {
  const task = findTask(c, id);
  assert.ok(task, `no task ${id}`);
  return task;
}

export function stateOfTasks(c: Case): Record<string, string> {
  return Object.fromEntries(c.tasks.map((task) => [task.id, task.state.kind]));
}

export function inHandling(c: Case): Handling {
  assert.ok(c.state === 'handling', c.state);
  return c;
}

/** Commands of the ordinary course, with what they are usually said with. */
export const say = {
  approve: (round = 1): Command => ({ verb: 'approve', round }),
  reject: (round = 1, reason = 'Inte behörig'): Command => ({ verb: 'reject', round, reason }),
  undo: (round = 1): Command => ({ verb: 'undoApproval', round }),
  withdraw: (): Command => ({ verb: 'withdraw' }),
  choose: (approver: Approver): Command => ({ verb: 'chooseApprover', approver }),
  ask: (round = 1, text = 'Vilken enhet?'): Command => ({ verb: 'askAsApprover', round, text }),
  askAbout: (task: string, text = 'Vilken roll?'): Command => ({ verb: 'askAsCaseworker', task, text }),
  answer: (question = 1, text = 'Norr.'): Command => ({ verb: 'supplement', question, text }),
  alter: (application: Application, approver: Approver, question = 1): Command => ({
    verb: 'supplement',
    question,
    text: 'Ändrat.',
    altered: { application, approver },
  }),
  take: (task: string): Command => ({ verb: 'take', task }),
  takeOver: (task: string): Command => ({ verb: 'takeOver', task }),
  putBack: (task: string): Command => ({ verb: 'putBack', task }),
  /** Klarmarkera with login details. */
  give: (task: string): Command => ({ verb: 'complete', task, credentials: true }),
  /** Klarmarkera with "Inga nya uppgifter". */
  done: (task: string): Command => ({ verb: 'complete', task, credentials: false }),
  refuse: (task: string, reason = 'Går inte'): Command => ({ verb: 'refuseTask', task, reason }),
  open: (task: string, round = 1): Command => ({ verb: 'openCredentials', task, round }),
  receipt: (task: string, round = 1): Command => ({ verb: 'receipt', task, round }),
  renew: (task: string, round = 1): Command => ({ verb: 'requestCredentials', task, round }),
  openPersonnummer: (task?: string): Command => ({ verb: 'openPersonnummer', ...(task === undefined ? {} : { task }) }),
  elapse: (): Command => ({ verb: 'elapse' }),
  unreachable: (slot: string): Command => ({ verb: 'unreachable', slot }),
};

/** Where an application for Treserva and TES can stand, one after the other. */
export const asked = submitted();
export const approved = played(asked, [goran, say.approve()]);
export const itTaken = played(approved, [ida, say.take('it')]);
export const itDone = played(itTaken, [ida, say.give('it')]);
export const tesTaken = played(itDone, [sara, say.take('tes')]);
export const finished = played(tesTaken, [sara, say.done('tes')], [sven, say.give('treserva')]);

/** Where it can stand off that course. */
export const questioned = played(asked, [goran, say.ask()]);
export const rejected = played(asked, [goran, say.reject()]);
export const withdrawn = played(asked, [anna, say.withdraw()]);
export const tesQuestioned = played(tesTaken, [sara, say.askAbout('tes')]);
/** IT is done, TES altered; the approval of that is asked for. */
export const altering = played(tesQuestioned, [anna, say.alter(otherRole, asking(goran))]);

/** What is reminded of after which days, where a case has it. */
export const reminders: Reminders = {
  approvalDays: 3,
  escalateApprovalDays: 7,
  taskDays: 5,
  escalateTaskDays: 10,
  escalateTo: 'orderers',
};
export const remindedTerms: Terms = { ...terms, reminders };
