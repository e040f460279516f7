import type { Logger } from 'pino';
import { traceOf } from './domain/trace.ts';

const patienceMs = 15_000;

/** Starts, or ends the process with the reason in words: what the operator can put right needs no stack trace. */
export async function startOrExplain(log: Logger, start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const known = error instanceof Error && ['ConfigError', 'ProfileError', 'DirectoryFileError'].includes(error.name);
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (known) process.stderr.write(`Boten startar inte:\n${error.message}\n`);
    else if (taken) process.stderr.write('Boten startar inte:\nPORT: porten är upptagen av ett annat program\n');
    else log.fatal({ err: error }, 'start failed');
    process.exitCode = 1;
    // Clients that were opened before the fault must not keep the process alive.
    setTimeout(() => process.exit(1), 500).unref();
  }
}

/** On SIGTERM and SIGINT what is under way is finished, everywhere at once, and then the process ends. */
export function stopOnSignal(log: Logger, steps: readonly (() => Promise<void>)[]): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), patienceMs).unref();
    const failed = (error: unknown): void => log.error({ error: traceOf(error) }, 'stopping failed');
    await Promise.all(steps.map((step) => step().catch(failed)));
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}
