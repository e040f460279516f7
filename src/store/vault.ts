import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { UnreadableError, type Vault } from '../commands/vault.ts';
import { Secret, type Sealed, type SealedPlace } from '../domain/secret.ts';
import type { NamedKey } from './key-ring.ts';

const cipher = 'aes-256-gcm';
const sizes = { iv: 12, tag: 16 };

type Settings = { readonly keys: readonly NamedKey[]; readonly hashKey: Buffer };

/** Everything the sealed text is bound to. Lengths come first, so that no two places give the same bytes. */
function boundTo(keyId: string, place: SealedPlace): Buffer {
  const parts = ['v1', keyId, place.caseId, place.field].map((text) => {
    const bytes = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return Buffer.concat(parts);
}

/** Text that decodes to these bytes but is written otherwise has been altered too. */
function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) {
    throw new UnreadableError('The sealed text is damaged');
  }
  return bytes;
}

/** The first key seals, all of them open. */
export function createVault({ keys, hashKey }: Settings): Vault {
  const [sealing] = keys;
  if (sealing === undefined || keys.some(({ key }) => key.length !== 32) || hashKey.length < 32) {
    throw new Error('The vault needs keys of 32 bytes to seal with and at least 32 bytes to hash with');
  }
  const ring = new Map(keys.map(({ id, key }) => [id, key]));

  return {
    seal(secret, place) {
      const iv = randomBytes(sizes.iv);
      const sealer = createCipheriv(cipher, sealing.key, iv).setAAD(boundTo(sealing.id, place));
      const text = Buffer.concat([sealer.update(Secret.open(secret), 'utf8'), sealer.final(), sealer.getAuthTag()]);
      return `v1.${sealing.id}.${iv.toString('base64url')}.${text.toString('base64url')}` as Sealed;
    },

    open(sealed, place) {
      const [version, id, ivText, text, ...rest] = sealed.split('.');
      if (version !== 'v1' || id === undefined || ivText === undefined || text === undefined || rest.length > 0) {
        throw new UnreadableError('Not a sealed text');
      }
      const key = ring.get(id);
      if (key === undefined) {
        throw new UnreadableError('Sealed with a key that is not in the ring');
      }
      const iv = decode(ivText);
      const bytes = decode(text);
      if (iv.length !== sizes.iv || bytes.length < sizes.tag) {
        throw new UnreadableError('The sealed text is damaged');
      }
      try {
        const opener = createDecipheriv(cipher, key, iv, { authTagLength: sizes.tag });
        opener.setAAD(boundTo(id, place)).setAuthTag(bytes.subarray(-sizes.tag));
        const opened = Buffer.concat([opener.update(bytes.subarray(0, -sizes.tag)), opener.final()]);
        return new Secret(opened.toString('utf8'));
      } catch {
        throw new UnreadableError('The sealed text is damaged or belongs to another place');
      }
    },

    hash(secret) {
      return createHmac('sha256', hashKey).update(Secret.open(secret), 'utf8').digest('base64url');
    },
  };
}
