import { type ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { z } from 'zod';
import { Refusal } from './refusal.ts';
import { isAllowedServiceUrl } from './serviceUrl.ts';
import type { TeamsSettings } from './settings.ts';

/** Service URLs are one per region and tenant; more than these would be somebody playing. */
const maxClients = 20;

/**
 * The SDK's retries repeat a POST silently, which doubles messages; delivery retries instead.
 * Its redirects would carry the bot's token to a host nobody has checked.
 */
const unwanted = ['defaultRetryPolicy', 'redirectPolicy'];

/** Gives one client for each service URL, and none for a URL outside the allow-list. */
export class ClientPool extends ConnectorFactory {
  readonly #settings: TeamsSettings;
  readonly #inner: ConnectorFactory;
  readonly #clients = new Map<string, Promise<ConnectorClient>>();

  constructor(settings: TeamsSettings, inner: ConnectorFactory) {
    super();
    this.#settings = settings;
    this.#inner = inner;
  }

  override async create(serviceUrl: string): Promise<ConnectorClient> {
    if (!isAllowedServiceUrl(this.#settings, serviceUrl)) throw new Refusal(403, 'serviceUrl');
    const known = this.#clients.get(serviceUrl);
    if (known) return known;
    const client = this.#inner.create(serviceUrl).then(withoutUnwanted);
    this.#clients.set(serviceUrl, client);
    client.catch(() => this.#clients.delete(serviceUrl));
    for (const oldest of [...this.#clients.keys()].slice(0, -maxClients)) this.#clients.delete(oldest);
    return client;
  }
}

type Pipeline = { removePolicy(options: { name: string }): unknown[] };

function withoutUnwanted(client: ConnectorClient): ConnectorClient {
  for (const name of unwanted) {
    if (pipelineOf(client).removePolicy({ name }).length === 0) throw new Error(`The connector client has no ${name}`);
  }
  return client;
}

/** The pipeline is private in the SDK's types; a version without it must not start sending. */
function pipelineOf(client: unknown): Pipeline {
  const Piped = z.object({ client: z.object({ pipeline: z.custom<Pipeline>(hasRemovePolicy) }) });
  return Piped.parse(client).client.pipeline;
}

function hasRemovePolicy(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'removePolicy' in value;
}
