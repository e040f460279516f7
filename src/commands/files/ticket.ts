import { fileTypes } from '../../domain/file.ts';
import { filesOf, maySeeFiles } from '../../domain/files.ts';
import { fetchBill } from '../billing/download.ts';
import type { Services } from '../services.ts';
import { UnreadableRow } from '../unreadable.ts';
import { UnreadableError } from '../vault.ts';
import { openTicket, type Ticket } from './sealed-link.ts';
import { fileService } from './uploads.ts';

export type FetchedFile = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

/** What a ticket is for; undefined for any other text, and where it is not to be had for this person any longer. */
export async function fetchFile(services: Services, text: string): Promise<FetchedFile | undefined> {
  const ticket = openTicket(services, text);
  if (ticket === undefined) return undefined;
  return ticket.kind === 'bill' ? fetchBill(services, ticket) : fetchCaseFile(services, ticket);
}

/** Whether somebody may still see the case is asked when the link is followed. */
async function fetchCaseFile(
  services: Services,
  { caseId, number, personId, queue }: Extract<Ticket, { kind: 'file' }>,
): Promise<FetchedFile | undefined> {
  const service = fileService(services);
  const c = service && (await caseOf(services, caseId));
  const file = c && filesOf(c).find((one) => one.number === number);
  const rights = await services.directory.rights(personId);
  const actor = { person: { id: personId, name: '' }, rights, queues: queue === '' ? [] : [queue] };
  if (service === undefined || c === undefined || file === undefined || !maySeeFiles(c, actor)) return undefined;
  const bytes = await readable(services, file.id, () => service.bytes.read(file.id));
  return bytes && { name: file.name, mime: fileTypes[file.type].mime, bytes };
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
