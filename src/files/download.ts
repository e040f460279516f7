import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as insecure, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublic } from './addresses.ts';
import { allowedUrl, type FileHosts } from './hosts.ts';

export type Downloaded =
  | { readonly bytes: Buffer }
  /** Too large, not from where files are kept, or not to be had; `why` is for the log and holds nothing of the address. */
  | { readonly fault: 'tooLarge' | 'host' | 'failed'; readonly why: string };

export type DownloadSettings = FileHosts & {
  /** Milliseconds for all of it. */
  readonly timeout?: number;
  readonly lookup?: typeof resolve;
};

/** Teams' links are good for an hour, but somebody waits for the answer. */
const patience = 30_000;

class Fault extends Error {
  readonly kind: 'tooLarge' | 'failed';

  constructor(kind: Fault['kind'], why: string) {
    super(why);
    this.kind = kind;
  }
}

/**
 * Fetches what a link leads to, up to so many bytes. The link is a secret and comes from outside: only from hosts that are
 * named, at addresses of the open internet, with no redirect followed and nothing unpacked on the way.
 */
export function createDownload({ timeout = patience, lookup = resolve, ...hosts }: DownloadSettings) {
  return async (address: string, most: number): Promise<Downloaded> => {
    const url = allowedUrl(address, hosts);
    if (url === undefined) return { fault: 'host', why: 'not an allowed host' };
    try {
      return { bytes: await fetched(url, most, hosts.local ? {} : { lookup: guarded(lookup) }, timeout) };
    } catch (error) {
      if (error instanceof Fault) return { fault: error.kind, why: error.message };
      return { fault: 'failed', why: codeOf(error) };
    }
  };
}

/** The address that is connected to is the very one that was looked at. */
function guarded(lookup: typeof resolve): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) return done(error, '');
      if (first === undefined || !addresses.every(({ address }) => isPublic(address)))
        return done(new Fault('failed', 'not a public address'), '');
      return options.all === true ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

async function fetched(url: URL, most: number, options: RequestOptions, timeout: number): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeout);
  const response = await new Promise<IncomingMessage>((resolved, rejected) => {
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'behorighetsbot' };
    const ask = url.protocol === 'https:' ? secure : insecure;
    // A connection of its own: one that is kept would be used again without its address being looked at.
    ask(url, { ...options, agent: false, headers, signal }, resolved)
      .once('error', rejected)
      .end();
  });
  try {
    return await bodyOf(response, most);
  } finally {
    response.destroy();
  }
}

async function bodyOf(response: IncomingMessage, most: number): Promise<Buffer> {
  const { statusCode = 0, headers } = response;
  if (statusCode !== 200) throw new Fault('failed', `answered ${statusCode}`);
  if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) throw new Fault('failed', 'packed');
  const announced = Number(headers['content-length'] ?? 0);
  if (announced > most) throw new Fault('tooLarge', 'announced');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Fault('tooLarge', 'streamed');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
