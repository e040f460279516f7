import { formatCaseId } from '../domain/case-id.ts';
import type { Case } from '../domain/case.ts';
import type { Cases, Stored } from './ports.ts';

/** Is told of a row, or of a sealed value by a key of its own, that cannot be read. What it holds is never said. */
export type Unreadable = (key: string, error: unknown) => void;

/** A case whose row is there and does not hold a case: nothing can be decided on it. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';
  readonly caseId: string;

  constructor(caseId: string) {
    super(`The row of case ${caseId} cannot be read`);
    this.caseId = caseId;
  }
}

const reported = 'Det är anmält till botens administratör.';
const askAgain = 'Begär komplettering, så kan den som beställde skriva in det på nytt.';

export const unreadableTexts = {
  case: (caseId: string): string => `Ärende ${formatCaseId(caseId)} går inte att läsa just nu. ${reported}`,
  provider: `Uppgifterna om utföraren går inte att läsa just nu, så det går inte att beställa. ${reported}`,
  otherProvider: `Uppgifterna om en av dina utförare går inte att läsa just nu. ${reported}`,
  rights: `Dina rättigheter går inte att läsa just nu, så mycket av det du brukar kunna göra går inte. ${reported}`,
  draft: 'Utkastet går inte att öppna. Skriv ”ny behörighet” och börja på en ny ansökan.',
  personnummer: `Personnumret går inte att läsa. ${askAgain}`,
  credentials: 'Inloggningsuppgifterna går inte att läsa. Tryck på Begär nya uppgifter på kortet.',
  recorded: 'Försöket är antecknat i ärendet.',
} as const;

/** The cases in the order asked for; one that cannot be read stands as the error that says so, and hinders none of the others. */
export function readAll(
  cases: Pick<Cases, 'read'>,
  ids: readonly string[],
): Promise<(Stored<Case> | UnreadableRow | undefined)[]> {
  const reads = ids.map((id) =>
    cases.read(id).catch((error: unknown) => {
      if (error instanceof UnreadableRow) return error;
      throw error;
    }),
  );
  return Promise.all(reads);
}
