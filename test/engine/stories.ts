/** Random histories of a case: what people press, rightly and wrongly, and what must hold after each of their steps. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Outcome } from '../../src/commands/act.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Application, OrderedSystem } from '../../src/domain/application.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/decide.ts';
import { hasAttestationRight } from '../../src/domain/directory.ts';
import { slotVersion } from '../../src/domain/slots.ts';
import { isSettled } from '../../src/domain/route.ts';
import { readSlot } from '../../src/commands/slot-ref.ts';
import type { CaseAction } from '../../src/views/case-card.ts';
import { letters } from '../../src/views/letters.ts';
import { postings } from '../../src/views/postings.ts';
import {
  answer,
  anna,
  answeredWith,
  application,
  asking,
  birgit,
  everybody,
  goran,
  malin,
  own,
  remindedTerms,
  say,
  stranger,
  tes,
  treserva,
} from '../support/cases.ts';
import type { Engine } from '../support/engine.ts';
import { checkLetter, checkPosting, checkRows, checkState } from './invariants.ts';

/** What people type: markup, bindings, the longest there can be, and what is refused. */
const texts = [
  'Vilken enhet?',
  'Norr.',
  'Går inte',
  'Ring mig',
  'Tack',
  '${id} ${notice} {{text}}',
  '**fet** [länk](https://exempel.se) <at>alla</at>',
  'å'.repeat(1000),
  '\u{1F600}'.repeat(1000),
  '"\\\n'.repeat(333),
  '',
  'x'.repeat(1001),
  'Se 19900602-2397',
];

const long = 'Vi behöver "allt" \\ å\n'.repeat(90);
const many: OrderedSystem[] = Array.from({ length: 21 }, (_, index) => ({
  id: `system-${index}`,
  name: `System nummer ${index}`,
  answers: [answer('units', 'Enhet/enheter', 'Hemtjänst Norr (47110)'), answer('need', 'Vad behövs', long)],
}));

/** Applications that are sent, and that a case is altered to: few systems and all of them, short and as long as can be. */
const applications: readonly Application[] = [
  application(),
  application({ systems: [treserva, answeredWith(tes, 'role', 'Administratör')] }),
  application({ answers: [answer('name', 'Namn', 'Nadja Ny'), answer('description', 'Beskrivning', '${id}')] }),
  application({ systems: [tes] }),
  application({
    systems: many,
    answers: [answer('reason', 'Anledning', long), answer('description', 'Beskrivning', long)],
  }),
];

const approvers = [own, asking(goran), asking(malin), asking(birgit), asking(stranger)];

const nat = fc.nat(1000);

/** One thing that happens; the numbers choose among what there is when it does. */
export const steps = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('press'), which: nat, who: nat, what: nat }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stray'), which: nat, who: nat, what: nat }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('late'), which: nat, who: nat, what: nat }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again'), which: nat }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass'), minutes: fc.constantFrom(1, 9, 10, 4320, 20160) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('entitle'), may: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('absent'), who: nat, standIn: nat, days: fc.nat(20) }) },
);
export type Happening = typeof steps extends fc.Arbitrary<infer T> ? T : never;

export const beginnings = fc.record({
  // Most are small: a large one makes every step slow.
  application: fc.constantFrom(0, 0, 0, 0, 1, 2, 3, 4),
  approver: fc.nat(3),
});

/** Somebody says something on a card. */
export type Said = { readonly who: Actor; readonly command: Command; readonly slot: string; readonly version: number };

type Offer = { readonly action: CaseAction | 'receipt' | 'answer'; readonly slot: string; readonly version: number };

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** Every button that the case's cards carry, with the slot it acts on. */
function offers(c: Case): Offer[] {
  const cards = postings(c).flatMap(({ template, data }) => (template === 'case' ? [data] : []));
  const pressed = cards.flatMap((data): Offer[] => {
    const target = (key: string): { slot: string; version: number } => data[key] as { slot: string; version: number };
    const own_ = { slot: data['slot'] as string, version: data['version'] as number };
    const can = Object.entries(data['can'] as Record<CaseAction, boolean>).flatMap(([action, may]) =>
      may ? [action as CaseAction] : [],
    );
    return can.map((action): Offer => {
      if (action === 'undoApproval') return { action, ...target('undo') };
      if (action === 'openCredentials') return { action, ...target('handover') };
      return action === 'supplement'
        ? { action, slot: `owner.question.${String(data['question'])}`, version: own_.version }
        : { action, ...own_ };
    });
  });
  const opened = c.handovers.filter(({ state }) => state.kind === 'opened');
  const receipts = opened.map(({ task, round, version }): Offer => ({
    action: 'receipt',
    slot: `credentials.${task}.${round}`,
    version,
  }));
  return [...pressed, ...receipts].filter(({ action }) => action !== 'history');
}

/** What people press now and then only: it ends the case, or leads nowhere. */
const rare = new Set<Offer['action']>(['withdraw', 'undoApproval', 'chooseApprover', 'openPersonnummer', 'reject']);

/** What pressing a button says, with what is typed or chosen in its dialog. */
function commandOf(c: Case, { action, slot }: Offer, what: number): Command | undefined {
  const ref = readSlot(slot);
  const text = at(texts, what);
  const approver = at(approvers, what);
  if (action === 'withdraw') return say.withdraw();
  if (action === 'chooseApprover') return say.choose(approver);
  if (action === 'openPersonnummer') return say.openPersonnummer();
  switch (ref.kind) {
    case 'approver':
      if (action === 'approve') return say.approve(ref.round);
      if (action === 'reject') return say.reject(ref.round, text);
      return action === 'ask' ? say.ask(ref.round, text) : say.undo(ref.round);
    case 'queue':
      if (action === 'take') return say.take(ref.task);
      if (action === 'takeOver') return say.takeOver(ref.task);
      if (action === 'putBack') return say.putBack(ref.task);
      if (action === 'ask') return say.askAbout(ref.task, text);
      if (action === 'reject') return say.refuse(ref.task, text);
      if (what % 4 === 0) return say.openPersonnummer(ref.task);
      return what % 4 === 1 ? say.done(ref.task) : say.give(ref.task);
    case 'question':
      return what % 2 === 0
        ? say.answer(ref.number, text)
        : say.alter(alterationOf(c, what), at(approvers, what >> 1), ref.number);
    case 'credentials':
      if (action === 'openCredentials') return say.open(ref.task, ref.round);
      return action === 'receipt' ? say.receipt(ref.task, ref.round) : say.renew(ref.task, ref.round);
    default:
      return undefined;
  }
}

/** In handling the form keeps the systems as they are. */
function alterationOf(c: Case, what: number): Application {
  const wanted = at(applications, what >> 3);
  if (c.state !== 'handling') return wanted;
  const systems = c.application.systems.map((system, index) =>
    (what + index) % 2 === 0 ? system : answeredWith(system, system.answers[0]?.field ?? '', `Enhet ${what}`),
  );
  return { ...wanted, systems, ...(what % 3 === 0 ? { answers: c.application.answers } : {}) };
}

/** Who would press it: the one whose card it is, or one of the queue. */
function presser(c: Case, slot: string, who: number): Actor {
  const ref = readSlot(slot);
  const byId = (id: string): Actor => everybody.find(({ person }) => person.id === id) ?? stranger;
  if (ref.kind === 'approver') return byId(c.attestations.find(({ round }) => round === ref.round)?.approver.id ?? '');
  if (ref.kind !== 'queue') return who % 3 === 0 ? malin : byId(c.submitter.id);
  const queue = c.tasks.find(({ id }) => id === ref.task)?.queue ?? '';
  return at(
    everybody.filter(({ queues }) => queues.includes(queue)),
    who,
  );
}

/** One case and all that happens to it. */
export class Story {
  readonly #engine: Engine;
  readonly #id: string;
  readonly #offered: Offer[] = [];
  readonly #said: Said[] = [];
  readonly #slots = new Set<string>();
  readonly #versions = new Map<string, { version: number; shows: string }>();
  readonly #rendered = new Set<string>();
  /** Verbs that were accepted, and reasons for which one was refused. */
  readonly seen = new Set<string>();

  private constructor(engine: Engine, id: string) {
    this.#engine = engine;
    this.#id = id;
  }

  static async begin(
    engine: Engine,
    { application: which, approver }: { application: number; approver: number },
  ): Promise<Story> {
    const c = await engine.submitted({
      application: at(applications, which),
      approver: at(approvers, approver),
      // One of the queues is told by mail too.
      terms: { ...remindedTerms, mail: { systemAdministration: 'system@norrkoping.example' } },
    });
    const story = new Story(engine, c.id);
    await story.#check(c);
    return story;
  }

  read(): Promise<Case> {
    return this.#engine.read(this.#id);
  }

  /** What a step means now; undefined where it says nothing. */
  async said(step: Happening): Promise<Said | undefined> {
    const c = await this.read();
    switch (step.kind) {
      case 'press': {
        const likely = offers(c).flatMap((offer) =>
          rare.has(offer.action) ? [offer] : Array.from({ length: 6 }, () => offer),
        );
        const offer = at(likely, step.which);
        return this.#press(c, offer, presser(c, offer?.slot ?? '', step.who), step.what);
      }
      case 'late': {
        const offer = at(this.#offered, step.which);
        return this.#press(c, offer, presser(c, offer?.slot ?? '', step.who), step.what);
      }
      case 'stray':
        return this.#press(c, at(this.#offered, step.which), at(everybody, step.who), step.what);
      case 'again':
        return at(this.#said, step.which);
      default:
        return undefined;
    }
  }

  #press(c: Case, offer: Offer | undefined, who: Actor, what: number): Said | undefined {
    const command = offer && commandOf(c, offer, what);
    return offer && command && { who, command, slot: offer.slot, version: offer.version };
  }

  async happens(step: Happening): Promise<void> {
    // So that no two of them come at the same instant.
    this.#engine.pass({ ms: 1 });
    if (step.kind === 'pass') this.#engine.pass({ minutes: step.minutes });
    if (step.kind === 'entitle') await this.#engine.entitle(step.may);
    if (step.kind === 'absent') await this.#absent(step);
    if (step.kind === 'look') await this.#look();
    const said = await this.said(step);
    if (said) await this.#says(said);
    else await this.#check(await this.read());
  }

  async #look(): Promise<void> {
    await this.#engine.look(this.#id);
    for (const { verb } of (await this.read()).log) this.seen.add(verb);
  }

  /** Somebody who approves is away, or back; a stand-in may be anybody, also one who may not. */
  async #absent({ who, standIn, days }: { who: number; standIn: number; days: number }): Promise<void> {
    const asked = (await this.read()).attestations.at(-1)?.approver.id;
    // Mostly the one who is asked: only then does it matter.
    const person =
      everybody.find((one) => who % 3 > 0 && one.person.id === asked) ?? at([goran, malin, birgit, anna], who);
    const other = at([...everybody, undefined], standIn);
    await this.#engine.absent(person, days < 5 ? undefined : { days, ...(other ? { standIn: other } : {}) });
    // What waits is woken by it.
    await this.#look();
  }

  async #says(said: Said): Promise<void> {
    const before = await this.read();
    const rows = await this.#everything();
    const outcome = await this.#engine.act(said.who, said.command, said.slot, said.version);
    this.#said.push(said);
    const after = await this.read();
    await this.#checkOutcome(said, before, after, outcome);
    if (after.revision === before.revision) assert.deepEqual(await this.#everything(), rows, 'nothing is changed');
    await this.#check(after);
  }

  /** Several at the same time: as many events as were accepted, and all that holds always. */
  async together(steps: readonly Happening[], during: <T>(all: Promise<T>) => Promise<T>): Promise<void> {
    this.#engine.pass({ ms: 1 });
    const before = await this.read();
    const said = (await Promise.all(steps.map((step) => this.said(step)))).filter((one) => one !== undefined);
    const outcomes = await during(
      Promise.all(said.map((one) => this.#engine.act(one.who, one.command, one.slot, one.version))),
    );
    this.#said.push(...said);
    const after = await this.read();
    const done = outcomes.filter(({ refused }) => refused === undefined).length;
    assert.ok(after.revision - before.revision <= done, 'nobody is refused what was recorded');
    await this.#check(after);
  }

  /** A refused command changes nothing; an accepted one was allowed. */
  async #checkOutcome(
    { who, command, slot, version }: Said,
    before: Case,
    after: Case,
    outcome: Outcome,
  ): Promise<void> {
    this.seen.add(outcome.refused ? outcome.refused.reason : command.verb);
    assert.equal(outcome.case?.revision, after.revision);
    if (after.revision === before.revision) {
      const repeated = this.#said.some(
        (one) => one.who === who && one.command.verb === command.verb && one.slot === slot && one.version === version,
      );
      assert.ok(outcome.refused !== undefined || repeated, 'only a click made before may go by in silence');
      return;
    }
    assert.equal(outcome.refused, undefined);
    assert.equal(after.revision, before.revision + 1);
    const rights = await this.#engine.services.directory.rights(who.person.id);
    const task = 'task' in command ? before.tasks.find(({ id }) => id === command.task) : undefined;
    if (task && slot.startsWith('queue.') && task.state.kind === 'queued' && command.verb !== 'openPersonnummer') {
      const earlier = before.tasks.filter(({ stage, purpose }) => stage < task.stage && purpose !== 'reissue');
      assert.ok(earlier.every(isSettled), 'R6: nobody begins before the earlier stages are finished');
    }
    const approved = (c: Case): number => c.attestations.filter(({ outcome: { kind } }) => kind === 'approved').length;
    if (approved(after) > approved(before)) {
      assert.ok(hasAttestationRight(rights, after.provider.id), 'R75: by one with right');
      const { approver } = after.attestations.at(-1) ?? assert.fail();
      // Who ticked, took that back and asked is asked by a card.
      const isTicked = after.attestations.some(({ own }) => own);
      assert.ok(isTicked || approver.id !== after.submitter.id, 'R75: the own order by the tick alone');
    }
  }

  async #everything(): Promise<unknown> {
    return this.#engine.table.range({ from: '!', before: '~', limit: 1000 });
  }

  /** What holds always. */
  async #check(c: Case): Promise<void> {
    const { table } = this.#engine;
    const rows = await table.range({ from: '!', before: '~', limit: 1000 });
    checkRows(c, rows);
    checkState(c);
    this.#offered.push(...offers(c));
    this.#checkShown(c);
    this.#checkMail(c);
  }

  #checkMail(c: Case): void {
    const all = letters(c);
    const slots = new Set(all.map(({ slot }) => slot));
    assert.equal(slots.size, all.length, 'a mail is sent once');
    for (const letter of all) {
      this.#slots.add(letter.slot);
      checkLetter(c, letter);
      assert.ok(letter.follows === undefined || slots.has(letter.follows), 'what was never said is not taken back');
    }
    for (const slot of this.#slots) assert.ok(!slot.startsWith('mail.') || slots.has(slot), `${slot} disappeared`);
    const ids = this.#engine.mailer.mails.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'and arrives once where no answer is lost');
  }

  #checkShown(c: Case): void {
    const shown = postings(c);
    const slots = new Set(shown.map(({ slot }) => slot));
    assert.equal(slots.size, shown.length, 'a slot is shown once');
    for (const slot of this.#slots) assert.ok(slot.startsWith('mail.') || slots.has(slot), `${slot} disappeared`);
    for (const posting of shown) {
      this.#slots.add(posting.slot);
      this.#checkVersion(c, posting.slot, posting.data);
      checkPosting(c, posting, this.#rendered);
    }
  }

  /** A version never falls; and a task's card that shows something else has another one. */
  #checkVersion(c: Case, slot: string, data: Readonly<Record<string, unknown>>): void {
    const version = slotVersion(c, slot);
    if (version === undefined) return;
    const shows = JSON.stringify(data);
    const known = this.#versions.get(slot);
    assert.ok(known === undefined || known.version <= version, `${slot} fell back`);
    if (known && known.version === version && readSlot(slot).kind === 'queue') assert.equal(shows, known.shows, slot);
    this.#versions.set(slot, { version, shows });
  }
}
