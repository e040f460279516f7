import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** Clocks of well-kept servers differ by less. An expired token has no such grace. */
const skewSeconds = 5;

const Header = z.object({ alg: z.literal('RS256'), kid: z.string().min(1) });

const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string().min(1),
  tid: z.string().optional(),
});

export type TokenRules = { readonly issuer: string; readonly audience: string; readonly tenantId: string };

/**
 * Refuses (401) a token that must not reach the SDK: it accepts five minutes of expiry, no expiry at all, Entra's tokens,
 * and remembers every unverified `tid`. The signature is the SDK's to verify; nothing here may be trusted before that.
 */
export function checkToken(authorization: string, serviceUrl: string | undefined, rules: TokenRules): void {
  const [, header, payload] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (!header || !payload) throw new Refusal(401, 'no token');
  if (!Header.safeParse(decode(header)).success) throw new Refusal(401, 'token header');
  const claims = Claims.safeParse(decode(payload)).data;
  if (!claims) throw new Refusal(401, 'claims');
  const now = Date.now() / 1000;
  if (claims.iss !== rules.issuer) throw new Refusal(401, 'issuer');
  if (claims.aud !== rules.audience) throw new Refusal(401, 'audience');
  if (claims.exp <= now) throw new Refusal(401, 'expired');
  if (claims.nbf !== undefined && claims.nbf > now + skewSeconds) throw new Refusal(401, 'not yet valid');
  if (claims.serviceurl !== serviceUrl) throw new Refusal(401, 'serviceurl');
  if (claims.tid !== undefined && claims.tid !== rules.tenantId) throw new Refusal(401, 'tid');
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
