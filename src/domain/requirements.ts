import type { Provider } from './directory.ts';
import type { Day } from './person.ts';

/** What a provider's equipment must do, from a day on: another day is another list, to be confirmed anew. */
type Requirements = { readonly validFrom: Day };

export function hasConfirmed({ confirmed }: Pick<Provider, 'confirmed'>, { validFrom }: Requirements): boolean {
  return confirmed?.version === validFrom;
}
