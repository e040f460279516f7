import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { adminGroups } from './groups-dialog.ts';
import { linkQueue } from './link.ts';
import { adminPage } from './overview.ts';
import { adminProvider } from './provider-dialog.ts';
import { tryAgain } from './troubles.ts';

export { link } from './link.ts';
export { administer } from './overview.ts';
export { status } from './troubles.ts';

/** By the name that their buttons carry. */
export const adminDialogs: Readonly<Record<string, Dialog>> = { adminProvider, adminGroups };

/** By verb. */
export const adminActions: Readonly<
  Record<string, (context: Context<Incoming & { kind: 'execute' }>) => Promise<Reply>>
> = {
  adminPage,
  linkQueue,
  tryAgain,
};
