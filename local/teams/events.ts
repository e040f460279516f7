import type { Stream } from './server.ts';
import type { Timeline } from './timeline.ts';

const KEEP_ALIVE = 20_000;

/** Server-sent events that name the chat in which something changed; the page then asks for what is new. */
export function eventStream(watch: Timeline['watch']): Stream {
  return {
    start(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      const stop = watch((chatId) => response.write(`data: ${JSON.stringify(chatId)}\n\n`));
      const pulse = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE);
      response.once('close', () => {
        stop();
        clearInterval(pulse);
      });
    },
  };
}
