import { Secret, type Sealed, type SealedPlace } from '../domain/secret.ts';
import type { Context } from './context.ts';
import { UnreadableError } from './vault.ts';

/** What was sealed; undefined, and reported, where it does not open: its key is not in the ring, or it was altered. */
export function openSealed({ services }: Context, sealed: Sealed, place: SealedPlace): string | undefined {
  try {
    return Secret.open(services.vault.open(sealed, place));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    services.unreadable(`sealed!${place.caseId}!${place.field}`, error);
    return undefined;
  }
}
