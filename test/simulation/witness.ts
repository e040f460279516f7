import type { CaseEvent, Link } from '../../src/commands/ports.ts';
import type { Case, Handover } from '../../src/domain/case.ts';
import type { Write } from '../../src/store/table.ts';
import { checkState } from '../engine/invariants.ts';
import type { Claim, Guarded, Right, Told } from '../support/checker.ts';
import { faultsIn } from '../support/checker/read.ts';

/** Rights as they were from one time to the next. */
type Snapshot = { readonly at: number; readonly rights: ReadonlySet<string> };
type Rights = { readonly managerOf: readonly string[]; readonly groups: readonly string[] };
/** Login details that somebody typed for one round of a task, right or wrong, and when none may see them any longer. */
type Given = { readonly provider: string; readonly texts: Set<string>; until: number };

/** How long a yes about a membership is believed, by one clock. */
const believed = 60_000;
const minutes = (count: number): number => count * 60_000;

const nameOf = ({ kind, ...rest }: Right, person: string): string =>
  [kind, 'provider' in rest ? rest.provider : rest.queue, person].join(' ');

/** Sees every transaction as it is carried out, and remembers what the checker must know of the past. */
export class Witness {
  readonly faults: string[] = [];
  /** How often each command was carried out. */
  readonly verbs: Record<string, number> = {};
  readonly #now: () => number;
  /** How far clocks may differ, in milliseconds. */
  readonly #skew: () => number;
  readonly #cases = new Map<string, Case>();
  readonly #decided = new Map<string, { since: number; at: number }>();
  /** When each click was carried out. */
  readonly #clicks = new Map<string, number>();
  readonly #given = new Map<string, Given>();
  readonly #rights = new Map<string, Rights>();
  readonly #links = new Map<string, string>();
  readonly #linked = new Set<string>();
  readonly #members: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #snapshots: Snapshot[] = [];

  constructor(now: () => number, skew: () => number, members: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#now = now;
    this.#skew = skew;
    this.#members = members;
  }

  /** `since` is when the turn began in which the person decided. */
  committed(writes: readonly Write[], sinceOf: (event: CaseEvent) => number): void {
    let altered = false;
    for (const write of writes) {
      if (!('put' in write)) continue;
      const [kind = '', id = ''] = write.put.split('!');
      if (kind === 'case') this.#decides(write.value as Case, writes, sinceOf);
      if (kind === 'rights') this.#rights.set(id, write.value as Rights);
      if (kind === 'link') this.#link(write.value as Link);
      altered ||= kind === 'rights' || kind === 'link';
    }
    if (altered) this.noteRights();
  }

  #link({ queue, teamId, channelId }: Link): void {
    this.#links.set(queue, teamId);
    this.#linked.add(channelId);
  }

  #decides(after: Case, writes: readonly Write[], sinceOf: (event: CaseEvent) => number): void {
    const { id, revision } = after;
    const before = this.#cases.get(id);
    const at = this.#now();
    const put = (kind: string): Write | undefined =>
      writes.find((one) => 'put' in one && one.put.startsWith(kind) && one.put.includes(id));
    const event = put('event!');
    if (revision !== (before?.revision ?? 0) + 1)
      this.faults.push(`case ${id}: revision ${revision} was written over ${before?.revision ?? 0}`);
    if (event === undefined) this.faults.push(`case ${id}: revision ${revision} has no event in its transaction`);
    else {
      const told = (event as { value: CaseEvent }).value;
      const { verb, person, click } = told;
      this.verbs[verb] = (this.verbs[verb] ?? 0) + 1;
      this.#decided.set(`${id} ${revision}`, { since: sinceOf(told), at });
      if (click) this.#clicks.set([id, person, verb, click.slot, click.version].join(' '), at);
    }
    if (put('due!') === undefined) this.faults.push(`case ${id}: revision ${revision} has no wake in its transaction`);
    this.faults.push(...faultsIn(`case ${id}, revision ${revision}`, () => checkState(after)));
    for (const handover of after.handovers) this.#ends(after, handover);
    this.#cases.set(id, JSON.parse(JSON.stringify(after)) as Case);
  }

  /** Login details that are gone with this change, or will be when their minutes have passed. */
  #ends(c: Case, { task, round, state }: Handover): void {
    const given = this.#given.get(`${c.id} ${task} ${round}`);
    if (!given) return;
    if (state.kind === 'opened')
      given.until = Math.min(given.until, this.#now() + minutes(c.terms.credentialMinutes) + this.#skew() + 1_000);
    if (state.kind === 'receipted' || state.kind === 'expired') given.until = Math.min(given.until, this.#now());
  }

  /** Somebody types login details on a task's card. */
  gives(caseId: string, task: string, round: number, text: string): void {
    const key = `${caseId} ${task} ${round}`;
    const provider = this.#cases.get(caseId)?.provider.id ?? '';
    const given = this.#given.get(key) ?? { provider, texts: new Set<string>(), until: Number.POSITIVE_INFINITY };
    given.texts.add(text);
    this.#given.set(key, given);
  }

  case(id: string): Case | undefined {
    return this.#cases.get(id);
  }

  cases(): Case[] {
    return [...this.#cases.values()];
  }

  /** Somebody who asked at a time was refused, with the card as it is: not so for what had been carried out before. */
  refused({ caseId, person, verb, slot, version }: Told, asked: number): void {
    const done = this.#clicks.get([caseId, person, verb, slot, version].join(' '));
    if (done !== undefined && done < asked)
      this.faults.push(`${person} was refused ${verb} (${slot}) in ${caseId}, which had been carried out`);
  }

  /** Who may do what from now on. */
  noteRights(): void {
    const rights = new Set<string>();
    for (const [person, { managerOf, groups }] of this.#rights) {
      for (const provider of managerOf) rights.add(nameOf({ kind: 'manager', provider }, person));
      if (groups.some((group) => group === 'approvers' || group === 'orderers'))
        rights.add(nameOf({ kind: 'attestant', provider: '*' }, person));
    }
    for (const [queue, team] of this.#links)
      for (const person of this.#members.get(team) ?? []) rights.add(nameOf({ kind: 'member', queue }, person));
    this.#snapshots.push({ at: this.#now(), rights });
  }

  /** Whether somebody has any right at all now. */
  hasRights(person: string): boolean {
    return [...(this.#snapshots.at(-1)?.rights ?? [])].some((name) => name.endsWith(person));
  }

  permitted({ caseId, revision, person, verb, right }: Claim): boolean {
    const decided = this.#decided.get(`${caseId} ${revision}`);
    if (decided === undefined) return false;
    const fresh = right.kind !== 'member' || verb === 'openPersonnummer' || verb === 'complete';
    const slack = fresh ? 0 : believed + 2 * this.#skew();
    return this.#had(right, person, decided.since - slack, decided.at);
  }

  #had(right: Right, person: string, from: number, to: number): boolean {
    const names =
      right.kind === 'attestant'
        ? [
            nameOf({ kind: 'manager', provider: right.provider }, person),
            nameOf({ kind: 'attestant', provider: '*' }, person),
          ]
        : [nameOf(right, person)];
    return this.#snapshots.some(({ at, rights }, index) => {
      const until = this.#snapshots[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      return at <= to && until >= from && names.some((name) => rights.has(name));
    });
  }

  #everHad(right: Right, person: string): boolean {
    return this.#had(right, person, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  /** What only some may see: login details, and for whom an application is. */
  guarded(): Guarded[] {
    const details = [...this.#given.values()].flatMap(({ provider, texts, until }) =>
      [...texts].map((text): Guarded => ({
        text,
        until,
        maySee: (person) => this.#everHad({ kind: 'manager', provider }, person),
      })),
    );
    const names = this.cases().map((c): Guarded => {
      const provider = c.provider.id;
      const queues = new Set(c.tasks.map(({ queue }) => queue));
      return {
        text: c.application.subject.name,
        inMessages: true,
        maySee: (who) =>
          this.#linked.has(who) ||
          this.#everHad({ kind: 'manager', provider }, who) ||
          c.attestations.some(({ approver }) => approver.id === who) ||
          [...queues].some((queue) => this.#everHad({ kind: 'member', queue }, who)),
      };
    });
    return [...details, ...names];
  }
}
