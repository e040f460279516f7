import type { z } from 'zod';

/** A profile that cannot be used. The message holds one `path: fault` per line. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';

  constructor(origin: string, faults: readonly string[]) {
    super([`Profilen ${origin} går inte att använda:`, ...faults].join('\n'));
  }
}

export function faultLines(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`${pathText(issue.path)}: ${issue.message}`];
    return issue.keys.map((key) => `${pathText([...issue.path, key])}: okänd egenskap`);
  });
}

/** As one writes it in code: `permission.fields[3].choices`. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || '(profilen)';
}
