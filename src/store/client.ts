import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';

/** A connection string, or the name of an account reached with the process's own identity. */
export type Storage = { readonly connectionString: string } | { readonly account: string };

/** Someone waits for the answer in Teams, whose own patience ends after 10–15 s. */
const patience = { request: 5_000, tries: 2, first: 200, longest: 1_000 };

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

function options(insecure: boolean): TableServiceClientOptions {
  return {
    allowInsecureConnection: insecure,
    retryOptions: {
      maxRetries: patience.tries,
      retryDelayInMs: patience.first,
      maxRetryDelayInMs: patience.longest,
    },
    // Transactions ignore the client's own request options, so the time-out is set where every request passes.
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'timeoutPolicy',
          sendRequest(request, next) {
            request.timeout = patience.request;
            return next(request);
          },
        },
      },
    ],
  };
}

function byConnectionString(connectionString: string, tableName: string): TableClient {
  const { protocol, hostname } = new URL(TableClient.fromConnectionString(connectionString, tableName).url);
  const local = loopback.has(hostname);
  if (protocol !== 'https:' && !local) {
    throw new Error(`The table storage must be reached over https, not ${protocol}//${hostname}`);
  }
  return TableClient.fromConnectionString(connectionString, tableName, options(local));
}

async function byIdentity(account: string, tableName: string): Promise<TableClient> {
  if (!/^[a-z0-9]{3,24}$/.test(account)) {
    throw new Error(`Not the name of a storage account: ${JSON.stringify(account)}`);
  }
  // Loaded here because it takes longer than the rest of the start, and a connection string needs none of it.
  const { DefaultAzureCredential } = await import('@azure/identity');
  const url = `https://${account}.table.core.windows.net`;
  return new TableClient(url, tableName, new DefaultAzureCredential(), options(false));
}

export async function connect(storage: Storage, tableName: string): Promise<TableClient> {
  if (!/^[A-Za-z][A-Za-z0-9]{2,62}$/.test(tableName)) {
    throw new Error(`Not the name of a table: ${JSON.stringify(tableName)}`);
  }
  return 'account' in storage
    ? byIdentity(storage.account, tableName)
    : byConnectionString(storage.connectionString, tableName);
}
