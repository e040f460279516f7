/** `path` leads to the part of the profile that is to be changed. */
export type Fault = { readonly path: PropertyKey[]; readonly message: string };

/** Those whose key an earlier one has too. */
export function repeated<T>(items: readonly T[], keyOf: (item: T) => string): { item: T; index: number }[] {
  const keys = items.map(keyOf);
  return items.map((item, index) => ({ item, index })).filter(({ index }) => keys.indexOf(keys[index] ?? '') < index);
}

export function fault(path: PropertyKey[], message: string): Fault {
  return { path, message };
}
