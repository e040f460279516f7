import type { Left } from '../domain/leaving.ts';
import type { Held, UnderWay } from '../domain/register.ts';

/** Who has which permission, and had: it follows from the cases. */
export interface Register {
  /** What people at a provider have and had, and what is ordered for them: all of them, or one by the keyed hash. */
  known(providerId: string, hash?: string): Promise<{ readonly held: Held[]; readonly underWay: UnderWay[] }>;
  /** A person wherever they are known, and at this provider. */
  everywhere(
    hash: string,
    providerId: string,
  ): Promise<{ readonly held: Held[]; readonly underWay: UnderWay[]; readonly left: Left[] }>;
  ofProvider(providerId: string): Promise<Held[]>;
  /** A person, by the keyed hash of the personnummer, at one provider and at all. */
  atProvider(providerId: string, hash: string): Promise<Held[]>;
  ofPerson(hash: string): Promise<Held[]>;
  /** Of everybody everywhere; `unreadable` counts the rows that are damaged and left out. */
  everyone(): Promise<{ readonly held: Held[]; readonly underWay: UnderWay[]; readonly unreadable: number }>;
}
