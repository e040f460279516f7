import { z } from 'zod';
import type { Attached } from '../commands/incoming.ts';
import type { TeamsActivity } from './activity.ts';

const fileType = 'application/vnd.microsoft.teams.file.download.info';
/** A message has a handful; whoever sends more is answered for these. */
const most = 20;

const File = z.object({
  contentType: z.literal(fileType),
  name: z.string().max(1000).catch(''),
  content: z.object({ downloadUrl: z.string().max(8000) }),
});
const Typed = z.object({ contentType: z.string() });

/** Files that somebody attached, with where they are fetched from: a secret of its own for an hour. */
export function attachedFiles({ attachments }: TeamsActivity): Attached[] {
  const files = (attachments ?? []).flatMap((attachment) => File.safeParse(attachment).data ?? []);
  return files.slice(0, most).map(({ name, content }) => ({ name, url: content.downloadUrl }));
}

/** Pictures that stand in the message itself. Teams gives them to nobody without the bot's own token. */
export function hasPictures({ attachments }: TeamsActivity): boolean {
  return (attachments ?? []).some((attachment) =>
    Typed.safeParse(attachment).data?.contentType.toLowerCase().startsWith('image/'),
  );
}
