import type { Ask } from '../domain/asks.ts';

/** Whose asks are counted: those about a person at a provider, found by the keyed hash, or those by one. */
export type AskKey =
  | { readonly kind: 'person'; readonly provider: string; readonly hash: string }
  | { readonly kind: 'asker'; readonly person: string };

/** The asks as they are to be, written in the case's own transaction: whoever is second decides anew. */
export type AskChange = {
  readonly key: AskKey;
  readonly etag: string | undefined;
  readonly asks: readonly Ask[];
};

export interface Asks {
  find(key: AskKey): Promise<{ readonly asks: readonly Ask[]; readonly etag: string | undefined }>;
}
