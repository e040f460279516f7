import type { Instant } from './person.ts';

/** `days` before the start; 0 when it has come. `missing` names tasks, never a person. */
export type StartWarning = { readonly days: number; readonly at: Instant; readonly missing: readonly string[] };
