import type { Actor } from '../domain/actor.ts';
import type { Case } from '../domain/case.ts';
import { type Click, type Command, decide, onlyOpens } from '../domain/decide.ts';
import type { HandoverRef } from '../domain/decisions/credentials.ts';
import { findTask } from '../domain/evolve.ts';
import { handledBy } from '../domain/files.ts';
import { type Refusal, refuse, tellsNothing } from '../domain/refusal.ts';
import { consequences } from './consequences.ts';
import { type Context, actorOf, factsOf, membership } from './context.ts';
import { directoryChange } from './directory-change.ts';
import type { StoredUpload } from './file-ports.ts';
import type { CaseChange, Stored } from './ports.ts';
import { reserve } from './reserve.ts';
import type { Sealed } from '../domain/secret.ts';
import { isFileSlot } from '../domain/slots.ts';
import { readSlot } from './slot-ref.ts';
import { mayTakeFirst } from './unit-roles/first.ts';
import { placeableOf } from './files/uploads.ts';

/** What became of a command: the case as it is now, and why not where it was refused. */
export type Outcome = { readonly case?: Case; readonly refused?: Refusal };

export type Request = {
  readonly caseId: string;
  readonly command: Command;
  /** The card or dialog it was said on. */
  readonly click: Click;
  /** Login details that the command gives, sealed for the round of the task. */
  readonly seal?: (ref: HandoverRef) => Sealed;
  readonly draft?: CaseChange['draft'];
  /** Files of the actor's that come into the case with it, by their ids. */
  readonly uploads?: readonly string[];
  /** The command shows or takes sealed data: the membership is asked of Teams anew. */
  readonly sensitive?: boolean;
};

const attempts = 5;

/**
 * Carries out one command on one case: read, decide, one transaction. On a conflict all is read and decided again. The same
 * click by the same person a second time is no error: the case is shown as it is.
 */
export async function act(context: Context, request: Request): Promise<Outcome> {
  const operation = context.services.newOperation();
  let decidedOn = -1;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = await context.services.cases.read(request.caseId);
    if (stored === undefined) return refuse('unknownCase');
    // The answer to an earlier attempt may have been lost after it was carried out.
    if (
      decidedOn >= 0 &&
      (await isRecorded(context, stored.value, decidedOn, (event) => event.operation === operation))
    )
      return { case: stored.value };
    const who = await actorOn(context, stored.value, request.click.slot, { fresh: request.sensitive === true });
    if ('refused' in who) return { ...who, case: stored.value };
    const place = await placeableOf(context, request.uploads ?? []);
    const isThere = place.length === (request.uploads ?? []).length;
    const facts = factsOf(context, who.actor);
    const decided = isThere ? decide(stored.value, request.command, facts, request.click) : refuse('fileGone');
    if ('refused' in decided)
      return (await isRepeated(context, stored.value, request, decided.refused))
        ? { case: stored.value }
        : { ...decided, case: stored.value };
    decidedOn = stored.value.revision;
    const step = { before: stored.value, after: decided.accepted };
    const directory = await directoryChange(context.services.directory, step, context.incoming.person, context.now);
    const reserved = await reserve(context.services, step.before, step.after);
    if ('taken' in reserved) return { ...refuse('taken', { what: reserved.taken.label }), case: stored.value };
    const change = {
      reserve: reserved,
      ...changeOf(context, request, stored, decided.accepted, { operation, place }),
      ...(directory ? { directory } : {}),
    };
    if ((await commit(context, change)) === 'committed') {
      context.services.nudge();
      return { case: decided.accepted };
    }
  }
  throw new Error(`Case ${request.caseId} was changed by others ${attempts} times in a row`);
}

/** A write whose answer was lost may have been carried out all the same: nobody is told of a fault then. */
export async function commit(context: Context, change: CaseChange): Promise<'committed' | 'conflict'> {
  try {
    return await context.services.cases.commit(change);
  } catch (error) {
    const { after, before, event } = change;
    const written = await isRecorded(
      context,
      after,
      before?.value.revision ?? 0,
      (one) => one.operation === event.operation,
    );
    if (written) return 'committed';
    throw error;
  }
}

/** Who acts, on a card of a queue as a member of its team, or as one to whom the task was offered first. `fresh` asks Teams whatever was answered before. */
export async function actorOn(
  context: Context,
  c: Case,
  slotName: string,
  { fresh }: { fresh: boolean },
): Promise<{ actor: Actor } | { refused: Refusal }> {
  const slot = readSlot(slotName);
  const own = actorOf(context);
  const task = slot.kind === 'queue' ? findTask(c, slot.task) : isFileSlot(slotName) ? handledBy(c, own) : undefined;
  if (task === undefined) return { actor: own };
  const { queue } = task;
  if (await mayTakeFirst(context, c, task)) return { actor: actorOf(context, [queue]) };
  const answer = await membership(context, queue, { fresh });
  return answer === 'yes' ? { actor: actorOf(context, [queue]) } : refuse(answer);
}

function changeOf(
  context: Context,
  { seal, draft, click, command }: Request,
  before: Stored<Case>,
  after: Case,
  { operation, place }: { operation: string; place: readonly StoredUpload[] },
): CaseChange {
  const { person } = context.incoming;
  const given = after.handovers.filter(
    (handover) => !before.value.handovers.some((old) => old.task === handover.task && old.round === handover.round),
  );
  const [first] = given;
  return {
    before,
    after,
    event: { operation, at: context.now, person: person.id, by: person.name, verb: command.verb, click },
    ...(first && seal ? { keep: { task: first.task, round: first.round, sealed: seal(first) } } : {}),
    ...consequences(before.value, after),
    place,
    ...(draft ? { draft } : {}),
  };
}

/**
 * Teams delivers a click again, also under a new activity id, and people double-click. Never so for what only opens sealed
 * data, nor for one who may not act any longer: a refusal of those must not turn into an answer.
 */
async function isRepeated(context: Context, c: Case, { click, command }: Request, refused: Refusal): Promise<boolean> {
  if (onlyOpens(command) || tellsNothing.has(refused.reason)) return false;
  const { person } = context.incoming;
  return isRecorded(
    context,
    c,
    0,
    (event) =>
      event.person === person.id &&
      event.verb === command.verb &&
      event.click?.slot === click.slot &&
      event.click.version === click.version,
  );
}

async function isRecorded(
  context: Context,
  c: Case,
  after: number,
  matches: (event: CaseChange['event']) => boolean,
): Promise<boolean> {
  return (await context.services.cases.eventsAfter(c.id, after)).some(matches);
}
