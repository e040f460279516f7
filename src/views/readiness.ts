import { addDays } from '../domain/calendar/days.ts';
import type { Case } from '../domain/case.ts';
import { mayOrderFor, type Provider } from '../domain/directory.ts';
import { newManager } from '../domain/onboarding.ts';
import type { Day } from '../domain/person.ts';
import { formatDay } from './format.ts';
import { type StateColor, type Step, taskState } from './progress.ts';

/** What is known beside the case: the entry in the directory, whether the manager has met the bot, and the staff's permissions. */
export type Known = {
  readonly provider: Provider | undefined;
  readonly hasWritten: boolean;
  /** People with a permission, and orders under way. */
  readonly staff: { readonly ready: number; readonly underWay: number };
};

export type Readiness = {
  readonly name: string;
  readonly when: string;
  readonly color: StateColor;
  readonly steps: readonly Step[];
  readonly case: string;
};

const done = { mark: '✓', color: 'good' } as const;
const now = { mark: '●', color: 'accent' } as const;
const later = { mark: '○', color: 'default' } as const;

/** R2: what is in place and what is missing before the start, of one coming provider. */
export function readinessOf(c: Case, known: Known, today: Day): Readiness {
  const steps = [
    certified(c, known, today),
    ...c.tasks.map((task): Step => ({ ...taskState(c, task), title: task.title })),
    manager(c, known),
    staff(known),
  ];
  const missing = steps.slice(0, -1).filter(({ mark }) => mark !== done.mark).length;
  return { name: c.provider.name, ...countdown(c, missing, today), steps, case: c.id };
}

function certified(c: Case, { provider }: Known, today: Day): Step {
  const day = c.application.from ?? today;
  const title = 'Certifierad och aktuell';
  if (provider === undefined || !mayOrderFor(provider, day))
    return { mark: '✕', color: 'attention', title, text: 'inte på startdagen; ändras av botens administratör' };
  if (mayOrderFor(provider, today)) return { ...done, title, text: 'det går att beställa nu' };
  return { ...later, title, text: `från ${formatDay(provider.validFrom ?? day)}; då går det att beställa` };
}

function manager(c: Case, { provider, hasWritten }: Known): Step {
  const title = 'Chefen kan använda boten';
  const person = newManager(c);
  const isIn = provider?.managers.some(({ id }) => id === person?.id) ?? false;
  if (person === undefined || !isIn) return { ...later, title, text: 'när inloggningsuppgifterna är lämnade' };
  return hasWritten
    ? { ...done, title, text: `${person.name} har öppnat boten` }
    : { ...now, title, text: `${person.name} har rättigheterna men har inte öppnat boten än` };
}

function staff({ staff: { ready, underWay } }: Known): Step {
  const people = ready === 1 ? 'en medarbetare har behörighet' : `${ready} medarbetare har behörighet`;
  const orders = underWay === 1 ? 'en ansökan är på väg' : `${underWay} ansökningar är på väg`;
  const step = { title: 'Medarbetarnas behörigheter', text: `${people}, ${orders}` };
  return ready > 0 && underWay === 0 ? { ...done, ...step } : { ...(underWay > 0 ? now : later), ...step };
}

function countdown({ application: { from } }: Case, missing: number, today: Day): Pick<Readiness, 'when' | 'color'> {
  const rest = missing === 0 ? 'allt är på plats' : missing === 1 ? 'en sak saknas' : `${missing} saker saknas`;
  const color = missing === 0 ? 'good' : from !== undefined && from <= addDays(today, 5) ? 'attention' : 'accent';
  if (from === undefined) return { when: `Start så snart som möjligt: ${rest}`, color };
  const days = Math.round((Date.parse(from) - Date.parse(today)) / 86_400_000);
  const when = days > 1 ? `om ${days} dagar` : days === 1 ? 'i morgon' : days === 0 ? 'i dag' : 'har varit';
  return { when: `Start ${formatDay(from)} (${when}): ${rest}`, color };
}
