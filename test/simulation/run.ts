import { check, type Evidence, type Place } from '../support/checker.ts';
import { isAsRecorded } from '../support/checker/shown.ts';
import { channelsOf } from '../support/checker/read.ts';
import { happen, spanOf } from './happenings.ts';
import { type Step, stepsOf } from './steps.ts';
import { everybody, people, queues, subjects } from './town.ts';
import { type Offer, Users } from './users.ts';
import { iso } from './settle.ts';
import { type Settings, World } from './world.ts';

export type Verdict = {
  readonly faults: readonly string[];
  readonly fingerprint: string;
  readonly lines: readonly string[];
  readonly steps: readonly Step[];
  /** What befell the calls, by kind, and the labels of those calls. */
  readonly befell: ReadonlyMap<string, string>;
  /** How often each command was carried out. */
  readonly verbs: Readonly<Record<string, number>>;
  readonly counts: World['counts'] & { readonly cases: number; readonly ended: number };
};

export type History = Settings & {
  /** The indices of the steps that happen; all of them where nothing is said. */
  readonly only?: ReadonlySet<number>;
};

/** What is shown is to agree with what is recorded so long after the last fault. */
const promise = 60_000;
/** And mail is to have gone within this long: what was refused for good is tried again every ten minutes. */
const mailPromise = 25 * 60_000;
const never = 8.64e15;

/** Lives through one history and judges it. The same history gives the same verdict, to the last line of the trace. */
export async function live(history: History): Promise<Verdict> {
  const world = new World(history);
  await world.settle();
  const users = new Users(world);
  const { schedule } = world;
  const due = (): number => world.nextDue();
  for (const seat of world.seats) world.begin(seat);
  await schedule.run(schedule.now + 1_500, due);

  const steps = stepsOf(world.seed, world.weather).filter(({ index }) => history.only?.has(index) ?? true);
  for (const step of steps) {
    await schedule.run(schedule.now + step.gap + spanOf(step, world.seed), due);
    world.trace(`step ${step.index}: ${step.kind}`);
    happen(step, world, users);
  }
  await schedule.run(schedule.now + 2_000, due);
  world.calm();
  recover(world, users);
  const faults = await judge(world, users);
  const { weather, counts, witness } = world;
  const cases = witness.cases();
  const ended = cases.filter(({ state }) => state !== 'attesting' && state !== 'handling').length;
  const ambiguous = world.connector.messages.filter((one) => one.ambiguous).length;
  return {
    faults,
    fingerprint: world.fingerprint,
    lines: world.lines,
    steps,
    befell: weather.befell,
    verbs: witness.verbs,
    counts: { ...counts, ambiguous, cases: cases.length, ended },
  };
}

async function judge(world: World, users: Users): Promise<string[]> {
  const { schedule, witness } = world;
  const due = (): number => world.nextDue();
  // What people had begun is ended first: the promise runs from the last that they had to do with the bot.
  do await schedule.run(Math.max(schedule.now, world.lastTurn) + promise + world.farthest, due);
  while (schedule.now < world.lastTurn + promise);
  if (witness.faults.length > 0) return [...witness.faults];
  const shown = check(evidenceOf(world));
  if (shown.length > 0) return shown.map((fault) => `after a minute of calm: ${fault}`);
  const healed = await heal(world, users);
  if (healed.length > 0) return healed;
  await schedule.run(schedule.now + mailPromise, due);
  const sent = check({ ...evidenceOf(world), mail: mailIn(world) });
  if (sent.length > 0) return sent.map((fault) => `when there was time for mail: ${fault}`);
  for (let round = 0; round < 40 && world.nextDue() < never; round++)
    await schedule.run(Math.max(schedule.now, world.nextDue()) + promise, due);
  return [...witness.faults, ...check({ ...evidenceOf(world), mail: mailIn(world), now: iso(schedule.now) })];
}

/** A click on a card that stands there twice makes it show what is recorded. */
async function heal(world: World, users: Users): Promise<string[]> {
  const { schedule, connector } = world;
  const channels = new Set(channelsOf(world.table.rows()).values());
  // In a channel that the queue has no longer, and for one who may do nothing any longer, a card stays as it is.
  const isHeard = ({ kind, id }: Place): boolean =>
    kind === 'channel' ? channels.has(id) : world.witness.hasRights(id);
  const orphans = connector.messages.filter(
    (one) => one.ambiguous && !one.recorded && !one.gone && !one.reply && isHeard(one.place),
  );
  const clicked = orphans.flatMap((message) => {
    const own = users.offers(false).filter((one) => one.message === message && 'case' in one.button.data);
    // What is done to another card than the one it stands on may be nobody's right.
    const offer =
      own.find(({ button }) => button.verb === 'history') ?? own.find(({ button }) => button.verb !== 'undoApproval');
    const who = offer?.who[0];
    if (!offer || !who) return [];
    users.press(who, offer satisfies Offer, `heal ${message.activityId}`);
    return [message];
  });
  if (clicked.length === 0) return [];
  await schedule.run(schedule.now + promise, () => world.nextDue());
  const rows = world.table.rows();
  return clicked
    .filter((message) => !message.gone && isAsRecorded({ rows }, message) !== true)
    .map(
      ({ activityId, versions }) =>
        `${versions.at(-1)?.summary} (${activityId}) was clicked on, and is still not as recorded`,
    );
}

function evidenceOf(world: World): Evidence {
  const { connector, witness, logs, told, seen } = world;
  const rows = world.table.rows();
  const numbers = subjects.map(({ personnummer }) => personnummer);
  return {
    rows,
    messages: connector.messages,
    logs,
    told,
    seen,
    canaries: ['hemligt-', ...numbers, ...numbers.map((one) => one.replace('-', ''))],
    guarded: witness.guarded(),
    permitted: (claim) => witness.permitted(claim),
    wasDown: ({ id }) => world.wasDown.has(id),
  };
}

function mailIn({ mails, weather, counts }: World): Evidence['mail'] {
  return { arrived: mails, mayComeTwice: weather.befell.size > 0 || counts.crashes > 0 };
}

/** What is done when a fault is over, by those who had it. */
function recover(world: World, users: Users): void {
  const { connector } = world;
  const links = channelsOf(world.table.rows());
  for (const who of everybody) if (world.wasDown.has(who.id)) users.installed(who, `back ${who.id}`);
  for (const { id, phrase } of queues) {
    const channel = links.get(id);
    if (channel !== undefined && world.wasDown.has(channel))
      users.say(people.hanna, `koppla ${phrase}`, `back ${id}`, users.channel(channel));
  }
  connector.blocked.clear();
  connector.closedChannels.clear();
}
