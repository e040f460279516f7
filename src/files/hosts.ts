import { isIP } from 'node:net';

/** Where Teams keeps what is attached in a chat: OneDrive for Business, on SharePoint. */
export const defaultFileHosts: readonly string[] = ['*.sharepoint.com'];

const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** `hosts` are names, or `*.domain`; `local` lets in this very machine over plain http, and nothing else. */
export type FileHosts = { readonly hosts: readonly string[]; readonly local: boolean };

/** The address as it may be fetched from, parsed once and for all; undefined for any other. */
export function allowedUrl(address: string, { hosts, local }: FileHosts): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  if (local) return url.protocol === 'http:' && loopback.includes(url.hostname) ? url : undefined;
  // An address in figures is connected to without being looked up, and so without being looked at.
  if (url.protocol !== 'https:' || url.port !== '' || isIP(url.hostname) !== 0 || url.hostname.startsWith('['))
    return undefined;
  return hosts.some((host) => matches(host.toLowerCase(), url.hostname)) ? url : undefined;
}

function matches(host: string, hostname: string): boolean {
  return host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host;
}
