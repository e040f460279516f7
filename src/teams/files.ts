import type { Request, Response } from 'restify';
import type { Logger } from 'pino';

/** A file on its way to the one who asked for it. */
export type Served = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
/** Undefined for a ticket that is over, or none. */
export type FetchFile = (ticket: string) => Promise<Served | undefined>;

/** Each is held in memory, whole. */
const atOnce = 4;
const gone = 'Länken gäller inte längre. Gå tillbaka till Teams och hämta filen därifrån igen.';
const busy = 'Många hämtar filer just nu. Försök igen om en liten stund.';
const failed = 'Något gick fel hos oss. Försök igen om en stund.';

/** Nothing that a person sent is ever run, kept or looked into by a browser here. */
const guarded = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

/** `GET /files/<ticket>`, for a browser that Teams has opened. */
export function createFileRoute(fetchFile: FetchFile, log: Logger) {
  let underWay = 0;

  const serve = async (response: Response, ticket: string): Promise<void> => {
    const file = await fetchFile(ticket);
    if (file === undefined) return say(response, 404, gone);
    response.writeHead(200, {
      ...guarded,
      'Content-Type': file.mime,
      'Content-Length': String(file.bytes.length),
      'Content-Disposition': disposition(file.name),
    });
    response.end(file.bytes);
  };

  return async (request: Request, response: Response): Promise<void> => {
    if (underWay >= atOnce) return say(response, 503, busy, { 'Retry-After': '2' });
    underWay += 1;
    try {
      await serve(response, /\/files\/([^/?]+)$/.exec(request.getPath())?.[1] ?? '');
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'a file was not served');
      if (!response.headersSent) say(response, 500, failed);
    } finally {
      underWay -= 1;
    }
  };
}

function say(response: Response, status: number, words: string, more: Readonly<Record<string, string>> = {}): void {
  const length = String(Buffer.byteLength(words));
  response.writeHead(status, {
    ...guarded,
    ...more,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': length,
  });
  response.end(words);
}

/** RFC 6266: the name for old readers in ASCII, and as it is for all others. */
function disposition(name: string): string {
  const plain = name.normalize('NFD').replace(/[^\w. -]/g, '');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
