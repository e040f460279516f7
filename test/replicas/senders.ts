import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Replica } from '../crash/replica.ts';
import type { Town } from '../crash/town.ts';
import type { Passing, Rule } from '../support/proxy.ts';

/** The one replica that asks what is due, which only the holder of the lease does; the others ask for the lease alone. */
export async function senderOf(town: Town, patience = 5_000): Promise<{ sender: Replica; other: Replica }> {
  const asked = new Set<Replica>();
  const rules = town.replicas.map((replica): [Replica, Rule] => [
    replica,
    ({ path }) => void (path.includes('due!') && path.includes('$filter') && asked.add(replica)),
  ]);
  rules.forEach(([{ storage }, rule]) => storage.rules.add(rule));
  for (const last = Date.now() + patience; asked.size === 0 && Date.now() < last;) await pause(20);
  rules.forEach(([{ storage }, rule]) => void storage.rules.delete(rule));
  const [sender] = asked;
  const other = town.replicas.find((replica) => replica !== sender);
  if (sender === undefined || other === undefined || asked.size !== 1) throw new Error(`${asked.size} senders`);
  return { sender, other };
}

/** Whether a request came from that process: who holds the other end of its connection, as the system knows it. */
export function isFrom({ port }: Passing, pid: number): boolean {
  const ends = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1);
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inode = ends.map((line) => line.trim().split(/\s+/)).find(([, from]) => from === local)?.[9];
  return inode !== undefined && socketsOf(pid).includes(`socket:[${inode}]`);
}

function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      // Closed while they were listed.
      return [];
    }
  });
}
