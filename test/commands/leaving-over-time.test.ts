import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endWhatIsOver, type EndingPorts } from '../../src/commands/terminate/by-itself.ts';
import { emptyTermination } from '../../src/commands/terminate/draft.ts';
import type { Leaver, TerminationForm } from '../../src/commands/terminate/leaver.ts';
import { planDraft } from '../../src/commands/terminate/plan.ts';
import { addDays, atClock, dayOf, startOfDay } from '../../src/domain/calendar/days.ts';
import { newCaseId } from '../../src/domain/case-id.ts';
import type { Case } from '../../src/domain/case.ts';
import { decide } from '../../src/domain/decide.ts';
import { submit } from '../../src/domain/decisions/submit.ts';
import { noRights } from '../../src/domain/directory.ts';
import { employmentsOf, keyOf } from '../../src/domain/employment.ts';
import { importedCase } from '../../src/domain/import-list.ts';
import type { Day, Instant } from '../../src/domain/person.ts';
import { endingsOf, grantsOf, type Held, isHeld, underWayOf } from '../../src/domain/register.ts';
import { isSettled } from '../../src/domain/route.ts';
import { leftOf, opensAt } from '../../src/domain/termination.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { Secret, type Sealed } from '../../src/domain/secret.ts';
import { acceptedOf, anna, answer, application, provider, sara, terms } from '../support/cases.ts';

const profile = loadProfile('norrkoping');
const process = profile.termination ?? assert.fail();
const first: Day = '2026-03-20';
const day = (offset: number): Day => addDays(first, offset);
const names = ['Norr', 'Söder', 'Väster'];
const route = [
  { queue: 'systemAdministration', queueName: 'Systemförvaltningen', per: 'system', title: '{system}' },
] as const;

const everyQueue = { ...sara, queues: Object.keys(profile.queues) };

/** One permission: of which employment, in which system, until when. */
type Given = { readonly at: number; readonly system: string; readonly to: number | undefined };
/** An order to end an employment: sent on a day, with a last day. */
type Sent = { readonly at: number; readonly on: number; readonly lastDay: number };
type Story = {
  readonly given: readonly Given[];
  readonly sent: readonly Sent[];
  /** How many days a queue takes. */
  readonly takes: number;
  readonly seed: number;
};

/** What somebody had and what became of it: every case, and each time that a queue took a system away. */
class World {
  readonly cases = new Map<string, Case>();
  readonly done: { readonly system: string; readonly at: Instant; readonly by: string }[] = [];
  now: Instant = startOfDay(first);
  private drawn: number;

  constructor(seed: number) {
    this.drawn = seed;
  }

  newId(): string {
    const next = (): number => (this.drawn = (Math.imul(this.drawn, 1_664_525) + 1_013_904_223) >>> 0) >>> 24;
    return newCaseId((count) => Uint8Array.from({ length: count }, next));
  }

  everywhere() {
    const all = [...this.cases.values()];
    const ended = new Map(all.flatMap(endingsOf).map((one) => [`${one.case}.${one.system}`, one]));
    const held = all.flatMap(grantsOf).map((grant): Held => {
      const end = ended.get(`${grant.case}.${grant.system.id}`);
      return end === undefined ? grant : { ...grant, ended: end };
    });
    return {
      held,
      underWay: all.flatMap((c) => underWayOf(c) ?? []),
      left: all.flatMap((c) => leftOf(c) ?? []),
    };
  }

  give({ at, system, to }: Given): void {
    const id = this.newId();
    const unit = { name: names[at] ?? '', costCode: '47110' };
    const c = importedCase({
      id,
      list: 'x',
      kind: 'permission',
      provider: { id: provider.id, name: provider.name },
      owner: anna.person,
      by: anna.person,
      application: application({
        unit,
        answers: [answer('employmentType', 'Anställningsform', 'Vikariat')],
        systems: [{ id: system, name: system, answers: [] }],
        ...(to === undefined ? {} : { to: day(to) }),
      }),
      route,
      terms,
      since: '2026-01-12T08:00:00.000Z',
      now: this.now,
    });
    this.cases.set(id, c);
  }

  /** What a manager sees and sends; nothing where nothing is left to end. */
  end({ at, lastDay }: Sent): void {
    const today = dayOf(this.now);
    const everywhere = this.everywhere();
    const held = everywhere.held.filter((one) => isHeld(one, today));
    const form: TerminationForm = { profile, process, provider, today };
    const leaver: Leaver = { name: 'Nadja Ny', held, employments: employmentsOf(held), everywhere };
    const chosen = leaver.employments.filter(({ unit }) => unit.name === names[at]);
    if (chosen.length === 0) return;
    const id = this.newId();
    const draft = {
      ...emptyTermination(id, { providerId: provider.id, about: 'person', person: 'hash-of-nadja' }, today),
      chosen: chosen.map(keyOf),
      lastDay: day(lastDay),
    };
    const plan = planDraft(form, draft, leaver, everywhere);
    if (plan.ends.length === 0) return;
    this.cases.set(
      id,
      acceptedOf(
        submit(
          {
            id,
            kind: 'termination',
            provider,
            application: application({ unit: chosen[0]?.unit ?? assert.fail(), systems: plan.systems, answers: [] }),
            held: [],
            ends: plan.ends,
            termination: {
              lastDay: draft.lastDay,
              cause: 'leaves',
              employments: chosen,
              kept: plan.kept,
              opensAt: opensAt(draft.lastDay, this.now),
            },
            today,
            approver: { own: true },
            route,
            terms: { ...terms, approver: 'submitter' },
          },
          { now: this.now, actor: anna },
        ),
      ),
    );
  }

  /** Every case is looked at until nothing more comes of it, as the sender does. */
  async look(): Promise<void> {
    const facts = { now: this.now, actor: { person: { id: 'bot', name: 'Bot' }, rights: noRights, queues: [] } };
    const ports: EndingPorts = {
      cases: {
        read: (id) => Promise.resolve(this.stored(id)),
        commit: ({ after }) => {
          this.cases.set(after.id, after);
          return Promise.resolve('committed' as const);
        },
        wake: () => Promise.resolve(),
      },
      register: { everywhere: () => Promise.resolve(this.everywhere()) },
      vault: { open: () => new Secret(''), seal: () => 'v1.x' as Sealed },
      profile,
      now: () => this.now,
      newOperation: () => 'op',
    };
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const id of [...this.cases.keys()]) {
        for (const verb of ['reconsider', 'elapse', 'seeToEnd'] as const) {
          const c = this.cases.get(id) ?? assert.fail();
          if (verb === 'seeToEnd') await endWhatIsOver(c, ports);
          const decided = decide(c, verb === 'reconsider' ? { verb, ...this.everywhere() } : { verb }, facts);
          if (!('accepted' in decided)) continue;
          this.cases.set(id, decided.accepted);
          isChanged = true;
        }
      }
    }
  }

  private stored(id: string) {
    const value = this.cases.get(id);
    return value === undefined ? undefined : { value, etag: '1' };
  }

  /** Queues do what has lain with them for so many days. */
  work(takes: number): void {
    for (const c of [...this.cases.values()])
      for (const { id, system, state } of c.tasks) {
        const ready = state.kind === 'queued' && addDays(dayOf(state.since), takes) <= dayOf(this.now);
        if (!ready || c.state !== 'handling') continue;
        const before = this.cases.get(c.id) ?? assert.fail();
        const done = decide(
          before,
          { verb: 'complete', task: id, credentials: false },
          { now: this.now, actor: everyQueue },
        );
        this.cases.set(c.id, acceptedOf(done));
        if (system !== undefined && !system.startsWith('notice')) this.done.push({ system, at: this.now, by: c.id });
      }
  }

  open(): string[] {
    return [...this.cases.values()].flatMap((c) =>
      c.state === 'handling' ? c.tasks.filter((task) => !isSettled(task)).map(({ title }) => title) : [],
    );
  }
}

const given = fc.record({
  at: fc.nat(2),
  system: fc.constantFrom('tes', 'treserva'),
  to: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
});
const sent = fc.record({
  at: fc.nat(2),
  on: fc.integer({ min: 0, max: 10 }),
  lastDay: fc.integer({ min: -2, max: 14 }),
});
const story: fc.Arbitrary<Story> = fc.record({
  given: fc.array(given, { minLength: 1, maxLength: 5 }),
  sent: fc.uniqueArray(sent, { maxLength: 3, selector: ({ at }) => at }),
  takes: fc.nat(3),
  seed: fc.nat(),
});

async function played({ given: all, sent: orders, takes, seed }: Story): Promise<World> {
  const world = new World(seed);
  for (const one of all) world.give(one);
  for (let offset = 0; offset < 30; offset += 1) {
    world.now = startOfDay(day(offset));
    await world.look();
    world.now = atClock(day(offset), 9 * 60);
    for (const order of orders.filter(({ on }) => on === offset)) world.end(order);
    await world.look();
    world.now = atClock(day(offset), 10 * 60);
    world.work(takes);
    await world.look();
  }
  return world;
}

/** Two employments of which one ends by an order and the other by its T.o.m., on the same day and next to it. */
const sameDay = (to: number, also: number | undefined, on: number, lastDay: number): [Story] => [
  {
    given: [
      { at: 1, system: 'tes', to: also },
      { at: 0, system: 'tes', to },
    ],
    sent: [{ at: 1, on, lastDay }],
    takes: 0,
    seed: 0,
  },
];

describe('commands/terminate over time', () => {
  it('R27, R66: whatever employments end in whatever order, a system is taken away once, when nothing keeps it any longer', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const world = await played(told);
        assert.deepEqual(world.open(), []);
        const { held } = world.everywhere();
        for (const system of new Set(told.given.map((one) => one.system))) {
          const own = held.filter((one) => one.system.id === system);
          const isGone = own.every(({ ended }) => ended !== undefined);
          const times = world.done.filter((one) => one.system === system);
          assert.equal(times.length, isGone ? 1 : 0, `${system} was taken away ${times.length} times`);
          for (const { at } of times) {
            const isToBeHad = ({ ended, to }: Held): boolean =>
              (ended?.due ?? '9999') > at && (to === undefined || to >= dayOf(at));
            assert.deepEqual(own.filter(isToBeHad), [], `${system} was taken away too early`);
          }
        }
      }),
      {
        numRuns: 40,
        examples: [
          sameDay(12, 12, 0, 12),
          sameDay(12, undefined, 0, 12),
          sameDay(3, undefined, 3, 3),
          sameDay(4, undefined, 3, 3),
        ],
      },
    );
  }).timeout(60_000);
});
