import { randomUUID } from 'node:crypto';
import { route, type Reply, type Route } from './http.ts';

const GOOD_FOR = 60 * 60 * 1000;

/** A file on somebody's own machine, or a picture pasted into the message itself. */
export type Attachable = { readonly name: string; readonly content: Buffer } | 'picture';

export type FileStore = ReturnType<typeof createFiles>;

/** Files that people attach, each behind a random link that is good for one hour, as Teams' are. */
export function createFiles(clock: () => Date, baseUrl: () => string) {
  const files = new Map<string, { name: string; content: Buffer; until: number }>();
  const download = (key: string): Reply => {
    const file = files.get(key);
    if (!file) return { status: 404, body: 'Not found' };
    if (clock().getTime() > file.until) return { status: 403, body: 'The link has expired' };
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: file.content };
  };
  return {
    routes: (): Route[] => [route('GET', '/files/:', (_, [key = '']) => download(key))],
    /** What tells the bot: of a file a link that anybody can follow, of a picture one that takes the bot's token. */
    attach: (attached: readonly Attachable[]) =>
      attached.map((one) => {
        const key = randomUUID();
        if (one === 'picture')
          return { contentType: 'image/*', contentUrl: `${baseUrl()}v3/attachments/${key}/views/original` };
        const { name, content } = one;
        files.set(key, { name, content, until: clock().getTime() + GOOD_FOR });
        const fileType = name.includes('.') ? (name.split('.').at(-1) ?? '') : '';
        return {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          content: { downloadUrl: `${baseUrl()}files/${key}`, uniqueId: key, fileType },
          contentUrl: `https://exempel.sharepoint.com/personal/Documents/${encodeURIComponent(name)}`,
          name,
        };
      }),
  };
}

export function namesOf(attached: readonly Attachable[]): string {
  return attached.map((one) => (one === 'picture' ? 'Bild' : one.name)).join(', ');
}
