import { z } from 'zod';

/** The mail server, and whom the bot's mail is from. */
export type MailSettings = {
  readonly host: string;
  readonly port: number;
  /** `always`: from the first byte (smtps). `begun`: by STARTTLS, or nothing is sent. `never`: on this machine alone. */
  readonly encryption: 'always' | 'begun' | 'never';
  readonly login?: { readonly user: string; readonly pass: string };
  readonly from: MailAddress;
};

export type MailAddress = { readonly name: string; readonly address: string };

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const plainAddress = z.email();

/** One address in ASCII, with nothing around it: it can hold no line end, and no second address. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && plainAddress.safeParse(text).success;
}

/** `smtps://user:password@host:465` or `smtp://…:587`; undefined for anything else. The parts are decoded, and are never shown. */
export function parseSmtpUrl(text: string): Omit<MailSettings, 'from'> | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol)) return undefined;
  const { hostname, username, password, pathname, search, hash } = url;
  if (hostname === '' || !['', '/'].includes(pathname) || search !== '' || hash !== '') return undefined;
  if ((username === '') !== (password === '')) return undefined;
  const isSecure = url.protocol === 'smtps:';
  const login = username === '' ? undefined : { user: decoded(username), pass: decoded(password) };
  return {
    // Without the brackets of an IPv6 address, which only a URL has.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    encryption: isSecure ? 'always' : loopback.test(hostname) ? 'never' : 'begun',
    ...(login ? { login } : {}),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `bot@kommun.example` or `Behörighetsbot <bot@kommun.example>`; undefined for anything else. */
export function parseSender(text: string): MailAddress | undefined {
  const [, name = '', inside] = /^([^<>"\p{Cc}]*)<([^<>]+)>$/u.exec(text.trim()) ?? [];
  const address = inside ?? text.trim();
  return isMailAddress(address) ? { name: name.trim() || 'Behörighetsbot', address } : undefined;
}
