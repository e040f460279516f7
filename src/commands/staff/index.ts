import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import type { Phrase } from '../phrase.ts';
import { myStaff, staffPage } from './list.ts';
import { personDialog } from './person-dialog.ts';
import { slipDialog } from './slip-dialog.ts';
import { starting } from './starts.ts';

export const staffPhrases: readonly Phrase[] = [myStaff, starting];

/** By the name that their buttons carry. */
export const staffDialogs: Readonly<Record<string, Dialog>> = { person: personDialog, slip: slipDialog };

/** By verb. */
export const staffActions: Readonly<
  Record<string, (context: Context<Incoming & { kind: 'execute' }>) => Promise<Reply>>
> = { staffPage };
