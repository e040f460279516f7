import { z } from 'zod';
import { provenance, words } from './field.ts';

/** What a user costs per month, from a day on. */
export const priceSchema = z.strictObject({
  from: z.iso.date('ska vara ett datum, till exempel 2026-01-01'),
  amount: z.number().min(0).max(100_000).multipleOf(0.01, 'ska vara i hela ören'),
  per: z.literal('month'),
  ...provenance,
});

const link = z.strictObject({
  title: words(60),
  url: z.url({ protocol: /^https$/, error: 'ska vara en adress som börjar med https://' }),
});

/** A certificate (intyg) that an order is not handled without. */
export const certificateSchema = z.strictObject({
  title: words(60),
  /** The order is closed where none has come by the end of so many days. */
  days: z.int().min(1).max(365),
  reminderDays: z.array(z.int().min(1).max(365)).max(5).default([]),
  courseText: words(600),
  courseLink: link.optional(),
  /** Ticked where it was sent before; then `word` must stand in the field `note`. */
  noted: z.strictObject({ field: words(40), note: words(40), word: words(40), fault: words(200) }).optional(),
  ...provenance,
});

/** What goes with the login details. */
export const deliverySchema = z.strictObject({
  text: words(300),
  links: z.array(link).max(4).default([]),
  ...provenance,
});

/** Domain 6: who needs it, as the rule has it. */
export const guideSchema = z.strictObject({
  question: words(80),
  help: words(300).optional(),
  answers: z
    .array(
      z.strictObject({
        choice: words(100),
        outcome: z.enum(['order', 'notNeeded', 'decide', 'elsewhere']),
        text: words(300),
        ...provenance,
      }),
    )
    .min(2, 'ska ha minst två svar')
    .max(10),
  anyway: words(100).optional(),
  ...provenance,
});
