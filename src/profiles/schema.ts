import { z } from 'zod';
import { type CaseKind } from '../domain/case.ts';
import { nouns } from '../domain/terms.ts';
import { alternativesSchema } from './alternatives.ts';
import { certificateSchema, deliverySchema, guideSchema, priceSchema } from './demands.ts';
import { gatherSchema } from './incident.ts';
import { fieldSchema, provenance, slug, words } from './field.ts';
import { findFaults } from './faults.ts';
import { requirementsSchema } from './requirements.ts';
import { packageSchema, slipSchema } from './package.ts';
import { hoursSchema } from './hours.ts';
import { callsSchema, filesSchema, limitSchema, onCallSchema, remindersSchema, unitRoleSchema } from './settings.ts';
import { queueId, stageSchema } from './stage.ts';

/** Where to turn, shown by `hjälp` and in refusals (domain 9). */
const contactSchema = z.strictObject({
  name: words(80),
  phone: words(40).optional(),
  mail: z.email().optional(),
  link: z.url({ protocol: /^https$/, error: 'ska vara en adress som börjar med https://' }).optional(),
  text: words(300).optional(),
  ...provenance,
});

/** In ASCII, so that every mail server takes it. */
const mailAddress = z.email().max(254);

/**
 * `linkPhrase` is what an admin writes after `koppla` in the queue's channel. A queue with `mail` is told of its tasks by mail, and need
 * have no channel.
 */
const queueSchema = z.strictObject({
  name: words(80),
  linkPhrase: words(40),
  mail: mailAddress.optional(),
  hours: hoursSchema.optional(),
  onCall: onCallSchema.optional(),
  ...provenance,
});

const systemShape = z.strictObject({
  id: slug,
  name: words(80),
  category: words(80),
  orderableBy: z.array(z.enum(['private', 'municipal'])).min(1, 'någon måste få beställa systemet'),
  /** The process with which it is ordered, where it is another than `permission`. */
  orderedWith: z.enum(['remoteAccess', 'siths']).optional(),
  /** The thing that goes with it, in the definite form (”SITHS-kortet”): receipted when it is handed out and given back. */
  item: words(60).optional(),
  /** It has a number of its own: given when it is handed out, to nobody else meanwhile, and again when it comes back. */
  serial: z.strictObject({ label: words(60) }).optional(),
  /** The queue that handles it, where it is another than the route's. */
  queue: queueId.optional(),
  fields: z.array(fieldSchema).max(20).default([]),
  /** In Swedish kronor, per month and user; each holds until the next one's day. */
  price: z.array(priceSchema).min(1).max(50).optional(),
  costText: words(300).optional(),
  ...provenance,
});
const systemSchema = systemShape.refine(({ item, serial }) => serial === undefined || item !== undefined, {
  path: ['item'],
  error: 'saknas: serial hör till en sak',
});

/** Something that can be ordered: its form, who approves it and which way it takes. */
const processShape = {
  /** What it is called over its form, and in its heading: `Ny behörighet`, `Ansökan om behörighet`. */
  name: words(40),
  title: words(60),
  noun: z.enum(nouns),
  /** What one says to begin it, where the municipality has a word of its own; the bot's own is understood too. */
  phrase: words(40).optional(),
  phraseHelp: words(120).optional(),
  orderedBy: z.enum(['managers', 'orderers', 'contacts']).default('managers'),
  /** A question that comes before the form, with the rule's word on each answer. */
  guide: guideSchema.optional(),
  /** The systems it is about, none where the list is empty; left out, they are chosen among those that are ordered with no other process. */
  systems: z.array(slug).max(20).optional(),
  alternatives: alternativesSchema,
  route: z.array(stageSchema).min(1, 'ska ha minst ett steg').max(10),
  /** `self`: whether a submitter with attest right may approve the own application. `by`: who may approve at all. */
  attestation: z.strictObject({
    self: z.boolean(),
    by: z.enum(['attester', 'orderer', 'submitter', 'nobody']).default('attester'),
    /** R24: the submitter signs too. */
    signed: z.boolean().default(false),
    ...provenance,
  }),
  fields: z.array(fieldSchema).max(40),
  /** The field that says what it is about, where it is about no person. */
  subject: words(40).optional(),
  /** Which reports are of the same fault, and gather on one card. */
  gather: gatherSchema.optional(),
  /** Not for one who is known at other providers and not at the own one. */
  staffOnly: z.boolean().optional(),
  limit: limitSchema.optional(),
  calls: callsSchema.optional(),
  /** Where to turn instead, where its queue cannot be reached. */
  callText: words(200).optional(),
  handlingText: words(300),
  handlingDays: z.int().positive().max(365).optional(),
  handlingFrom: z.enum(['arrival', 'approval']).optional(),
  /** What whoever waits can do when it takes longer. */
  lateText: words(300).optional(),
  costText: words(300),
  /** A word to the one who follows the case, on its card. */
  note: words(300).optional(),
  /** New provider or manager: so many days before the start those concerned are told of what is missing. */
  warnDays: z.array(z.int().min(1).max(365)).max(5).optional(),
  /** For whom it is, over its form. */
  eligibilityText: words(400).optional(),
  certificate: certificateSchema.optional(),
  delivery: deliverySchema.optional(),
  ...provenance,
};
const processSchema = z.strictObject(processShape);

/** Ending (domain 7): its route is one task per system. */
const terminationSchema = z.strictObject({
  ...processShape,
  /** The task for a system that somebody may have since before the bot. */
  checkTitle: words(120),
  /** Queues that are told of every employment that ends (R28), each by a task of this title. */
  notify: z
    .array(z.strictObject({ queue: queueId, title: words(120), ...provenance }))
    .max(5)
    .default([]),
});

/** Login details (domain 10): gone after `minutesAfterFirstOpening`; reminded of after `reminderDays` and gone after `days`, unopened. */
const credentialsSchema = z.strictObject({
  minutesAfterFirstOpening: z.int().min(1).max(60),
  reminderDays: z.int().min(1).max(365),
  days: z.int().min(1).max(365),
  ...provenance,
});

/** A municipality, as data: design, part 5. */
export const profileSchema = z
  .strictObject({
    id: slug,
    /** The municipality's name. */
    name: words(80),
    locale: z.literal('sv-SE'),
    timeZone: z.string().refine(isTimeZone, 'är ingen känd tidszon'),
    contacts: z.array(contactSchema).min(1, 'ska ha minst en kontakt'),
    queues: z.record(queueId, queueSchema),
    /** When the queues are open that do not say it themselves; Mölndal's where nothing is said (domain 9). */
    hours: hoursSchema.optional(),
    permission: processSchema,
    remoteAccess: processSchema.optional(),
    siths: processSchema.optional(),
    newProvider: processSchema.optional(),
    changeManager: processSchema.optional(),
    termination: terminationSchema.optional(),
    technicalHelp: processSchema.optional(),
    password: processSchema.optional(),
    systems: z.array(systemSchema).min(1, 'ska ha minst ett system').max(100),
    /** What somebody can be at a unit of a provider, whom its managers name. */
    unitRoles: z.array(unitRoleSchema).max(10).default([]),
    packages: z.array(packageSchema).max(30).default([]),
    slip: slipSchema.optional(),
    requirements: requirementsSchema.optional(),
    /** What user names begin with; none = any. Others are let through with a question. */
    userNamePrefixes: z.array(z.string().regex(/^[a-z0-9]+$/, 'ska vara små bokstäver a–z och siffror')),
    credentials: credentialsSchema,
    /** How many days before T.o.m. the manager is warned, each time (R66). */
    expiry: z
      .strictObject({ warningDays: z.array(z.int().min(1).max(90)).max(5), ...provenance })
      .default({ warningDays: [] }),
    reminders: remindersSchema,
    /** `replyTo`: where answers to the bot's mail go, when it is not the address it is sent from. */
    mail: z.strictObject({ replyTo: mailAddress, ...provenance }).optional(),
    draftDays: z.int().min(1).max(365),
    files: filesSchema,
    protectedIdentityText: words(600),
    ...provenance,
  })
  .superRefine((profile, context) => {
    for (const { path, message } of findFaults(profile)) context.addIssue({ code: 'custom', path, message });
  });

export type Profile = z.output<typeof profileSchema>;
export type System = z.output<typeof systemSchema>;
export type Package = z.output<typeof packageSchema>;
export type Process = z.output<typeof processSchema>;

/** Undefined where the municipality does not have it. */
export function processOf(profile: Profile, kind: CaseKind): Process | undefined {
  return profile[kind];
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
