import type { Context } from './context.ts';
import type { Incoming, Reply } from './incoming.ts';

/** A dialog: what it shows when its button is pressed, and what a press inside it does. */
export type Dialog = {
  readonly open: (context: Context<Incoming & { kind: 'openDialog' }>) => Promise<Reply>;
  readonly submit: (context: Context<Incoming & { kind: 'submitDialog' }>) => Promise<Reply>;
};
