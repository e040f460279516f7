import { expiryWakes } from '../expiry.ts';
import type { Part } from './part.ts';

/** R66: what is to be known when a last day comes stands in the register, so the case itself only says when to look. */
export const expiry: Part = { elapsed: () => undefined, wakes: expiryWakes };
