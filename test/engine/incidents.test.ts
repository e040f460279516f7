/** Random histories of one fault: reports, what the queue does with them, and looks in any order, some of them cut short. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { act } from '../../src/commands/act.ts';
import { createBot } from '../../src/commands/bot.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/decide.ts';
import { countOf, isGathered } from '../../src/domain/incident.ts';
import { slots, slotVersion } from '../../src/domain/slots.ts';
import { parseDueKey } from '../../src/store/keys.ts';
import { postings } from '../../src/views/postings.ts';
import { anna, ida, isak, malin, otherManager, say } from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { personalChat } from '../support/services.ts';

const reporters = [anna, malin, otherManager];
const slot = slots.queue('help', 1);
const nat = fc.nat(1000);

const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('report'), who: nat, which: nat }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('look'), who: nat, which: nat }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut'), who: nat, which: nat }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('handle'), who: nat, which: nat }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw'), who: nat, which: nat }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass'), who: nat, which: nat }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const handlings: readonly Command[] = [
  say.take('help'),
  say.putBack('help'),
  {
    verb: 'complete',
    task: 'help',
    credentials: false,
    answers: [{ field: 'solution', label: 'Svar', text: 'x', raw: 'x' }],
  },
  say.refuse('help'),
];

/** One fault reported by several, with everything that has been sent. */
class Fault {
  readonly ids: string[] = [];
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  cases(): Promise<Case[]> {
    return Promise.all(this.ids.map((id) => this.#engine.read(id)));
  }

  async happens({ kind, who, which }: Happening): Promise<void> {
    const id = this.ids[which % Math.max(1, this.ids.length)];
    switch (kind) {
      case 'report':
        return this.#report(who);
      case 'look':
        return void (await this.#lookAtDue(which));
      // Stopped after the look: its wake is left.
      case 'cut':
        return id === undefined ? undefined : void (await this.#engine.look(id));
      case 'pass':
        return this.#engine.pass({ minutes: which % 40 });
      case 'withdraw':
        return id === undefined ? undefined : this.#act(id, say.withdraw(), slots.status, who);
      default:
        return id === undefined ? undefined : this.#act(id, handlings[who % 4] ?? say.take('help'), slot, which);
    }
  }

  /** By the form, as people do it. */
  async #report(who: number): Promise<void> {
    const { services } = this.#engine;
    const { person } = reporters[who % 3] ?? anna;
    const handle = createBot(services);
    const [id, origin] = [services.newCaseId(), personalChat(person)];
    const provider = person === otherManager.person ? 'annan-ab' : 'omsorg-ab';
    const filled = { f_what: 'Treserva', f_symptom: 'Visar fel', f_since: 'nu', f_affected: 'En person' };
    const begin = { dialog: 'order', press: 'begin', case: id, kind: 'technicalHelp', provider };
    await handle({ ...origin, kind: 'openDialog', data: begin });
    const next = { dialog: 'order', case: id, step: 'person', press: 'next', ...filled };
    await handle({ ...origin, kind: 'submitDialog', data: next });
    await handle({ ...origin, kind: 'submitDialog', data: { ...next, step: 'summary', press: 'send' } });
    assert.ok(await services.cases.read(id), 'it was sent');
    this.ids.push(id);
  }

  async #act(id: string, command: Command, on: string, who: number): Promise<void> {
    const c = await this.#engine.read(id);
    const actor =
      on === slots.status ? reporters.find(({ person }) => person.id === c.submitter.id) : [ida, isak][who % 2];
    const click = { slot: on, version: slotVersion(c, on) ?? 0 };
    await act(await this.#engine.contextOf(actor ?? anna), { caseId: id, command, click });
  }

  /** As the sender does: looks at one that is due, and deletes its wake. Says whether there was one. */
  async #lookAtDue(which: number): Promise<boolean> {
    const { table, services } = this.#engine;
    const due = (await this.#engine.rows('due')).filter(({ key }) => parseDueKey(key).time <= services.clock.now);
    const wake = due[which % Math.max(1, due.length)];
    if (wake === undefined) return false;
    await this.#engine.look(parseDueKey(wake.key).caseId);
    await table.removeIf(wake.key, wake.etag);
    return true;
  }

  /** Everything that is due is looked at, until nothing is. */
  async settle(): Promise<void> {
    for (let round = 0; round < 500; round += 1) if (!(await this.#lookAtDue(0))) return;
    assert.fail('it never comes to rest');
  }
}

/** What holds once everything has been looked at. */
async function check(fault: Fault): Promise<void> {
  const all = await fault.cases();
  const byId = new Map(all.map((c) => [c.id, c]));
  for (const c of all) {
    const stands = postings(c).filter(({ slot: one }) => one === slot);
    if (!isGathered(c)) {
      if (c.state === 'handling') assert.equal(c.tasks[0]?.round, 1, 'it is in its queue');
      continue;
    }
    const first = byId.get(c.gathered?.first ?? '');
    assert.equal(first?.state, 'handling', 'nobody follows what is over');
    assert.ok(first && !isGathered(first), 'nor one who follows another');
    assert.deepEqual(stands, [], 'and it has no card in the channel');
    const having = first.tasks[0]?.state;
    assert.equal(c.gathered?.handler?.by.id, having?.kind === 'taken' ? having.by.id : undefined, 'it says who has it');
  }
  for (const first of all.filter(({ gathering, state }) => gathering !== undefined && state === 'handling')) {
    const following = all.filter((c) => isGathered(c) && c.gathered?.first === first.id);
    assert.equal(countOf(first).reports, following.length + 1, 'the card counts those that follow');
  }
  for (const c of all) {
    const news = postings(c).find(({ slot: one }) => one === 'owner.news.done');
    if (c.state !== 'finished') continue;
    assert.match(JSON.stringify(news?.data), /"Svar"/, 'whoever reported it has the answer');
  }
}

describe('engine: any history of a fault that several report', () => {
  it('comes to rest with everybody following or answered, and a card that counts them', async () => {
    const history = fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 30, size: 'max' }), async (all) => {
      const engine = await createEngine(createMemoryTable());
      const fault = new Fault(engine);
      for (const one of all) await fault.happens(one);
      await fault.settle();
      await check(fault);
    });
    await fc.assert(history, { numRuns: 40 });
  }).timeout(120_000);
});
