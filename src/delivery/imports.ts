import type { ImportLists } from '../commands/import-ports.ts';
import type { Instant } from '../domain/person.ts';

type ImportPorts = { readonly imports: Pick<ImportLists, 'advance'>; readonly now: () => Instant };

/** A list that is being laid in goes on, a batch at each look, whoever stopped in the middle of it. */
export async function lookAtImport(list: string, { imports, now }: ImportPorts): Promise<{ readonly next?: Instant }> {
  return (await imports.advance(list, now())) === 'more' ? { next: now() } : {};
}
