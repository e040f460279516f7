export type NamedKey = { readonly id: string; readonly key: Buffer };

/** Strict, since a mistyped key that decodes to something would seal what nobody can open again. */
function decode(base64: string, name: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  if (key.toString('base64') !== base64) {
    throw new Error(`${name} is not base64`);
  }
  if (key.length !== 32) {
    throw new Error(`${name} is ${key.length} bytes long, not 32`);
  }
  return key;
}

/**
 * `id:base64,id2:base64`. Errors name keys by their place only: a key written where its id should stand must not be
 * printed either.
 */
export function parseKeyRing(text: string): NamedKey[] {
  const keys = text.split(',').map((entry, index): NamedKey => {
    const name = `Key ${index + 1} of the key ring`;
    const [id, base64, ...rest] = entry.trim().split(':');
    if (id === undefined || base64 === undefined || rest.length > 0) {
      throw new Error(`${name} is not written id:base64`);
    }
    if (!/^[A-Za-z0-9_-]{1,20}$/.test(id)) {
      throw new Error(`${name} has an id that is not 1–20 letters, digits, hyphens and underscores`);
    }
    return { id, key: decode(base64, name) };
  });
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    throw new Error('Two keys of the key ring have the same id');
  }
  return keys;
}

/** One key alone, as base64 of 32 bytes. */
export function parseHashKey(text: string): Buffer {
  return decode(text.trim(), 'The hash key');
}
