import { z } from 'zod';
import { fileTypeNames } from '../domain/file.ts';
import { count, done, id, shape, text } from './row-parts.ts';

/** A file of a case. */
export const file = shape({
  id,
  number: count,
  purpose: z.enum(['attachment', 'certificate']),
  name: text,
  type: z.enum(fileTypeNames),
  size: count,
  sha256: text,
  ...done,
  removed: shape(done).optional(),
});
