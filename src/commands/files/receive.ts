import { fileName, namedAs } from '../../domain/file-name.ts';
import type { StoredFile } from '../../domain/file.ts';
import type { Instant } from '../../domain/person.ts';
import { containsPersonnummer } from '../../domain/personnummer.ts';
import type { Context } from '../context.ts';
import type { Attached, Incoming, Reply } from '../incoming.ts';
import type { FileParts, StoredUpload, Upload } from '../file-ports.ts';
import { importFile, isListName } from '../import/file.ts';
import { maySendFiles } from './destinations.ts';
import { placingCard } from './placing-card.ts';
import { fileService, type PlaceableUpload, placeable } from './uploads.ts';
import { type FileFault, faultText, notYourCase, offText, pictureText } from './words.ts';

/** Files that one person may have waiting: they are kept for days, and nobody has asked for them yet. */
const mostWaiting = 20;
const megabyte = 1024 * 1024;
const day = 24 * 60 * 60 * 1000;

/** Something attached in the own chat: each file is taken in or refused with the reason, and then asked where it belongs. */
export async function receiveFiles(context: Context<Incoming & { kind: 'files' }>): Promise<Reply> {
  const { incoming, services } = context;
  const { profile } = services;
  const service = fileService(services);
  const told = [
    ...(incoming.pictures ? [pictureText] : []),
    ...(containsPersonnummer(incoming.text) ? [faultText('personnummer', '', profile)] : []),
  ];
  if (incoming.files.length === 0) return { kind: 'notice', text: told.join(' ') };
  if (service === undefined) return { kind: 'notice', text: offText(profile) };
  const list = context.rights.admin ? incoming.files.find(isListName) : undefined;
  if (list) return importFile(context, service, list);
  if (!(await maySendFiles(context))) return { kind: 'notice', text: notYourCase };
  const taken: PlaceableUpload[] = [];
  for (const attached of incoming.files) {
    const result = await takeIn(context, service, attached);
    if (typeof result === 'string') told.push(faultText(result, namedAs(attached.name), profile));
    else if (!taken.some(({ value }) => value.id === result.value.id)) taken.push(result);
  }
  if (taken.length === 0) return { kind: 'notice', text: told.join(' ') };
  const card = await placingCard(context, taken, { notice: told.join(' '), mentioned: incoming.text });
  return { kind: 'message', summary: 'Var hör filen hemma?', card };
}

async function takeIn(
  context: Context,
  service: FileParts,
  { name, url }: Attached,
): Promise<PlaceableUpload | FileFault> {
  const { incoming, services, now } = context;
  const { maxMegabytes, types, waitingDays } = services.profile.files;
  const before = await placeable(context);
  const fetched = await service.intake.fetch(url, maxMegabytes * megabyte);
  if ('fault' in fetched) return fetched.fault;
  const { bytes, kind, sha256 } = fetched;
  if (kind === 'webPage') return 'webPage';
  if (kind === 'other' || !types.includes(kind)) return 'wrongKind';
  // Sent twice, by the person or by Teams: it is the one that waits already.
  const same = before.find(({ value }) => value.state === 'waiting' && value.file.sha256 === sha256);
  if (same) return same;
  if (before.length >= mostWaiting) return 'tooMany';
  const id = service.newId();
  const { person } = incoming;
  const file: StoredFile = {
    id,
    name: fileName(name, kind),
    type: kind,
    size: bytes.length,
    sha256,
    by: person,
    at: services.now(),
  };
  return keep(context, service, file, bytes, new Date(Date.parse(now) + waitingDays * day).toISOString());
}

/** The row first: bytes that no row knows of would lie there for ever. */
async function keep(
  { services, incoming }: Context,
  service: FileParts,
  file: StoredFile,
  bytes: Uint8Array,
  expiresAt: Instant,
): Promise<PlaceableUpload> {
  const common = { personId: incoming.person.id, id: file.id, file, expiresAt };
  const save = async (before: StoredUpload | undefined, after: Upload): Promise<StoredUpload> => {
    await services.uploads.save(before, after);
    const stored = await services.uploads.find(common.personId, file.id);
    if (stored?.value.state !== after.state) throw new Error('A file that arrived was changed by somebody else');
    return stored;
  };
  const arriving = await save(undefined, { ...common, state: 'arriving' });
  await service.bytes.keep(file.id, bytes);
  const { etag } = await save(arriving, { ...common, state: 'waiting' });
  return { value: { ...common, state: 'waiting' }, etag };
}
