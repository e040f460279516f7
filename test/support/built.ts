import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

let entry: string | undefined;

/**
 * The bot as it goes into use, built once for these tests and for no others, which may build meanwhile: it starts in half
 * the time that its sources take. From the root of the project.
 */
export function builtBot(): string {
  if (entry === undefined) {
    const folder = path.join('.local', `built-${process.pid}`);
    process.once('exit', () => rmSync(path.join(root, folder), { recursive: true, force: true }));
    entry = path.join(folder, 'main.js');
    execFileSync('npm', ['run', '--silent', 'build', '--', `--outfile=${entry}`], { cwd: root, stdio: 'pipe' });
  }
  return entry;
}
