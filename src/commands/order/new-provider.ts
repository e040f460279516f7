import { isAbandoned } from '../../domain/onboarding.ts';
import type { Provider } from '../../domain/directory.ts';
import { checkField } from '../../domain/form.ts';
import type { FormContext, FormField } from '../../domain/form-field.ts';
import { parseNewUnits } from '../../domain/new-units.ts';
import { namesake, newProviderId } from '../../domain/provider-name.ts';
import type { Day } from '../../domain/person.ts';
import type { Process } from '../../profiles/schema.ts';
import type { Draft } from './draft.ts';

/** In the draft: the id of the provider with a like name that the orderer has said is another one. */
export const otherPlace = 'provider.other';
/** The input in which that is said, of one provider: what was ticked of another is not said of this one. */
export const otherInput = (id: string): string => `f_provider_other_${id}`;

/**
 * The provider that a form describes so far: it stands in no directory yet. What is not filled in rightly is left out. An id is made
 * of the name, so that of two who order the same one only one gets it.
 */
export function describedProvider(process: Process, draft: Draft, others: readonly Provider[], today: Day): Provider {
  const context: FormContext = { today, units: [], userNamePrefixes: [] };
  const said = (wanted: FormField['kind'], id?: string): string => {
    const field = process.fields.find((one) => one.kind === wanted && (id === undefined || one.id === id));
    const checked = field && checkField(field, draft.values[field.id] ?? field.initial ?? '', context);
    return checked?.ok === true ? checked.raw : '';
  };
  const name = said('providerName');
  const [validFrom, validTo] = [said('date', 'validFrom'), said('date', 'validTo')];
  const units = parseNewUnits(said('newUnits'));
  return {
    id: draft.providerId === '' ? newProviderId(name, others) : draft.providerId,
    revision: 0,
    name,
    kind: said('providerKind') === 'municipal' ? 'municipal' : 'private',
    certified: said('yes', 'certified') === 'true',
    ...(validFrom === '' ? {} : { validFrom }),
    ...(validTo === '' ? {} : { validTo }),
    managers: [],
    namedContacts: [],
    units: 'units' in units ? units.units : [],
  };
}

/** Those whose names are taken: an onboarding that came to nothing may be begun anew. */
export function takenBy(providers: readonly Provider[]): Provider[] {
  return providers.filter((provider) => !isAbandoned(provider));
}

/** The provider whose name is so like the one typed that the orderer has to say that it is another; undefined once that is said. */
export function likeNamed(draft: Draft, typed: string, others: readonly Provider[] = []): Provider | undefined {
  const near = draft.question === undefined ? namesake(typed, others) : undefined;
  return near === undefined || draft.values[otherPlace] === near.id ? undefined : near;
}

/** The one that was asked about, so that what was said can be taken back. */
export function askedAbout(draft: Draft, typed: string, others: readonly Provider[] = []): Provider | undefined {
  return draft.question === undefined && typed !== '' ? namesake(typed, others) : undefined;
}
