import type { Request } from 'restify';
import { Refusal } from './refusal.ts';

const maxBytes = 256 * 1024;
const maxDepth = 60;
/** How much of a refused body is read and thrown away, so that the caller gets to see the answer. */
const maxDiscarded = 4 * 1024 * 1024;

/** Reads a JSON body. Throws {@link Refusal} 408, 413, 415 or 400; nothing is decompressed, and nothing deep is built. */
export async function readJson(request: Request, timeout: number): Promise<unknown> {
  checkHeaders(request);
  return parse(await readText(request, timeout));
}

function checkHeaders(request: Request): void {
  const [type, ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const plain = parameters.every((parameter) => /^\s*(charset="?utf-?8"?)?\s*$/.test(parameter));
  if (request.headers['content-encoding'] !== undefined) refuse(request, 415, 'content-encoding');
  if (type?.trim() !== 'application/json' || !plain) refuse(request, 415, 'content-type');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) refuse(request, 413, 'content-length');
}

function refuse(request: Request, status: Refusal['status'], reason: string): never {
  discard(request);
  throw new Refusal(status, reason);
}

function discard(request: Request): void {
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > maxDiscarded) request.destroy();
  });
}

async function readText(request: Request, timeout: number): Promise<string> {
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    let size = 0;
    const stop = (error: Refusal): void => {
      clearTimeout(timer);
      request.off('data', read);
      discard(request);
      reject(error);
    };
    const read = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) stop(new Refusal(413, 'body'));
      else chunks.push(chunk);
    };
    const timer = setTimeout(() => stop(new Refusal(408, 'body')), timeout);
    request.on('data', read);
    request.once('end', () => (clearTimeout(timer), resolve()));
    request.once('error', () => stop(new Refusal(400, 'aborted')));
    request.once('close', () => stop(new Refusal(400, 'closed')));
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Refusal(400, 'utf-8');
  }
}

function parse(text: string): unknown {
  if (depth(text) > maxDepth) throw new Refusal(400, 'depth');
  try {
    return JSON.parse(text, (key, value: unknown) => {
      // No activity has such a key, and later code may copy properties one by one.
      if (key === '__proto__') throw new Refusal(400, '__proto__');
      return value;
    });
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'json');
  }
}

/** How deep brackets nest outside strings, counted before anything is built. */
function depth(text: string): number {
  let deepest = 0;
  let current = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (quoted) {
      if (character === '\\') i += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (current += 1));
    else if (character === '}' || character === ']') current -= 1;
  }
  return deepest;
}
