import type { Groups } from '../../src/commands/ports.ts';
import { latestPeriod, withoutPeriod, withPeriod } from '../../src/domain/absence.ts';
import { addDays, dayOf } from '../../src/domain/calendar/days.ts';
import type { Provider } from '../../src/domain/directory.ts';
import type { Person } from '../../src/domain/person.ts';
import { Secret } from '../../src/domain/secret.ts';
import { formatCaseId } from '../../src/domain/case-id.ts';
import { type Dice, diceOf } from './random.ts';
import type { Step } from './steps.ts';
import { channels, everybody, people, providers, queues, subjects } from './town.ts';
import type { Offer, Users } from './users.ts';
import { iso } from './settle.ts';
import { vault, type World } from './world.ts';

const day = 24 * 60;
const spans = [2, 9, 11, 90, 3 * day + 5, 14 * day + 5] as const;
/** What people press now and then only: it ends the case, or leads nowhere. */
const rare = new Set([
  'history',
  'withdraw',
  'undoApproval',
  'chooseApprover',
  'reject',
  'openPersonnummer',
  'personnummer',
  'ask',
  'putBack',
  'page',
]);

/** Carries out one step; what it means depends on what there is then. */
export function happen(step: Step, world: World, users: Users): void {
  const dice = diceOf(world.seed, `step ${step.index}`);
  const label = `step ${step.index}`;
  const seat = dice.pick(world.seats);
  switch (step.kind) {
    case 'order':
      return order(world, users, dice, label);
    case 'press':
      return press(users, dice, label);
    case 'old':
      return pressOne(users, users.offers(true), dice, label);
    case 'forged':
      return forge(users, dice, label);
    case 'again':
      return users.again(dice, label);
    case 'say':
      return say(world, users, dice, label);
    case 'crash':
      if (seat) world.crash(seat);
      return world.later(200 + dice.below(30_000), () => seat && world.begin(seat));
    case 'stop':
      if (seat) void world.stop(seat).then(() => world.later(1_000, () => world.begin(seat)));
      return;
    case 'clock':
      if (seat)
        world.setClock(seat, (dice.chance(0.2) ? 60_000 : 4_000) * (dice.chance(0.5) ? 1 : -1) * dice.fraction());
      return;
    case 'pass':
      return;
    case 'entitle':
      return entitle(world, dice, label);
    case 'absent':
      return absent(world, dice, label);
    case 'relink': {
      const queue = dice.pick(queues);
      const channel = dice.pick(queue?.channels ?? []);
      if (queue && channel) users.say(people.hanna, `koppla ${queue.phrase}`, label, users.channel(channel.id));
      return;
    }
    case 'member':
      return toggleMember(world, users, dice, label);
    case 'block':
      return block(world, users, dice, label);
    case 'close':
      return close(world, dice);
  }
}

/** How long a step lasts besides its gap, in milliseconds. */
export function spanOf(step: Step, seed: number): number {
  return step.kind === 'pass' ? (diceOf(seed, `step ${step.index}`).pick(spans) ?? 1) * 60_000 : 0;
}

/** A form that somebody has filled in, and Skicka. */
function order(world: World, users: Users, dice: Dice, label: string): void {
  const subject = subjects[world.orders];
  const provider = dice.chance(0.7) ? providers[0] : providers[1];
  const manager = dice.pick(provider.managers);
  if (subject === undefined || manager === undefined) return;
  world.orders += 1;
  const caseId = world.newCaseId();
  const own = dice.chance(0.4);
  const approver = dice.pick([people.goran, people.goran, people.birgit, ...provider.managers])?.id ?? '';
  const isBoth = dice.chance(0.3);
  const draft = {
    caseId,
    providerId: provider.id,
    values: { ...subject, from: '2026-03-20' },
    systems: isBoth ? ['treserva', 'tes'] : ['treserva'],
    systemValues: isBoth ? { tes: { role: 'Planerare' } } : {},
    own: false,
    begun: true,
    approver: '',
  };
  const sealed = vault.seal(new Secret(JSON.stringify(draft)), { caseId, field: 'draft' });
  const now = world.schedule.now;
  const expiresAt = iso((Math.floor(now / (day * 60_000)) + 15) * day * 60_000);
  const data = { dialog: 'order', case: caseId, step: 'summary', press: 'send', own: String(own), approver };
  void world.drafts
    .save(manager.id, { caseId, savedAt: iso(now), expiresAt, sealed })
    .then(() => users.submit(manager, data, label));
}

function press(users: Users, dice: Dice, label: string): void {
  const all = users.offers(false);
  const usual = all.filter(({ button }) => !rare.has(button.verb));
  pressOne(users, usual.length > 0 && dice.chance(0.85) ? usual : all, dice, label);
}

function pressOne(users: Users, offers: readonly Offer[], dice: Dice, label: string): void {
  // Mostly what came last.
  const offer = dice.chance(0.6) ? dice.pick(offers.slice(-6)) : dice.pick(offers);
  const who = dice.pick(offer?.who ?? []);
  if (offer && who) users.press(who, offer, label);
}

/** Somebody sends what a card carried that is not theirs, from the own chat or from the card's own place. */
function forge(users: Users, dice: Dice, label: string): void {
  const offer = dice.pick(users.offers(true));
  const who = dice.pick(everybody) as Person;
  if (!offer) return;
  // What one card carried, as if it had been pressed on another in the same chat.
  const beside = users.offers(true).filter(({ message }) => message.place.id === offer.message.place.id);
  const message = dice.chance(0.5) ? offer.message : (dice.pick(beside)?.message ?? offer.message);
  const reader = dice.pick(offer.who);
  if (message !== offer.message && reader) return users.press(reader, { ...offer, message }, label);
  users.press(who, offer, label, dice.chance(0.5) ? users.own(who) : undefined);
}

function say(world: World, users: Users, dice: Dice, label: string): void {
  const c = dice.pick(world.witness.cases());
  const who = dice.pick(everybody) as Person;
  const channel = dice.pick(channels);
  if (dice.chance(0.3) && channel) {
    const reader = dice.pick(everybody) as Person;
    return users.say(reader, 'öppna ärenden', label, users.channel(channel.id));
  }
  const one = c ? [`ärende ${formatCaseId(c.id)}`, `ärende ${formatCaseId(c.id)}`] : [];
  users.say(who, dice.pick(['mina ärenden', 'mina uppgifter', ...one]) ?? 'hjälp', label);
}

/** The admin takes a right, or gives it back. */
function entitle(world: World, dice: Dice, label: string): void {
  const replica = dice.pick(world.seats.flatMap(({ replica: one }) => one ?? []));
  if (!replica) return;
  const { directory } = replica.services;
  const now = iso(world.schedule.now);
  const toggle = (list: readonly Person[], who: Person): readonly Person[] =>
    list.some(({ id }) => id === who.id) ? list.filter(({ id }) => id !== who.id) : [...list, who];
  world.trace(`${label}: rights change`);
  const change = async (): Promise<void> => {
    if (dice.chance(0.6)) {
      const before = await directory.groups();
      if (!before) return;
      const after: Groups = { ...before.value, approvers: toggle(before.value.approvers, people.goran) };
      await directory.saveGroups(before, after, people.hanna, now);
    } else {
      const before = await directory.provider(providers[0].id);
      if (!before) return;
      const after: Provider = { ...before.value, managers: toggle(before.value.managers, people.malin) };
      await directory.saveProvider(before, after, people.hanna, now);
    }
  };
  void change().catch(() => undefined);
}

/** Somebody who approves is away, now or soon, or is back. */
function absent(world: World, dice: Dice, label: string): void {
  const replica = dice.pick(world.seats.flatMap(({ replica: one }) => one ?? []));
  const approvers = [people.goran, people.goran, people.birgit, people.malin, people.anna] as const;
  const [who, standIn] = [dice.pick(approvers), dice.pick(approvers)];
  if (!replica || !who) return;
  const { absences } = replica.services;
  const at = iso(world.schedule.now);
  const from = addDays(dayOf(at), dice.pick([0, 0, 0, 1]) ?? 0);
  const to = addDays(from, dice.below(4));
  world.trace(`${label}: ${who.name} is away from ${from} to ${to}, or back`);
  const change = async (): Promise<void> => {
    const before = await absences.find(who.id);
    const { periods, revision } = before?.value ?? { periods: [], revision: 0 };
    const isAway = before !== undefined && latestPeriod(before.value) !== undefined;
    const entered = { by: people.hanna, at };
    const next =
      isAway && dice.chance(0.5)
        ? withoutPeriod(periods, entered)
        : withPeriod(periods, { from, to, ...(standIn && dice.chance(0.8) ? { standIn } : {}), ...entered });
    await absences.save(before, { person: who, revision, periods: next }, people.hanna, at);
  };
  void change().catch(() => undefined);
}

function toggleMember(world: World, users: Users, dice: Dice, label: string): void {
  const [team, members] = dice.pick([...world.connector.members]) ?? [];
  const who = dice.pick([people.ida, people.isak, people.sara, people.sven, people.frans]);
  if (!team || !members || !who) return;
  world.trace(`${who.name} ${members.has(who.id) ? 'leaves' : 'joins'} ${team}`);
  if (!members.delete(who.id)) members.add(who.id);
  world.witness.noteRights();
  if (members.has(who.id)) return;
  // Whoever has left may still have the cards before them.
  world.later(200 + dice.below(20_000), () => {
    const tasks = users.offers(false).filter(({ button }) => button.verb === 'task');
    const offer = dice.pick(tasks.slice(-3));
    if (offer) users.press(who, offer, label);
  });
}

function block(world: World, users: Users, dice: Dice, label: string): void {
  const { blocked } = world.connector;
  const who = dice.pick([people.anna, people.olle, people.goran, people.birgit]) as Person;
  if (blocked.delete(who.id)) return users.installed(who, label);
  world.trace(`${who.name} blocks the bot`);
  blocked.add(who.id);
  world.wasDown.add(who.id);
}

function close(world: World, dice: Dice): void {
  const { closedChannels } = world.connector;
  const channel = dice.pick(channels);
  if (!channel || closedChannels.delete(channel.id)) return;
  world.trace(`${channel.id} is gone for a while`);
  closedChannels.add(channel.id);
  world.wasDown.add(channel.id);
}
