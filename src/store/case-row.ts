import { z } from 'zod';
import { certificate, certificateTerms } from './certificate-row.ts';
import { mailing } from './mailing-row.ts';
import { handover } from './handover-row.ts';
import { expiry, termination } from './ending-row.ts';
import { answer, count, day, done, id, instant, kind, list, person, shape, text } from './row-parts.ts';
import { caseKinds } from '../domain/case.ts';
import { fieldKinds } from '../domain/form-field.ts';
import { file } from './file-row.ts';
import { nouns } from '../domain/terms.ts';
import { gathered, gathering } from './incident-row.ts';
import { task } from './task-row.ts';

/** A field of a form as the profile had it when the case was submitted. */
const field = shape({ id: text, kind: z.enum(fieldKinds), label: text, required: z.boolean() });
const application = shape({
  version: count,
  subject: shape({ name: text, personnummer: text, hash: id }),
  unit: shape({ name: text, costCode: text }),
  from: day.optional(),
  to: day.optional(),
  assessment: shape({ outcome: z.enum(['order', 'decide']), text }).optional(),
  signature: shape({ by: person, at: instant }).optional(),
  answers: list(answer),
  systems: list(
    shape({
      id,
      name: text,
      answers: list(answer),
      queue: shape({ id, name: text }).optional(),
      item: text.optional(),
      serial: shape({ label: text }).optional(),
      alternative: id.optional(),
      title: text.optional(),
      notice: z.literal(true).optional(),
    }),
  ),
});

const attestation = shape({
  round: count,
  version: count,
  approver: person,
  own: z.boolean(),
  applicationVersion: count,
  askedAt: instant,
  unreachable: z.boolean(),
  insteadOf: shape({ person, until: day }).optional(),
  away: shape({ until: day, isOver: z.boolean() }).optional(),
  waitsSince: instant.optional(),
  reminded: z.literal(true).optional(),
  unanswered: z.literal(true).optional(),
  remindedUntil: instant.optional(),
  unansweredUntil: instant.optional(),
  outcome: z.discriminatedUnion('kind', [
    kind('waiting', {}),
    kind('questioned', { at: instant, question: count }),
    kind('approved', { at: instant, reason: text.optional() }),
    kind('rejected', { at: instant, reason: text }),
    kind('replaced', { at: instant }),
    kind('handedOn', { at: instant }),
  ]),
});

const question = shape({
  number: count,
  from: z.discriminatedUnion('kind', [kind('approver', {}), kind('task', { task: id })]),
  ...done,
  text,
  answer: shape({ ...done, text, altered: z.boolean() }).optional(),
});

const receipt = shape({
  task: id,
  round: count,
  version: count,
  item: text,
  serial: answer.optional(),
  lost: z.literal(true).optional(),
  ...done,
  received: shape(done).optional(),
});

const common = {
  id,
  revision: count,
  kind: z.enum(caseKinds),
  submitter: person,
  provider: shape({ id, name: text }),
  submittedAt: instant,
  terms: shape({
    title: text.optional(),
    noun: z.enum(nouns).optional(),
    orderedBy: z.enum(['managers', 'orderers', 'contacts']).optional(),
    approver: z.enum(['attester', 'orderer', 'submitter', 'nobody']).optional(),
    signed: z.boolean().optional(),
    ownAttestation: z.boolean(),
    cost: text,
    note: text.optional(),
    callText: text.optional(),
    lateText: text.optional(),
    warnDays: list(count).optional(),
    credentialMinutes: z.number(),
    credentialReminderDays: z.number(),
    credentialDays: z.number(),
    expiryWarningDays: list(count).optional(),
    reminders: shape({
      approvalDays: z.number(),
      escalateApprovalDays: z.number(),
      taskDays: z.number(),
      escalateTaskDays: z.number(),
      escalateTo: z.enum(['orderers', 'admins']),
    }).optional(),
    handling: shape({ days: count, from: z.enum(['arrival', 'approval']) }).optional(),
    certificate: certificateTerms.optional(),
    delivery: shape({ text, links: list(shape({ title: text, url: text })) }).optional(),
    mail: z.record(id, text).readonly().optional(),
  }),
  route: list(
    shape({
      id: id.optional(),
      queue: id,
      queueName: text,
      per: z.enum(['case', 'system']),
      title: text,
      credentials: z.boolean().optional(),
      asks: list(field).optional(),
      booking: shape({ item: text }).optional(),
      identity: list(text).optional(),
      spoken: z.boolean().optional(),
      handTo: id.optional(),
    }),
  ),
  application,
  previous: application.optional(),
  held: list(shape({ system: text, details: text })),
  ends: list(shape({ case: id, system: id, needsTask: z.boolean() })).optional(),
  termination: termination.optional(),
  compared: application.optional(),
  extension: shape({ until: day }).optional(),
  expiry: expiry.optional(),
  attestations: list(attestation),
  questions: list(question),
  tasks: list(task),
  handovers: list(handover),
  receipts: list(receipt).optional(),
  certificate: certificate.optional(),
  exchanged: instant.optional(),
  owners: list(person).optional(),
  warnings: list(shape({ days: count, at: instant, missing: list(text) })).optional(),
  started: instant.optional(),
  mailings: list(mailing).optional(),
  files: list(file).optional(),
  charged: list(shape({ system: id, from: instant, costCode: text })).optional(),
  registered: shape({ by: person, identified: text }).optional(),
  imported: shape({ list: id, by: person }).optional(),
  gathering: gathering.optional(),
  gathered: gathered.optional(),
  overdue: shape({ day, at: instant }).optional(),
  firstFinished: shape({ at: instant, partly: z.boolean() }).optional(),
  log: list(shape({ at: instant, by: text, verb: text, title: text.optional(), insteadOf: text.optional() })),
};
const state = <S extends string, T extends z.ZodRawShape>(name: S, parts: T) =>
  z.looseObject({ ...common, state: z.literal(name), ...parts }).readonly();

/**
 * What a case's row must hold for everything that reads cases to work on it. More may stand in it: a replica of a later
 * version may have written it.
 */
export const caseRow = z.discriminatedUnion('state', [
  state('attesting', {}),
  state('handling', { alteration: shape({ application, affects: list(id) }).optional() }),
  state('rejected', { ...done, reason: text }),
  state('withdrawn', done),
  state('lapsed', { at: instant }),
  state('finished', { at: instant, partly: z.boolean() }),
]);
/** Every case is one of these; that it can be read again is seen by the compiler where one is written. */
export type CaseRow = z.output<typeof caseRow>;
