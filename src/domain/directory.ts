import type { Unit } from './application.ts';
import type { Terms } from './terms.ts';
import type { Day, Instant, Person } from './person.ts';

/** A provider (utförare): private, or the municipality's own (egen regi). */
export type Provider = {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly kind: 'private' | 'municipal';
  readonly certified: boolean;
  readonly validFrom?: Day;
  readonly validTo?: Day;
  readonly managers: readonly Person[];
  readonly namedContacts: readonly Person[];
  readonly units: readonly Unit[];
  /** The requirements on its equipment are met, as a responsible manager has confirmed. */
  readonly confirmed?: { readonly version: Day; readonly by: Person; readonly at: Instant } | undefined;
  /** The entry itself is damaged: nobody can order for it, and its managers are those whose rights say so. */
  readonly unreadable?: true;
};

/** The id under which a provider's open cases are looked at, where a case has its own. */
export const providerSubject = (id: string): string => `provider.${id}`;
export const providerOfSubject = (id: string): string | undefined => /^provider\.(.+)$/.exec(id)?.[1];

/** The municipality's own people with a right of their own, for all providers. */
export const groups = ['orderers', 'elderCare', 'approvers'] as const;
export type Group = (typeof groups)[number];

/** One row per person, read beside the case: which providers they are responsible manager of and which groups they belong to. */
export type Rights = {
  readonly managerOf: readonly string[];
  readonly groups: readonly Group[];
  /** Of which providers they are a named contact (R114). */
  readonly contactOf?: readonly string[] | undefined;
  readonly admin: boolean;
  /** The row is damaged, so that nothing is granted by it. */
  readonly unreadable?: true;
};

export const noRights: Rights = { managerOf: [], groups: [], admin: false };

/** R1: ordering needs a provider that is certified and current on the day; ending never does. */
export function mayOrderFor(provider: Provider, today: Day): boolean {
  return (
    provider.certified &&
    (provider.validFrom === undefined || provider.validFrom <= today) &&
    (provider.validTo === undefined || today <= provider.validTo)
  );
}

/**
 * R7, R14: a provider's own responsible managers order, and what concerns the provider itself the municipality's orderers. R114: the
 * helpdesk is asked by a provider's named contacts alone.
 */
export function mayOrder(rights: Rights, providerId: string, { orderedBy }: Pick<Terms, 'orderedBy'>): boolean {
  switch (orderedBy) {
    case 'orderers':
      return rights.groups.includes('orderers');
    case 'contacts':
      return rights.contactOf?.includes(providerId) === true;
    default:
      return rights.managerOf.includes(providerId);
  }
}

/**
 * Domain 3: a responsible manager of the same provider, or someone of the municipality with attest right. Where the order is to be
 * approved by an orderer (R24), or needs nobody but the one who sends it, those alone.
 */
export function hasAttestationRight(
  rights: Rights,
  providerId: string,
  terms: Pick<Terms, 'approver' | 'orderedBy'> = {},
): boolean {
  const { groups } = rights;
  switch (terms.approver) {
    case 'orderer':
      return groups.includes('orderers');
    case 'submitter':
    case 'nobody':
      return mayOrder(rights, providerId, terms);
    default:
      return rights.managerOf.includes(providerId) || groups.includes('approvers') || groups.includes('orderers');
  }
}
