const shown = '[skyddad uppgift]';

/**
 * A value that must not leak by accident: a personnummer or login details.
 * It prints, serialises and interpolates as a placeholder; `Secret.open` is the one way to the text.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  static open(secret: Secret): string {
    return secret.#text;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}

/** A secret at rest: `v1.<key id>.<iv>.<ciphertext and tag>`, base64url. Safe to store, useless without the key ring. */
export type Sealed = string & { readonly __sealed: true };

/** What a sealed value belongs to; a value moved to another case or field does not open. */
export type SealedPlace = { readonly caseId: string; readonly field: string };
