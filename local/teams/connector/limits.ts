import { ConnectorError } from './error.ts';

/** Teams' documented limits on what a bot sends to one conversation: [milliseconds, messages]. */
const WINDOWS = [
  [1_000, 7],
  [2_000, 8],
  [30_000, 60],
  [3_600_000, 1_800],
] as const;
const LONGEST = WINDOWS[WINDOWS.length - 1]?.[0] ?? 0;

/** Counts what is sent per chat or channel in real time, whatever the clock of the conversation says. */
export function createLimits(): (chatId: string) => void {
  const sent = new Map<string, number[]>();
  return (chatId) => {
    const now = Date.now();
    const times = (sent.get(chatId) ?? []).filter((time) => now - time < LONGEST);
    sent.set(chatId, times);
    for (const [span, most] of WINDOWS) {
      const oldest = times.at(-most);
      if (oldest === undefined || now - oldest >= span) continue;
      const seconds = Math.ceil((oldest + span - now) / 1000);
      throw new ConnectorError(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(seconds) });
    }
    times.push(now);
  };
}
