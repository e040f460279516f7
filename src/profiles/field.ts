import { z } from 'zod';
import { type FieldKind, fieldKinds, type FormField } from '../domain/form-field.ts';

/** A text that is something. */
export const words = (max: number) =>
  z.string().trim().min(1, 'får inte vara tom').max(max, `får ha högst ${max} tecken`);

export const slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'ska bestå av a–z, siffror och enkla bindestreck');

/** Where a value comes from; `assumption` says what the sources leave open. Shown by `assumptions(profile)`. */
export const provenance = { source: words(300).optional(), assumption: words(500).optional() };

/** Longest in a profile: an answer is stored with its case in one row. */
const longestAnswer = 4000;

export const fieldSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'ska vara ett kort ord med liten begynnelsebokstav, bara a–z och siffror'),
    kind: z.enum(fieldKinds),
    label: words(80),
    required: z.boolean().default(false),
    maxLength: z.int().min(1).max(longestAnswer).optional(),
    choices: z.array(words(100)).min(1, 'ska ha minst ett val').max(100).optional(),
    help: words(300).optional(),
    initial: words(200).optional(),
    section: words(60).optional(),
    /** Nobody else may have the same, for as long as the permission lasts: a number that codes are sent to. */
    unique: z.boolean().optional(),
    ...provenance,
  })
  .superRefine((field, context) => {
    const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const { kind, choices = [], initial } = field;
    if (kind === 'choice' && field.choices === undefined)
      fault(['choices'], 'saknas: ett fält av sorten choice behöver val');
    if (kind !== 'choice' && field.choices !== undefined)
      fault(['choices'], `hör inte till ett fält av sorten ${kind}`);
    choices.forEach((choice, index) => {
      if (choices.indexOf(choice) < index) fault(['choices', index], `”${choice}” står redan i listan`);
    });
    if (initial !== undefined && kind === 'choice' && !choices.includes(initial))
      fault(['initial'], `”${initial}” är inte ett av valen`);
    if (field.unique && kind !== 'mobile' && kind !== 'serialNumber')
      fault(['unique'], `går inte för ett fält av sorten ${kind}: samma sak kan skrivas på flera sätt`);
    // What concerns one person is never prefilled.
    if (initial !== undefined && personal.has(kind)) fault(['initial'], `hör inte till ett fält av sorten ${kind}`);
  }) satisfies z.ZodType<FormField>;

const personal: ReadonlySet<FieldKind> = new Set([
  'personName',
  'personnummer',
  'phone',
  'mobile',
  'mail',
  'userName',
  'account',
  'manager',
  'serialNumber',
]);

export type Field = z.output<typeof fieldSchema>;
