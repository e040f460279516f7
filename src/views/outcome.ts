import type { Case } from '../domain/case.ts';
import { isOnboarding } from '../domain/onboarding.ts';
import { isAboutAccess, isAboutSomebody } from '../domain/subject.ts';
import { isTerminating } from '../domain/terminating.ts';
import { enumerate } from './format.ts';
import { answerRows } from './incident.ts';
import type { Line, StateColor } from './step.ts';

/** What came of a case, on the card that says that it is done; `granted` are the titles of what was given or ended. */
export function givenRows(c: Case, granted: readonly string[]): Line[] {
  if (!isAboutSomebody(c)) return answerRows(c);
  // Its task says what was done.
  if (!isAboutAccess(c)) return [];
  return [
    {
      label: isTerminating(c) ? 'Gjort' : isOnboarding(c) ? 'Klart' : 'Behörighet',
      value: granted.length > 0 ? enumerate(granted) : isTerminating(c) ? 'inget behövde avslutas' : 'ingen',
    },
  ];
}

export function outcomeOf(
  noun: string,
  partly: boolean,
  some: boolean,
): { heading: string; state: string; stateColor: StateColor } {
  if (!partly) return { heading: `${noun} är klar`, state: 'Klar', stateColor: 'good' };
  if (some) return { heading: `${noun} är delvis klar`, state: 'Delvis klar', stateColor: 'warning' };
  return { heading: `${noun} är avslutad`, state: 'Inget system gavs', stateColor: 'attention' };
}
