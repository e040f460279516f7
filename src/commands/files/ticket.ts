import { z } from 'zod';
import { fileTypes } from '../../domain/file.ts';
import { filesOf, maySeeFiles } from '../../domain/files.ts';
import { Secret, type Sealed } from '../../domain/secret.ts';
import type { Context } from '../context.ts';
import type { Services } from '../services.ts';
import { UnreadableRow } from '../unreadable.ts';
import { UnreadableError } from '../vault.ts';
import { fileService } from './uploads.ts';

/** What a link to a file leads to, for whom, as a member of which queue, and until when. */
const ticket = z.tuple([z.string(), z.int(), z.string(), z.string(), z.int()]);
const place = { caseId: 'ticket', field: 'file' };
/** Long enough for a slow phone; nobody keeps such a link. */
const goodForMs = 5 * 60_000;
const longest = 2000;

/**
 * The address of a file for somebody whose opening was just decided and recorded. The ticket in it is sealed with the vault's
 * keys: it can be neither read nor made by anybody else, and needs no row of its own.
 */
export function linkTo(
  { services, incoming, now }: Context,
  {
    caseId,
    number,
    queue = '',
  }: { readonly caseId: string; readonly number: number; readonly queue?: string | undefined },
): string {
  const until = Date.parse(now) + goodForMs;
  const text = JSON.stringify([caseId, number, incoming.person.id, queue, until] satisfies z.output<typeof ticket>);
  return `${fileService(services)?.publicUrl ?? ''}/files/${services.vault.seal(new Secret(text), place)}`;
}

export type FetchedFile = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

/** The file that a ticket is for; undefined for any other text, and where it is not to be had for this person any longer. */
export async function fetchFile(services: Services, text: string): Promise<FetchedFile | undefined> {
  const [caseId = '', number, personId = '', queue = '', until = 0] = openTicket(services, text) ?? [];
  const service = fileService(services);
  if (service === undefined || until <= Date.parse(services.now())) return undefined;
  const c = await caseOf(services, caseId);
  const file = c && filesOf(c).find((one) => one.number === number);
  const rights = await services.directory.rights(personId);
  const actor = { person: { id: personId, name: '' }, rights, queues: queue === '' ? [] : [queue] };
  if (c === undefined || file === undefined || !maySeeFiles(c, actor)) return undefined;
  const bytes = await readable(services, file.id, () => service.bytes.read(file.id));
  return bytes && { name: file.name, mime: fileTypes[file.type].mime, bytes };
}

function openTicket({ vault }: Services, text: string): z.output<typeof ticket> | undefined {
  if (text.length > longest) return undefined;
  try {
    return ticket.safeParse(JSON.parse(Secret.open(vault.open(text as Sealed, place)))).data;
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

async function caseOf({ cases }: Services, id: string) {
  try {
    return (await cases.read(id))?.value;
  } catch (error) {
    if (error instanceof UnreadableRow) return undefined;
    throw error;
  }
}

/** Bytes that do not open, or are not there though a case has them, are told to the administrators. */
async function readable(
  { unreadable }: Services,
  id: string,
  read: () => Promise<Uint8Array | undefined>,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await read();
    if (bytes === undefined) unreadable(`sealed!file!${id}`, new UnreadableError('A file of a case is not there'));
    return bytes;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    unreadable(`sealed!file!${id}`, error);
    return undefined;
  }
}
