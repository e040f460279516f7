import { randomUUID } from 'node:crypto';
import { route, type Reply, type Route } from './http.ts';

const GOOD_FOR = 60 * 60 * 1000;

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
    /** The attachment that tells the bot about the file. */
    attach({ name, content }: { name: string; content: Buffer }) {
      const key = randomUUID();
      files.set(key, { name, content, until: clock().getTime() + GOOD_FOR });
      const fileType = name.includes('.') ? (name.split('.').at(-1) ?? '') : '';
      return {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        content: { downloadUrl: `${baseUrl()}files/${key}`, uniqueId: key, fileType },
        contentUrl: `https://exempel.sharepoint.com/personal/Documents/${encodeURIComponent(name)}`,
        name,
      };
    },
  };
}
