import type { Incoming, Place, Reply } from '../../src/commands/incoming.ts';
import { readSlot } from '../../src/commands/slot-ref.ts';
import type { Person } from '../../src/domain/person.ts';
import { tellsNothing } from '../../src/domain/refusal.ts';
import { refusalText } from '../../src/views/refusals.ts';
import type { Told } from '../support/checker.ts';
import { originOf } from './activities.ts';
import { type Button, buttonsOf, fillIn, hasNotice, textIn } from './cards.ts';
import { personalChat, serviceUrl, type Standing } from './connector.ts';
import { type Dice, diceOf } from './random.ts';
import { channels, everybody } from './town.ts';
import type { World } from './world.ts';

type Json = Readonly<Record<string, unknown>>;

/** A button where somebody sees it. */
export type Offer = { readonly button: Button; readonly message: Standing; readonly who: readonly Person[] };

/** The words of the button's command, as its event has them. */
const verbs: Readonly<Record<string, string>> = {
  task: 'complete',
  credentials: 'receipt',
  supplement: 'supplement',
  chooseApprover: 'chooseApprover',
  order: 'submit',
};

/** Refusals that say nothing of the click: who may not act is asked first, each time. */
const wants = [...tellsNothing].map((reason) => refusalText({ reason }));
function isForWantOfRight(card: object): boolean {
  const text = JSON.stringify(card);
  return wants.some((words) => text.includes(words));
}

const mostSteps = 8;
const tries = 3;

/** What people do with what they see. Cards shown as answers are remembered, since they have buttons too. */
export class Users {
  readonly #world: World;
  readonly #answers: { readonly card: object; readonly message: Standing; readonly who: Person }[] = [];
  /** Everything that was said or pressed, for saying it again. */
  readonly #said: Incoming[] = [];
  #passwords = 0;

  constructor(world: World) {
    this.#world = world;
  }

  place(message: Standing): Place {
    const { place, conversationId } = message;
    return place.kind === 'person' ? { kind: 'personal', conversationId } : this.channel(place.id, conversationId);
  }

  channel(id: string, conversationId = id): Place {
    const teamId = channels.find((one) => one.id === id)?.teamId ?? '';
    return { kind: 'channel', conversationId, channelId: id, teamId, teamName: teamId };
  }

  own({ id }: Person): Place {
    return { kind: 'personal', conversationId: personalChat(id) };
  }

  /** Everything that can be pressed now; `old` for earlier versions of cards too, as a client may still show them. */
  offers(old: boolean): Offer[] {
    const seen = this.#world.connector.messages.flatMap((message) => {
      if (message.gone) return [];
      const cards = old ? message.versions.map(({ card }) => card) : message.versions.slice(-1).map(({ card }) => card);
      return cards.flatMap((card) => this.#offersOn(card, message, this.readers(message)));
    });
    return [...seen, ...this.#answers.flatMap(({ card, message, who }) => this.#offersOn(card, message, [who]))];
  }

  #offersOn(card: object, message: Standing, who: readonly Person[]): Offer[] {
    return buttonsOf(card).map((button) => ({ button, message, who }));
  }

  readers({ place }: Standing): readonly Person[] {
    if (place.kind === 'person') return everybody.filter(({ id }) => id === place.id);
    const team = channels.find(({ id }) => id === place.id)?.teamId ?? '';
    const members = this.#world.connector.members.get(team);
    return everybody.filter(({ id }) => members?.has(id));
  }

  /** Presses a button, and goes on with the dialog that it opens. */
  press(who: Person, { button, message }: Offer, label: string, place = this.place(message)): void {
    const origin = { ...originOf(who), place, serviceUrl, activityId: message.activityId };
    const { data, verb } = button;
    if (button.kind === 'execute') this.#says({ ...origin, kind: 'execute', verb, data }, label, { message });
    else this.#says({ ...origin, kind: 'openDialog', data }, label, { message });
  }

  say(who: Person, text: string, label: string, place = this.own(who)): void {
    this.#says({ ...originOf(who), place, serviceUrl, kind: 'message', text }, label, {});
  }

  installed(who: Person, label: string): void {
    this.#says({ ...originOf(who), place: this.own(who), serviceUrl, kind: 'installed' }, label, {});
  }

  submit(who: Person, data: Json, label: string): void {
    this.#says({ ...originOf(who), place: this.own(who), serviceUrl, kind: 'submitDialog', data }, label, {});
  }

  /** Teams delivers something once more. */
  again(dice: Dice, label: string): void {
    const incoming = dice.pick(this.#said.slice(-6));
    if (incoming) this.#says(incoming, label, {});
  }

  #says(incoming: Incoming, label: string, seen: { message?: Standing; depth?: number; attempt?: number }): void {
    const { depth = 0, attempt = 1 } = seen;
    const dice = diceOf(this.#world.seed, `${label} ${depth} ${attempt}`);
    if (attempt === 1) this.#said.push(incoming);
    this.#world.turn(incoming, `${label}.${depth}.${attempt}`, (reply, asked) => {
      this.#notes(incoming, reply, asked);
      // No answer: the same once more, by the person or by Teams.
      if (reply === undefined && attempt < tries && dice.chance(0.7))
        this.#world.schedule.in(500 + dice.below(4_000), () =>
          this.#says(incoming, label, { ...seen, attempt: attempt + 1 }),
        );
      if (reply?.kind === 'card' && seen.message)
        this.#answers.push({ card: reply.card, message: seen.message, who: incoming.person });
      if (reply?.kind === 'dialog' && depth < mostSteps && !dice.chance(0.1))
        this.#world.schedule.in(300 + dice.below(6_000), () =>
          this.#goesOn(incoming, reply, label, { ...seen, depth: depth + 1 }, dice),
        );
    });
    // A double click.
    if (attempt === 1 && dice.chance(0.05))
      this.#world.schedule.in(dice.below(300), () =>
        this.#says(incoming, `${label} twice`, { ...seen, attempt: tries }),
      );
  }

  #goesOn(
    before: Incoming,
    { card }: Extract<Reply, { kind: 'dialog' }>,
    label: string,
    seen: { message?: Standing; depth: number },
    dice: Dice,
  ): void {
    const password = `hemligt-${(this.#passwords += 1)}-lösenord`;
    const filled = fillIn(card, dice, password);
    if (filled === undefined) return;
    const { data } = filled;
    const slot = readSlot(textIn(data, 'slot'));
    if (data['password'] === password && slot.kind === 'queue')
      this.#world.witness.gives(String(data['case']), slot.task, slot.round, password);
    const { person, place, teamsId } = before;
    const { message, depth } = seen;
    this.#says({ person, place, teamsId, serviceUrl, kind: 'submitDialog', data }, label, {
      depth,
      ...(message ? { message } : {}),
    });
  }

  /** What the person was told of a command on a case. */
  #notes(incoming: Incoming, reply: Reply | undefined, asked: number): void {
    if (reply === undefined || (incoming.kind !== 'execute' && incoming.kind !== 'submitDialog')) return;
    const data = incoming.data as Json;
    const slot = readSlot(textIn(data, 'slot'));
    const dialog = textIn(data, 'dialog');
    const onQueue = slot.kind === 'queue';
    const spoken: Readonly<Record<string, string>> = {
      ...verbs,
      ask: onQueue ? 'askAsCaseworker' : 'askAsApprover',
      reject: onQueue ? 'refuseTask' : 'reject',
    };
    const verb = incoming.kind === 'execute' ? incoming.verb : spoken[dialog];
    if (verb === undefined || ['say', 'show', 'page', 'endAbsence'].includes(verb)) return;
    if (dialog === 'order' && (data['press'] !== 'send' || data['alters'] === true)) return;
    const isSent = dialog === 'order' && reply.kind === 'notice' && /är (redan )?skickad/.test(reply.text);
    const accepted = isSent || reply.kind === 'closed' || (reply.kind === 'card' && !hasNotice(reply.card));
    const { person } = incoming;
    const click = { slot: textIn(data, 'slot'), version: Number(data['version'] ?? 0) };
    const told: Told = { person: person.id, caseId: String(data['case']), verb, ...click, accepted };
    this.#world.told.push(told);
    if (!accepted && reply.kind === 'card' && !isForWantOfRight(reply.card)) this.#world.witness.refused(told, asked);
  }
}
