import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** botbuilder's seven endpoint settings, which are set together or not at all. */
type IdentityEndpoints = {
  readonly ToChannelFromBotLoginUrl: string;
  readonly ToChannelFromBotOAuthScope: string;
  readonly ToBotFromChannelTokenIssuer: string;
  readonly OAuthUrl: string;
  readonly ToBotFromChannelOpenIdMetadataUrl: string;
  readonly ToBotFromEmulatorOpenIdMetadataUrl: string;
  readonly CallerId: string;
};

/** A claim set to undefined is left out. Times are seconds since 1970. */
export type Forgery = {
  readonly claims?: JWTPayload & { readonly serviceurl?: string | undefined };
  readonly header?: { readonly alg?: string; readonly kid?: string };
  readonly key?: CryptoKey | Uint8Array;
};

export type Identity = {
  readonly endpoints: IdentityEndpoints;
  /** The key inbound tokens are verified with, for forgeries that use it as a secret. */
  readonly publicKey: CryptoKey;
  /** A token as Teams sends it to the bot, or one that is wrong in some way. */
  sign(forgery?: Forgery): Promise<string>;
  /** Fetches a token for the bot's own calls. */
  fetchToken(scope: string): Promise<{ accessToken: string; expiresOn: Date }>;
  /** Whether the token in a header like `Bearer …` was given to the bot. */
  issued(authorization: string | undefined): boolean;
  close(): Promise<void>;
};

const issuer = 'https://api.botframework.com';
const hour = 3600;

/** Microsoft's sign-in on 127.0.0.1: signing keys for what Teams sends, and tokens for what the bot sends. */
export async function createIdentity(app: { readonly appId: string; readonly serviceUrl: string }): Promise<Identity> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = randomUUID();
  const key = { ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements: ['msteams'] };
  const given = new Set<string>();

  const answer = (path: string): unknown => {
    switch (path) {
      case '/openid':
        return { issuer, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
      case '/keys':
        return { keys: [key] };
      case '/login/oauth2/v2.0/token': {
        const access_token = randomUUID();
        given.add(`Bearer ${access_token}`);
        return { token_type: 'Bearer', expires_in: hour, access_token };
      }
      default:
        return undefined;
    }
  };

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const body = answer(request.url ?? '');
    request.resume();
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  return {
    publicKey,
    endpoints: {
      ToChannelFromBotLoginUrl: `${url}/login`,
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: url,
      ToBotFromChannelOpenIdMetadataUrl: `${url}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${url}/openid`,
      CallerId: 'urn:botframework:azure',
    },
    sign: (forgery = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const times = { nbf: now - 1, exp: now + hour };
      const claims = { iss: issuer, aud: app.appId, serviceurl: app.serviceUrl, ...times, ...forgery.claims };
      const header = { typ: 'JWT', alg: 'RS256', kid, ...forgery.header };
      return new SignJWT(claims).setProtectedHeader(header).sign(forgery.key ?? privateKey);
    },
    fetchToken: async (scope) => {
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: app.appId, scope });
      const token: unknown = await (await fetch(`${url}/login/oauth2/v2.0/token`, { method: 'POST', body })).json();
      if (typeof token !== 'object' || token === null || !('access_token' in token)) throw new Error('No token');
      return { accessToken: String(token.access_token), expiresOn: new Date(Date.now() + hour * 1000) };
    },
    issued: (authorization) => given.has(authorization ?? ''),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
