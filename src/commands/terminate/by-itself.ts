import type { Cases, Register } from '../ports.ts';
import { UnreadableError, type Vault } from '../vault.ts';
import { personnummerPlace } from '../order/application.ts';
import { allTerms, routeOf } from '../order/terms.ts';
import { noticesOf, withItems } from './plan.ts';
import { addDays, dayOf } from '../../domain/calendar/days.ts';
import { childCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import { endByItself } from '../../domain/decisions/end.ts';
import { employmentOf, employmentsOf } from '../../domain/employment.ts';
import { isLate } from '../../domain/expiry.ts';
import { endingOf } from '../../domain/leaving.ts';
import { noRights } from '../../domain/directory.ts';
import type { Day, Instant } from '../../domain/person.ts';
import { grantsOf, type Held } from '../../domain/register.ts';
import type { Sealed } from '../../domain/secret.ts';
import type { Cause } from '../../domain/ending.ts';
import { planOf } from '../../domain/termination.ts';
import type { Profile } from '../../profiles/schema.ts';
import { causeTexts } from '../../views/termination.ts';

export type EndingPorts = {
  readonly cases: Pick<Cases, 'read' | 'commit' | 'wake'>;
  readonly register: Pick<Register, 'everywhere'>;
  readonly vault: Pick<Vault, 'open' | 'seal'>;
  readonly profile: Profile;
  readonly now: () => Instant;
  readonly newOperation: () => string;
};

const bot = { id: 'bot', name: 'Behörighetsbot' };
const attempts = 5;

/**
 * What a case gave and that is over by itself is ended by a termination of its own: the last day has passed (R66), or it was done
 * after the person had left. Everything of the person's at the provider that is over goes with it, so that one system is one task.
 * Taken by rows that only one can create, so that stopping half-way and looking twice ends nothing twice.
 */
export async function endWhatIsOver(c: Case, ports: EndingPorts): Promise<void> {
  if (ports.profile.termination === undefined || grantsOf(c).length === 0) return;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const over = await whatIsOver(c, ports);
    if (over === undefined) return;
    const child = await terminationOf(c, over, ports);
    const event = {
      operation: ports.newOperation(),
      at: ports.now(),
      person: bot.id,
      by: bot.name,
      verb: 'endByItself',
    };
    if ((await ports.cases.commit({ after: child, event })) === 'committed') return;
  }
  throw new Error(`What case ${c.id} gave was ended by others ${attempts} times in a row`);
}

type Over = {
  readonly grants: readonly Held[];
  readonly cause: Cause;
  readonly everywhere: Awaited<ReturnType<Register['everywhere']>>;
};

async function whatIsOver(c: Case, { register, cases, now }: EndingPorts): Promise<Over | undefined> {
  const today = dayOf(now());
  const everywhere = await register.everywhere(c.application.subject.hash, c.provider.id);
  const { held, underWay, left } = everywhere;
  const own = held.filter(
    (one) => one.provider.id === c.provider.id && one.ended === undefined && endingOf(one, underWay) === undefined,
  );
  // One that still waits for its day takes what has come since along with it.
  const waiting = left.filter(({ case: id, lastDay }) => lastDay > today && underWay.some((one) => one.case === id));
  const isExpired = ({ to }: Held): boolean => to !== undefined && to < today;
  const grants = own.filter((one) => isExpired(one) || isLate(one, left, today));
  if (waiting.length > 0 && c.kind !== 'termination')
    await cases.wake(
      waiting.map((one) => one.case),
      now(),
    );
  if (!grants.some((one) => one.case === c.id)) return undefined;
  return { grants, everywhere, cause: grants.some(isExpired) ? 'expired' : 'late' };
}

async function terminationOf(c: Case, { grants, cause, everywhere }: Over, ports: EndingPorts): Promise<Case> {
  const { profile, now } = ports;
  const { termination: process } = profile;
  if (process === undefined) throw new Error('The profile ends nothing');
  const today = dayOf(now());
  const lastDay =
    grants
      .flatMap(({ to }) => (to !== undefined && to < today ? [to] : []))
      .sort()
      .at(-1) ?? addDays(today, -1);
  const id = await freeChild(c.id, ports);
  const scope = { by: id, covers: (one: Held) => grants.includes(one), opens: today, heldOn: today, byItself: true };
  const plan = planOf(everywhere.held, scope, c.provider.id, everywhere.underWay);
  const isLast = !isEmployedStill(c, grants, everywhere.held, today);
  return endByItself(
    {
      id,
      submitter: c.submitter,
      provider: c.provider,
      application: {
        version: 1,
        subject: { ...c.application.subject, personnummer: resealed(c, id, ports) },
        unit: c.application.unit,
        from: addDays(lastDay, 1),
        answers: [
          { field: 'lastDay', label: 'Sista dag', text: lastDay, raw: lastDay },
          { field: 'cause', label: 'Anledning', text: causeTexts[cause], raw: causeTexts[cause] },
        ],
        systems: [
          ...withItems(profile, plan.systems),
          ...(isLast && cause === 'expired' ? noticesOf({ profile, process }) : []),
        ],
      },
      ends: plan.ends,
      termination: { lastDay, cause, opensAt: now(), employments: [], kept: plan.kept },
      route: routeOf(profile, process),
      terms: allTerms(profile, process, [], today),
    },
    { now: now(), actor: { person: bot, rights: noRights, queues: [] } },
  );
}

/** Whether something of the same employment goes on: then it is not the employment that ends (R28). */
function isEmployedStill(c: Case, over: readonly Held[], held: readonly Held[], today: Day): boolean {
  const employments = employmentsOf(over);
  return held.some(
    (one) =>
      one.provider.id === c.provider.id &&
      one.ended === undefined &&
      !over.includes(one) &&
      (one.to === undefined || one.to >= today) &&
      employmentOf(one, employments) !== undefined,
  );
}

async function freeChild(parent: string, { cases }: EndingPorts): Promise<string> {
  for (let number = 0; ; number++) {
    const id = childCaseId(parent, number);
    if ((await cases.read(id)) === undefined) return id;
  }
}

/** Where it does not open, nobody can read it in the new case either, and its dialog says so. */
function resealed(c: Case, id: string, { vault }: EndingPorts): Sealed {
  const { personnummer } = c.application.subject;
  try {
    return vault.seal(vault.open(personnummer, personnummerPlace(c.id)), personnummerPlace(id));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return personnummer;
  }
}
