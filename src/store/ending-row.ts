import { z } from 'zod';
import { causes } from '../domain/ending.ts';
import { count, day, id, instant, list, shape, text } from './row-parts.ts';

/** What a case ends, and what has come of the last day of what it gave, as they stand in its row. */
export const termination = shape({
  lastDay: day,
  cause: z.enum(causes),
  opensAt: instant,
  opened: instant.optional(),
  employments: list(shape({ unit: shape({ name: text, costCode: text }), type: text, title: text })),
  kept: list(shape({ name: text, through: text.optional() })),
});
export const expiry = shape({
  warnings: list(shape({ days: count, systems: list(id), together: z.literal(true).optional() })),
  letGo: z.literal(true).optional(),
  seenTo: list(id).optional(),
});
