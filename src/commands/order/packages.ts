import type { Package } from '../../profiles/schema.ts';
import { enumerate } from '../../views/format.ts';
import type { Draft } from './draft.ts';
import { type Form, orderable } from './form.ts';

/** The packages that can be ordered here: only where the systems are chosen among, and each whole. */
export function packagesOf(form: Form): Package[] {
  if (form.process.systems !== undefined) return [];
  const offered = new Set(orderable(form).map(({ id }) => id));
  return form.profile.packages.filter(
    ({ orderableBy, systems }) =>
      orderableBy.includes(form.provider.kind) && Object.keys(systems).every((id) => offered.has(id)),
  );
}

/**
 * The draft with the chosen package's systems and what it says of them. Chosen once it fills in and no more, so that it can be
 * changed afterwards; what was typed stays; another package takes the place of the one before.
 */
export function withPackage(form: Form, draft: Draft, wanted: string): Draft {
  const packages = packagesOf(form);
  const next = packages.find(({ id }) => id === wanted);
  const before = packages.find(({ id }) => id === draft.package);
  if (next === undefined) return { ...draft, package: '' };
  if (next === before) return draft;
  const left = new Set(Object.keys(before?.systems ?? {}));
  const own = Object.keys(next.systems);
  const systems = [...new Set([...draft.systems.filter((id) => !left.has(id)), ...own])];
  const filled = own.map((id): [string, Record<string, string>] => {
    const typed = draft.systemValues[id] ?? {};
    const former = before?.systems[id] ?? {};
    const kept = Object.entries(typed).filter(([field, value]) => value !== '' && value !== former[field]);
    return [id, { ...typed, ...next.systems[id], ...Object.fromEntries(kept) }];
  });
  return {
    ...draft,
    begun: true,
    package: next.id,
    systems,
    systemValues: { ...draft.systemValues, ...Object.fromEntries(filled) },
  };
}

/** What a package that was chosen just now has filled in; empty where none was. */
export function packageText(form: Form, before: Draft, after: Draft): string {
  const chosen = packagesOf(form).find(({ id }) => id === after.package);
  if (chosen === undefined || before.package === after.package) return '';
  const names = orderable(form)
    .filter(({ id }) => chosen.systems[id] !== undefined)
    .map(({ name }) => name);
  return `${chosen.name} fyllde i ${enumerate(names)}. Tryck på Tillbaka om du vill lägga till eller ta bort något.`;
}
