import type { Case } from './case.ts';

/** What is about things, and nobody: nothing of it stands in the register. */
export function isAboutSomebody({ kind }: Pick<Case, 'kind'>): boolean {
  return kind !== 'technicalHelp';
}

/** What comes of it is that somebody has access, or has it no longer. */
export function isAboutAccess(c: Pick<Case, 'kind'>): boolean {
  return isAboutSomebody(c) && c.kind !== 'password';
}
