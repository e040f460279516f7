import type { TeamsSettings } from './settings.ts';

const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Signs that move the rest of a URL out of its path, or that a parser takes away before anybody has looked. */
const misleading = /[?#@\\]|[^\x21-\x7e]/;

/** Whether the bot's token and messages may be sent there. Asked of what arrives and of what was stored long ago. */
export function isAllowedServiceUrl(settings: TeamsSettings, serviceUrl: string): boolean {
  const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
  if (!url || misleading.test(serviceUrl)) return false;
  if (settings.app.kind === 'local') return url.protocol === 'http:' && loopback.includes(url.hostname);
  const entry = settings.serviceUrlHosts.find((host) => matches(host.toLowerCase(), url));
  if (entry === undefined) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname));
}

function matches(entry: string, url: URL): boolean {
  if (entry.startsWith('*.')) return url.port === '' && url.hostname.endsWith(entry.slice(1));
  if (loopback.includes(entry)) return url.hostname === entry;
  return url.host === entry;
}
