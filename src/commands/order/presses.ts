import { z } from 'zod';
import { caseKinds } from '../../domain/case.ts';
import { caseId } from '../card-data.ts';

/** What the buttons into the form carry, and those in it. */
export const openData = z.object({
  press: z.enum(['begin', 'resume', 'again']),
  case: caseId,
  kind: z.enum(caseKinds).default('permission'),
  provider: z.string().max(60).optional(),
});
export const pressData = z.object({
  case: caseId,
  step: z.string().regex(/^(?:guide|person(?:\.\d{1,2})?|systems|summary|fields\.\d{1,2})$/),
  press: z.enum(['next', 'back', 'close', 'allUnits', 'send']),
  provider: z.string().max(60).optional(),
});
