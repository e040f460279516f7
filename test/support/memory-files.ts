import { createHash } from 'node:crypto';
import type { FileParts } from '../../src/commands/file-ports.ts';
import { createEnvelope } from '../../src/files/envelope.ts';
import { allowedUrl, defaultFileHosts } from '../../src/files/hosts.ts';
import { kindOf } from '../../src/files/kind.ts';

type Operation = 'keep' | 'read' | 'erase';
type Action = () => void | Promise<void>;

export type MemoryFiles = FileParts & {
  readonly publicUrl: string;
  /** The sealed bytes, by id. */
  readonly stored: ReadonlyMap<string, Buffer>;
  /** What lies behind a link; a link without anything behind it cannot be fetched. */
  readonly links: Map<string, Buffer>;
  readonly calls: Record<Operation, number>;
  /** Once, before the next such call takes effect: throw to fail it. */
  beforeNext(operation: Operation, action: Action): void;
  /** Once, after the next such call has taken effect: throw to lose its answer. */
  afterNext(operation: Operation, action: Action): void;
  /** Damages what is stored. */
  spoil(id: string): void;
};

/** Where Teams would keep a file of this name. */
export const linkTo = (name: string): string => `https://exempel-my.sharepoint.com/personal/download.aspx?id=${name}`;

/** The storage of files and Teams' own in memory, with what the real ones refuse: foreign hosts, sizes, forged ids, altered bytes. */
export function createMemoryFiles(key = Buffer.alloc(32, 7)): MemoryFiles {
  const envelope = createEnvelope([{ id: 'test', key }]);
  const stored = new Map<string, Buffer>();
  const links = new Map<string, Buffer>();
  const calls = { keep: 0, read: 0, erase: 0 };
  const waiting = { before: new Map<Operation, Action[]>(), after: new Map<Operation, Action[]>() };
  const wait = (map: Map<Operation, Action[]>, operation: Operation, action: Action): void =>
    void map.set(operation, [...(map.get(operation) ?? []), action]);
  let ids = 0;

  async function call<T>(operation: Operation, id: string, work: (name: string) => T): Promise<T> {
    if (!/^[\w-]{1,80}$/.test(id)) throw new Error('Not the id of a file');
    calls[operation] += 1;
    await waiting.before.get(operation)?.shift()?.();
    const result = work(`test/${id}`);
    await waiting.after.get(operation)?.shift()?.();
    return result;
  }

  return {
    publicUrl: 'https://bot.example',
    newId: () => `file-${(ids += 1)}`,
    stored,
    links,
    calls,
    beforeNext: (operation, action) => wait(waiting.before, operation, action),
    afterNext: (operation, action) => wait(waiting.after, operation, action),
    spoil: (id) => stored.get(id)?.write('spoilt', 40),
    bytes: {
      keep: (id, bytes) => call('keep', id, (name) => void stored.set(id, envelope.seal(bytes, name))),
      read: (id) =>
        call('read', id, (name) => {
          const sealed = stored.get(id);
          return sealed && envelope.open(sealed, name);
        }),
      erase: (id) => call('erase', id, () => void stored.delete(id)),
    },
    intake: {
      async fetch(address, most) {
        if (allowedUrl(address, { hosts: defaultFileHosts, local: false }) === undefined) return { fault: 'host' };
        const bytes = links.get(address);
        if (bytes === undefined) return { fault: 'failed' };
        if (bytes.length > most) return { fault: 'tooLarge' };
        if (bytes.length === 0) return { fault: 'empty' };
        return { bytes, kind: await kindOf(bytes), sha256: createHash('sha256').update(bytes).digest('hex') };
      },
    },
  };
}
