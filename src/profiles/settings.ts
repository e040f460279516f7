import { z } from 'zod';
import { fileTypeNames } from '../domain/file.ts';
import { provenance, slug, words } from './field.ts';
import { clock } from './hours.ts';

/** Files on applications (R67), and for how long one that is sent to the bot waits to be placed. */
export const filesSchema = z.strictObject({
  maxMegabytes: z.int().min(1).max(25),
  types: z.array(z.enum(fileTypeNames)).min(1, 'någon sorts filer måste få bifogas'),
  maxPerCase: z.int().min(1).max(20),
  waitingDays: z.int().min(1).max(90),
  ...provenance,
});

const days = z.int().min(1).max(365);

/**
 * Days without anything happening until somebody is reminded, and until more hear of it: the submitter of an approval, and of
 * a task those in `escalateTo`.
 */
export const remindersSchema = z.strictObject({
  approvalDays: days,
  escalateApprovalDays: days,
  taskDays: days,
  escalateTaskDays: days,
  escalateTo: z.enum(['orderers', 'admins']),
  ...provenance,
});

/**
 * A queue that somebody is on call for (beredskap): who is, stands in its roster. The next one is called after so many minutes; whoever
 * waits is given the phone number. `changesAt`: when shifts begin and end.
 */
export const onCallSchema = z.strictObject({
  phone: words(40),
  minutes: z
    .int()
    .min(1)
    .max(24 * 60)
    .default(10),
  changesAt: clock.default(8 * 60),
  ...provenance,
});

/** How often it may be asked for within so many hours: for one person of a provider, and by one. */
export const limitSchema = z.strictObject({
  perPerson: z.int().min(1).max(50),
  perAsker: z.int().min(1).max(200),
  hours: z.int().min(1).max(168),
  ...provenance,
});

/** Calls from those without the bot, which those on call record: in which ways whoever rings can be identified. */
export const callsSchema = z.strictObject({ identifiedBy: z.array(words(100)).min(1).max(10), ...provenance });

/** For example lösenordsadministratör: `name` in the indefinite form, and how many a unit may have. */
export const unitRoleSchema = z.strictObject({
  id: slug,
  name: words(60),
  perUnit: z.int().min(1).max(20).default(2),
  ...provenance,
});
