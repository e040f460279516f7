import type { Incoming, Reply } from '../../src/commands/incoming.ts';
import type { Mail } from '../../src/commands/outbound.ts';
import type { CaseEvent } from '../../src/commands/ports.ts';
import { newCaseId } from '../../src/domain/case-id.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { parseDueKey } from '../../src/store/keys.ts';
import type { Write } from '../../src/store/table.ts';
import { createVault } from '../../src/store/vault.ts';
import type { Place, Seen, Told } from '../support/checker.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { changedProfile } from '../support/profiles.ts';
import { aboutWhat, seenIn, shownIn } from './activities.ts';
import { Connector } from './connector.ts';
import { createFingerprint, diceOf } from './random.ts';
import { createSink } from './mail.ts';
import { type Wired, wire } from './replica.ts';
import { Schedule } from './schedule.ts';
import { iso, settle, start, unreadable } from './settle.ts';
import { createStorage, type Life } from './storage.ts';
import { createTeams } from './teams.ts';
import { channels, people, subjects, teams } from './town.ts';
import { Weather } from './weather.ts';
import { Witness } from './witness.ts';

/** The queues are told by mail, beside their channels, and are always open. */
const profile = changedProfile(({ queues: { it, systemAdministration, ...queues } }) => ({
  hours: { always: true },
  queues: {
    ...queues,
    it: { ...it, mail: 'it@norrkoping.example' },
    systemAdministration: { ...systemAdministration, mail: 'system@norrkoping.example' },
  },
}));
export const vault = createVault({
  keys: [{ id: 'simulated', key: Buffer.alloc(32, 1) }],
  hashKey: Buffer.alloc(32, 2),
});

/** What an answer must hold to be worth remembering: whom an order is for, or a password. */
const names = new RegExp(['hemligt', ...subjects.map(({ name }) => name)].join('|'));

/** Teams gives the person up after so long; the bot may still be at work. */
const patience = 12_000;

export type Replica = Wired & { readonly life: Life };
type Turn = { readonly person: string; readonly since: number; readonly replica: Life };
type Seat = { readonly number: number; skew: number; incarnation: number; replica?: Replica };

export type Settings = { readonly seed: number; readonly spared?: ReadonlySet<string>; readonly verbose?: boolean };

/** One municipality with its replicas, its storage, its Teams and its time. */
export class World {
  readonly seed: number;
  readonly schedule = new Schedule(start);
  readonly table = createMemoryTable();
  readonly weather: Weather;
  readonly connector: Connector;
  readonly witness: Witness;
  readonly seats: readonly Seat[];
  readonly lines: string[] = [];
  readonly logs: string[] = [];
  /** Every mail that arrived. */
  readonly mails: Mail[] = [];
  readonly told: Told[] = [];
  readonly seen: Seen[] = [];
  /** People and channels that could not be reached for a while. */
  readonly wasDown = new Set<string>();
  /** Drafts as they lie in the storage, without a process between. */
  readonly drafts = createDrafts(this.table, unreadable);
  orders = 0;
  readonly counts = { turns: 0, accepted: 0, crashes: 0, ambiguous: 0 };
  /** The last thing that people had to do with the bot. */
  lastTurn = start;
  #farthest = 0;
  #caseIds = 0;
  readonly #turns = new Set<Turn>();
  readonly #begun = new Map<string, readonly Turn[]>();
  readonly #fingerprint = createFingerprint();
  readonly #verbose: boolean;

  constructor({ seed, spared, verbose = false }: Settings) {
    this.seed = seed;
    this.#verbose = verbose;
    this.weather = new Weather(seed, spared);
    const mayRace = this.weather.name !== 'calm';
    this.connector = new Connector({ channels: channels.map(({ id }) => id), mayRace });
    for (const [team, members] of Object.entries(teams))
      this.connector.members.set(team, new Set(members.map(({ id }) => id)));
    this.witness = new Witness(
      () => this.schedule.now,
      () => this.#farthest,
      this.connector.members,
    );
    const count = 2 + diceOf(seed, 'replicas').below(2);
    this.seats = Array.from({ length: count }, (_, number) => ({ number, skew: 0, incarnation: 0 }));
  }

  get fingerprint(): string {
    return this.#fingerprint.text();
  }

  trace(line: string): void {
    const text = `${((this.schedule.now - start) / 1000).toFixed(3)} ${line}`;
    this.#fingerprint.add(text);
    if (this.#verbose) this.lines.push(text);
  }

  newCaseId = (): string => {
    this.#caseIds += 1;
    return newCaseId((count) => Uint8Array.from({ length: count }, (_, index) => this.#caseIds * 37 + index * 11));
  };

  settle(): Promise<void> {
    return settle(this.table, this.witness);
  }

  later(ms: number, run: () => void): void {
    this.schedule.in(ms, run);
  }

  /** When something is next to be looked at. */
  nextDue(): number {
    const [first] = this.table.keys('due!', 'due!~');
    return first === undefined ? 8.64e15 : Date.parse(parseDueKey(first).time);
  }

  /** From now on nothing goes wrong any more. */
  calm(): void {
    this.trace('faults stop');
    this.weather.isOver = true;
    for (const seat of this.seats) {
      seat.skew = 0;
      this.begin(seat);
    }
    this.lastTurn = this.schedule.now;
  }

  /** A new process in a seat. */
  begin(seat: Seat): void {
    if (seat.replica) return;
    const life: Life = { name: `r${seat.number}.${(seat.incarnation += 1)}`, ended: false };
    const { schedule, weather, connector } = this;
    const trace = (line: string): void => this.trace(line);
    const parts = { schedule, weather, life, trace };
    const wired = wire({
      name: life.name,
      table: createStorage({
        ...parts,
        table: this.table,
        committed: (writes) => this.#committed(writes),
        doubtful: (writes) => this.#doubtful(writes),
      }),
      teams: createTeams({ ...parts, connector }),
      mailer: createSink({ ...parts, mails: this.mails }),
      vault,
      profile,
      adminIds: [people.hanna.id],
      now: () => iso(schedule.now + seat.skew),
      timer: (ms, run) => schedule.in(ms, () => life.ended || run(), { idle: true }),
      newCaseId: this.newCaseId,
      began: (operation) =>
        this.#begun.set(
          operation,
          [...this.#turns].filter((turn) => turn.replica === life),
        ),
      log: (line) => this.logs.push(line),
    });
    seat.replica = { ...wired, life };
    wired.sender.start();
    this.trace(`${life.name} starts`);
  }

  /** The process in a seat ends in the middle of everything. */
  crash(seat: Seat): void {
    const { replica } = seat;
    if (!replica) return;
    this.trace(`${replica.life.name} crashes`);
    this.counts.crashes += 1;
    this.#end(seat, replica);
  }

  /** It is asked to stop, and finishes what is under way first. */
  async stop(seat: Seat): Promise<void> {
    const { replica } = seat;
    if (!replica) return;
    delete seat.replica;
    this.trace(`${replica.life.name} stops`);
    await replica.sender.stop();
    this.#end(seat, replica);
  }

  #end(seat: Seat, { life }: Replica): void {
    life.ended = true;
    if (seat.replica?.life === life) delete seat.replica;
    for (const turn of this.#turns) if (turn.replica === life) this.#turns.delete(turn);
    for (const one of this.connector.messages) if (one.by === life.name && !one.recorded) one.ambiguous = true;
  }

  setClock(seat: Seat, skew: number): void {
    this.trace(`the clock of r${seat.number} is ${skew} ms off`);
    this.#farthest = Math.max(this.#farthest, Math.abs(skew));
    seat.skew = skew;
  }

  /** How far clocks have been from the time. */
  get farthest(): number {
    return this.#farthest;
  }

  /** Something reaches one of the replicas; the answer, or undefined where none came in time. */
  turn(incoming: Incoming, label: string, answered: (reply: Reply | undefined, asked: number) => void): void {
    const alive = this.seats.flatMap(({ replica }) => replica ?? []);
    const replica = diceOf(this.seed, `${label} to`).pick(alive);
    const asked = this.schedule.now;
    if (replica === undefined) {
      this.schedule.in(1_000, () => answered(undefined, asked));
      return;
    }
    const { life, handle } = replica;
    this.counts.turns += 1;
    this.trace(`${label}: ${incoming.person.name} ${incoming.kind} to ${life.name} ${aboutWhat(incoming)}`);
    const turn: Turn = { person: incoming.person.id, since: asked, replica: life };
    this.#turns.add(turn);
    let late = false;
    const giveUp = (): void => {
      late = true;
      answered(undefined, asked);
    };
    const callOff = this.schedule.in(patience, giveUp, { idle: true });
    const end = (reply: Reply | undefined): void => {
      this.#turns.delete(turn);
      if (life.ended) return;
      this.lastTurn = this.schedule.now;
      this.#shows(incoming, reply, asked);
      if (late) return;
      callOff();
      answered(reply, asked);
    };
    void handle(incoming).then(end, (error: unknown) => {
      this.logs.push(`a handler failed ${error instanceof Error ? error.name : ''}`);
      this.trace(`${label}: failed`);
      end(undefined);
    });
  }

  #shows(incoming: Incoming, reply: Reply | undefined, asked: number): void {
    const { person, place } = incoming;
    if (reply === undefined || reply.kind === 'none' || reply.kind === 'closed') return;
    const text = seenIn(incoming, reply);
    if (names.test(text)) this.seen.push({ person: person.id, text, asked });
    if (reply.kind !== 'message') return;
    const at: Place =
      place.kind === 'channel' ? { kind: 'channel', id: place.channelId } : { kind: 'person', id: person.id };
    this.connector.reply(at, place.conversationId, reply, this.schedule.now);
  }

  #committed(writes: readonly Write[]): void {
    this.witness.committed(writes, (event) => this.#since(event));
    for (const activityId of shownIn(writes)) {
      const standing = this.connector.find(activityId);
      if (standing) standing.recorded = true;
    }
    for (const write of writes) if ('put' in write && write.put.startsWith('case!')) this.counts.accepted += 1;
  }

  /** The storage's answer to a record of what was sent is lost or false: the sending may be repeated. */
  #doubtful(writes: readonly Write[]): void {
    for (const activityId of shownIn(writes)) {
      const standing = this.connector.find(activityId);
      if (standing && !standing.recorded) standing.ambiguous = true;
    }
  }

  #since({ operation, person }: CaseEvent): number {
    const begun = (this.#begun.get(operation) ?? []).filter((turn) => turn.person === person);
    return Math.min(this.schedule.now, ...begun.map(({ since }) => since));
  }
}
