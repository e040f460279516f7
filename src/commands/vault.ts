import type { Sealed, SealedPlace, Secret } from '../domain/secret.ts';

/** The one way between a secret and what may be stored. */
export interface Vault {
  seal(secret: Secret, place: SealedPlace): Sealed;
  /** Throws UnreadableError for another place, an unknown key or altered text. */
  open(sealed: Sealed, place: SealedPlace): Secret;
  /** The same for the same text, and telling nothing about it without the key; for finding the same person. */
  hash(secret: Secret): string;
}

/** Says why in words that hold nothing of what was sealed. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}
