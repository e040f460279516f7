import type { Stage } from '../case.ts';
import { refuse } from '../refusal.ts';

/** How something was given, as the caseworker says it at Klarmarkera. */
export type Giving = {
  readonly credentials: boolean;
  /** Lämnat muntligt efter motringning: no login details go through the bot, and the password is changed at the first login. */
  readonly spoken?: boolean;
  /** The stage's questions were asked and answered rightly. What was answered is kept nowhere. */
  readonly identified?: boolean;
};

/** No password is given to one whose identity was not checked, in whatever way it is given. */
export function checkGiving(
  stage: Stage | undefined,
  { credentials, spoken = false, identified = false }: Giving,
): ReturnType<typeof refuse> | undefined {
  if ((credentials && stage?.credentials === false) || (spoken && (credentials || stage?.spoken !== true)))
    return refuse('stale');
  const asks = stage?.identity ?? [];
  return (credentials || spoken) && asks.length > 0 && !identified ? refuse('identityNotChecked') : undefined;
}
