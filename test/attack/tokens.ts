import { randomUUID } from 'node:crypto';
import { exportSPKI, generateKeyPair } from 'jose';
import type { Forgery } from '../../local/identity.ts';
import type { Attack, SignedDoor } from './signed-door.ts';

const hour = 3600;
const now = (): number => Math.floor(Date.now() / 1000);

const forged = (
  name: string,
  forgery: (door: SignedDoor) => Forgery | Promise<Forgery>,
  more: object = {},
): Attack => ({
  name,
  status: 401,
  request: async (door) => door.signed(more, await forgery(door)),
});

const header = (name: string, authorization: (token: string, door: SignedDoor) => string): Attack => ({
  name,
  status: 401,
  request: async (door) => {
    const value = authorization(await door.identity.sign(), door);
    return { body: JSON.stringify(door.activity()), ...(value === '' ? {} : { headers: { Authorization: value } }) };
  },
});

/** Entra issues tokens for anybody's app, also with the bot as their audience. */
const entra = ({ appId }: SignedDoor, tenantId: string): Forgery => ({
  claims: { iss: `https://sts.windows.net/${tenantId}/`, tid: tenantId, ver: '1.0', appid: appId, aud: appId },
});

export const tokenAttacks: readonly Attack[] = [
  header('no token', () => ''),
  header('an empty token', () => 'Bearer '),
  header('another scheme', (token) => `Basic ${token}`),
  header('half a token', (token) => `Bearer ${token.slice(0, token.lastIndexOf('.'))}`),
  header('two tokens', (token) => `Bearer ${token}, Bearer ${token}`),
  header('a token of 12,000 characters', () => `Bearer ${'a'.repeat(4000)}.${'b'.repeat(4000)}.${'c'.repeat(4000)}`),
  header('a token whose claims are 5,000 deep', (token) => `Bearer ${withPayload(token, '['.repeat(5000))}`),
  header('a token whose claims are a list', (token) => `Bearer ${withPayload(token, '[]')}`),
  header('a token with __proto__ for claims', (token) => `Bearer ${withPayload(token, '{"__proto__":{}}')}`),
  header('alg: none', (token) => `Bearer ${unsigned(token)}.`),
  header('alg: none with the old signature', (token) => `Bearer ${unsigned(token)}.${token.split('.')[2]}`),
  header('a claim changed under the signature', (token) => `Bearer ${withPayload(token, prolonged(token))}`),
  header('another signature', (token) => `Bearer ${token.slice(0, -8)}AAAAAAAA`),
  forged('expired a second ago', () => ({ claims: { exp: now() - 1 } })),
  forged('expired four minutes ago', () => ({ claims: { exp: now() - 240 } })),
  forged('expired an hour ago', () => ({ claims: { exp: now() - hour } })),
  forged('no expiry', () => ({ claims: { exp: undefined } })),
  forged('an expiry in words', () => ({ claims: { exp: '9999999999' as unknown as number } })),
  forged('not valid yet', () => ({ claims: { nbf: now() + hour } })),
  forged('another audience', () => ({ claims: { aud: randomUUID() } })),
  forged('two audiences', ({ appId }) => ({ claims: { aud: [appId, randomUUID()] } })),
  forged('no audience', () => ({ claims: { aud: undefined } })),
  forged('another issuer', () => ({ claims: { iss: 'https://issuer.example' } })),
  forged('no issuer', () => ({ claims: { iss: undefined } })),
  forged("Entra's token with our audience, our tenant", (door) => entra(door, door.conversation.tenantId)),
  forged("Entra's token with our audience, another tenant", (door) => entra(door, randomUUID())),
  forged("Entra's v2 token", ({ appId, conversation }) => ({
    claims: {
      iss: `https://login.microsoftonline.com/${conversation.tenantId}/v2.0`,
      ver: '2.0',
      azp: appId,
      tid: conversation.tenantId,
    },
  })),
  forged("the emulator's token", ({ appId }) => ({
    claims: { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: appId },
  })),
  forged("a tenant that is not the bot's", () => ({ claims: { tid: randomUUID() } })),
  forged("a key that is not Teams'", async () => ({ key: (await generateKeyPair('RS256')).privateKey })),
  forged('an unknown key', () => ({ header: { kid: randomUUID() } })),
  forged("a stranger's key under an unknown name", async () => ({
    key: (await generateKeyPair('RS256')).privateKey,
    header: { kid: '../../openid' },
  })),
  forged('HS256 with the public key', async ({ identity }) => ({
    header: { alg: 'HS256' },
    key: new TextEncoder().encode(await exportSPKI(identity.publicKey)),
  })),
  forged('no service URL in the token', () => ({ claims: { serviceurl: undefined } })),
  forged('a service URL that is not the activity’s', () => ({ claims: { serviceurl: 'https://evil.example/' } })),
  forged('no service URL in the activity', () => ({}), { serviceUrl: undefined }),
];

function withPayload(token: string, payload: string): string {
  const [head, , signature] = token.split('.');
  return [head, Buffer.from(payload).toString('base64url'), signature].join('.');
}

function prolonged(token: string): string {
  return decoded(token, 1).replace(/"exp":\d+/, '"exp":9999999999');
}

function unsigned(token: string): string {
  const header = decoded(token, 0).replace('RS256', 'none');
  return `${Buffer.from(header).toString('base64url')}.${token.split('.')[1]}`;
}

function decoded(token: string, part: number): string {
  return Buffer.from(token.split('.')[part] ?? '', 'base64url').toString('utf8');
}
