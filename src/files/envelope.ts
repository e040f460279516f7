import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { UnreadableError } from '../commands/vault.ts';
import type { NamedKey } from '../store/key-ring.ts';

/** Sealed bytes: `BF1`, the length of the key's id, the id, iv, ciphertext, tag. The vault's keys, in a form for bytes. */
const mark = Buffer.from('BF1', 'latin1');
const cipher = 'aes-256-gcm';
const sizes = { iv: 12, tag: 16 };

export type Envelope = {
  /** Seals with the first key, for this name only. */
  seal(bytes: Uint8Array, name: string): Buffer;
  /** Throws `UnreadableError` for another name, an unknown key or altered bytes. */
  open(sealed: Buffer, name: string): Buffer;
};

/** What the bytes are bound to: those of one file put in another's place do not open. */
function boundTo(keyId: string, name: string): Buffer {
  return Buffer.from(JSON.stringify(['file', keyId, name]), 'utf8');
}

/** The first key seals, all of them open. */
export function createEnvelope(keys: readonly NamedKey[]): Envelope {
  const [sealing] = keys;
  if (sealing === undefined) throw new Error('Files need a key to be sealed with');
  const ring = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    seal(bytes, name) {
      const iv = randomBytes(sizes.iv);
      const id = Buffer.from(sealing.id, 'latin1');
      const sealer = createCipheriv(cipher, sealing.key, iv).setAAD(boundTo(sealing.id, name));
      const text = [sealer.update(bytes), sealer.final(), sealer.getAuthTag()];
      return Buffer.concat([mark, Buffer.of(id.length), id, iv, ...text]);
    },

    open(sealed, name) {
      const at = mark.length + 1 + (sealed[mark.length] ?? 0);
      if (!sealed.subarray(0, mark.length).equals(mark) || sealed.length < at + sizes.iv + sizes.tag)
        throw new UnreadableError('Not a sealed file');
      const id = sealed.toString('latin1', mark.length + 1, at);
      const key = ring.get(id);
      if (key === undefined) throw new UnreadableError('A file sealed with a key that is not in the ring');
      try {
        const iv = sealed.subarray(at, at + sizes.iv);
        const opener = createDecipheriv(cipher, key, iv, { authTagLength: sizes.tag });
        opener.setAAD(boundTo(id, name)).setAuthTag(sealed.subarray(-sizes.tag));
        return Buffer.concat([opener.update(sealed.subarray(at + sizes.iv, -sizes.tag)), opener.final()]);
      } catch {
        throw new UnreadableError('The sealed file is damaged or belongs to another name');
      }
    },
  };
}
