import {
  type BlobDownloadResponseParsed,
  BlobServiceClient,
  type ContainerClient,
  RestError,
  type StoragePipelineOptions,
} from '@azure/storage-blob';
import type { Files } from '../commands/file-ports.ts';
import type { Storage } from '../store/client.ts';
import type { Envelope } from './envelope.ts';

/** Somebody waits for the answer, but a file takes longer than a row. */
const patience = { request: 20_000, tries: 3, first: 200, longest: 1_000 };
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

const options: StoragePipelineOptions = {
  retryOptions: {
    maxTries: patience.tries,
    tryTimeoutInMs: patience.request,
    retryDelayInMs: patience.first,
    maxRetryDelayInMs: patience.longest,
  },
};

type Settings = {
  readonly storage: Storage;
  /** The municipality: its files lie under this name. */
  readonly partition: string;
  readonly container?: string;
  readonly envelope: Envelope;
};

/** Files in Azure Blob Storage, sealed; nothing of them stands in the open. The container is made when the first file comes. */
export function createBlobs({ storage, partition, container = 'behorighetsbot', envelope }: Settings): Files {
  const place = (id: string): string => {
    if (!/^[\w-]{1,80}$/.test(id)) throw new Error('Not the id of a file');
    return `${partition}/${id}`;
  };
  let opened: Promise<ContainerClient> | undefined;
  const open = (): Promise<ContainerClient> => {
    opened ??= serviceOf(storage).then(async (service) => {
      const client = service.getContainerClient(container);
      await client.createIfNotExists();
      return client;
    });
    // What failed once is tried anew by the next.
    opened.catch(() => (opened = undefined));
    return opened;
  };

  return {
    async keep(id, bytes) {
      const name = place(id);
      await (await open()).getBlockBlobClient(name).uploadData(envelope.seal(bytes, name));
    },
    async read(id) {
      const name = place(id);
      try {
        return envelope.open(await whole(await (await open()).getBlockBlobClient(name).download()), name);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async erase(id) {
      await (await open()).getBlockBlobClient(place(id)).deleteIfExists({ deleteSnapshots: 'include' });
    },
  };
}

async function whole({ readableStreamBody }: BlobDownloadResponseParsed): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of readableStreamBody ?? []) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Whether the storage has a place for files: one of tables alone, as an emulator's can be, has none. */
export function hasBlobs(storage: Storage): boolean {
  return (
    'account' in storage || /BlobEndpoint=|EndpointSuffix=|UseDevelopmentStorage=true/i.test(storage.connectionString)
  );
}

async function serviceOf(storage: Storage): Promise<BlobServiceClient> {
  if ('connectionString' in storage) {
    const { url } = BlobServiceClient.fromConnectionString(storage.connectionString);
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'https:' && !loopback.has(hostname))
      throw new Error(`The file storage must be reached over https, not ${protocol}//${hostname}`);
    return BlobServiceClient.fromConnectionString(storage.connectionString, options);
  }
  const { DefaultAzureCredential } = await import('@azure/identity');
  const url = `https://${storage.account}.blob.core.windows.net`;
  return new BlobServiceClient(url, new DefaultAzureCredential(), options);
}

/** A missing container or a stray proxy also answers 404, which must not make a file seem gone. */
function isMissing(error: unknown): boolean {
  return error instanceof RestError && error.code === 'BlobNotFound';
}
