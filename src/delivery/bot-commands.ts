import { consequences } from '../commands/consequences.ts';
import { awayNow } from '../commands/away.ts';
import { directoryChange } from '../commands/directory-change.ts';
import type { AbsenceEntries, Cases, Directory } from '../commands/ports.ts';
import { type Facts, mayAnswer } from '../domain/actor.ts';
import type { Case } from '../domain/case.ts';
import { type Command, decide } from '../domain/decide.ts';
import { mayOrder, noRights, type Rights } from '../domain/directory.ts';
import { isToEscalate } from '../domain/elapsing/tasks.ts';
import { currentAttestation, isWithApprover, waitingAttestation } from '../domain/evolve.ts';
import { isActive, isProviders, ownerOf } from '../domain/owner.ts';
import type { Instant, Person } from '../domain/person.ts';
import { dayOf } from '../domain/calendar/days.ts';
import type { Hours } from '../domain/calendar/hours.ts';
import { closedUntil } from '../domain/calendar/opening.ts';
import type { EndingPorts } from '../commands/terminate/by-itself.ts';
import { onCallFacts, type OnCallPorts } from './on-call.ts';
import { follow, gather } from './incidents.ts';
import { seeToEnd, type TerminationPorts, warn, weighAnew } from './terminations.ts';

export type BotPorts = TerminationPorts &
  EndingPorts &
  OnCallPorts & {
    readonly cases: Pick<Cases, 'read' | 'commit' | 'wake' | 'list'>;
    readonly directory: Pick<Directory, 'rights' | 'groups' | 'provider'>;
    readonly absences: Pick<AbsenceEntries, 'find' | 'all'>;
    /** When people are reminded; at any hour where it is left out. */
    readonly peopleHours?: Hours | undefined;
    readonly now: () => Instant;
    readonly newOperation: () => string;
  };

/** A command that the bot gives itself, as the case stands; undefined where it has none. */
type Wish = (c: Case, ports: BotPorts) => Promise<Command | undefined>;

const bot = { id: 'bot', name: 'Behörighetsbot' };
const attempts = 10;

/**
 * Whom it goes to comes first: nobody is reminded of what has gone on to another. What a termination ends is weighed before its tasks
 * open.
 */
const timely: readonly Wish[] = [
  passOn,
  standIn,
  weighAnew,
  follow,
  async () => ({ verb: 'elapse' }),
  gather,
  seeToEnd,
  warn,
];

/** The case when all that has come with time, and with who is away, has been recorded. */
export function bringUpToDate(caseId: string, ports: BotPorts): Promise<Case | undefined> {
  return carryOut(caseId, timely, ports);
}

export function noteUnreachable(caseId: string, slot: string, ports: BotPorts): Promise<Case | undefined> {
  return carryOut(caseId, [async () => ({ verb: 'unreachable', slot })], ports);
}

export function noteMailed(caseId: string, slot: string, at: Instant, ports: BotPorts): Promise<Case | undefined> {
  return carryOut(caseId, [async () => ({ verb: 'mailed', slot, at })], ports);
}

/** Each accepted command is a transaction, and what comes after it is decided on the case as it is then. */
async function carryOut(caseId: string, wishes: readonly Wish[], ports: BotPorts): Promise<Case | undefined> {
  const { cases, now, newOperation } = ports;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await cases.read(caseId);
    if (before === undefined) return undefined;
    const at = now();
    const due = await firstAccepted(before.value, wishes, at, ports);
    if (due === undefined) return before.value;
    const { command, accepted: after } = due;
    const event = { operation: newOperation(), at, person: bot.id, by: bot.name, verb: command.verb };
    const entry = await directoryChange(ports.directory, { before: before.value, after }, bot, at);
    const change = { before, after, event, ...consequences(before.value, after) };
    await cases.commit({ ...change, ...(entry ? { directory: entry } : {}) });
  }
  throw new Error(`Case ${caseId} was changed ${attempts} times in a row`);
}

async function firstAccepted(
  c: Case,
  wishes: readonly Wish[],
  now: Instant,
  ports: BotPorts,
): Promise<{ command: Command; accepted: Case } | undefined> {
  const actor = { person: bot, rights: noRights, queues: [] };
  const restUntil = closedUntil(ports.peopleHours, now);
  const facts: Facts = {
    now,
    actor,
    closedUntil: (queue) => closedUntil(ports.setting(queue).hours, now),
    ...(restUntil === undefined ? {} : { restUntil }),
    ...(await onCallFacts(c, now, ports)),
    ...(isToEscalate(c, now) ? { escalateTo: await lookingAfter(c, ports) } : {}),
  };
  for (const wish of wishes) {
    const command = await wish(c, ports);
    const decided = command && decide(c, command, facts);
    if (command && decided && 'accepted' in decided) return { command, accepted: decided.accepted };
  }
  return undefined;
}

/** Asked at every look: whoever it was ordered or is to be approved by may have been replaced. What cannot be read replaces nobody. */
async function passOn(c: Case, { directory }: BotPorts): Promise<Command | undefined> {
  if (!isActive(c) || !isProviders(c)) return undefined;
  const may = async (person: Person | undefined, has: (rights: Rights) => boolean): Promise<boolean> => {
    if (person === undefined) return true;
    const rights = await directory.rights(person.id);
    return rights.unreadable === true || has(rights);
  };
  const asked = isWithApprover(c) ? currentAttestation(c) : undefined;
  const ownerMay = await may(ownerOf(c), (rights) => mayOrder(rights, c.provider.id, c.terms));
  const approverMay = await may(asked?.approver, (rights) => mayAnswer(c, rights));
  if (ownerMay && approverMay) return undefined;
  const entry = (await directory.provider(c.provider.id))?.value;
  return entry?.unreadable ? undefined : { verb: 'passOn', managers: entry?.managers ?? [], ownerMay, approverMay };
}

async function standIn(c: Case, ports: BotPorts): Promise<Command | undefined> {
  const attestation = waitingAttestation(c);
  if (attestation === undefined) return undefined;
  const away = await awayNow(ports, attestation.approver.id, dayOf(ports.now()));
  return { verb: 'standIn', round: attestation.round, ...(away ? { away } : {}) };
}

/** Those whom the profile named when the case was sent; the administrators where there are none. */
async function lookingAfter(c: Case, { directory, adminIds }: BotPorts): Promise<readonly Person[]> {
  const orderers = c.terms.reminders?.escalateTo === 'orderers' ? (await directory.groups())?.value.orderers : [];
  if (orderers !== undefined && orderers.length > 0) return orderers;
  return adminIds.map((id) => ({ id, name: 'Botens administratör' }));
}
