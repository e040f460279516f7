import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Report, together } from './report.ts';

const execute = promisify(execFile);
const mostOutput = 64 * 1024 * 1024;

async function ask(program: string, args: readonly (string | number)[], signal?: AbortSignal): Promise<string> {
  const options = { maxBuffer: mostOutput, ...(signal ? { signal } : {}) };
  const { stdout } = await execute(process.execPath, [program, ...args.map(String)], options);
  return stdout.trimEnd();
}

export type Wanted = {
  readonly seed: number;
  readonly histories: number;
  readonly processes?: number;
  /** Enough is known when one has failed. */
  readonly stopAtFault?: boolean;
};

/** The histories from `seed` on, shared among processes. */
export async function runAll(
  program: string,
  { seed, histories, processes = 2, stopAtFault = false }: Wanted,
): Promise<Report> {
  const enough = new AbortController();
  const share = async (index: number): Promise<Report[]> => {
    const count = Math.ceil((histories - index) / processes);
    const args = ['run', seed + index, count, processes, stopAtFault ? 1 : 0];
    try {
      const report = JSON.parse(await ask(program, args, enough.signal)) as Report;
      if (stopAtFault && report.failed.length > 0) enough.abort();
      return [report];
    } catch (error) {
      if (enough.signal.aborted) return [];
      throw error;
    }
  };
  return together((await Promise.all(Array.from({ length: processes }, (_, index) => share(index)))).flat());
}

/** The failing history made as short as can be, to be read. */
export function explain(program: string, seed: number): Promise<string> {
  return ask(program, ['explain', seed]);
}
