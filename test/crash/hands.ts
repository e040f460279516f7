import { setTimeout as pause } from 'node:timers/promises';
import type { Dialog, Seen, User } from '../../local/teams/index.ts';
import type { Told } from '../support/checker.ts';
import { dataOf } from '../support/forge.ts';
import type { Memory } from './memory.ts';
import type { Town } from './town.ts';

/** A person who presses again, as the card was seen, for as long as no answer comes. */
export type Hands = {
  readonly user: User;
  /** The answer, whatever it is. */
  readonly insist: (press: () => Promise<Seen>) => Promise<Seen>;
  /** The dialog that a press opens; undefined where it opens none. */
  readonly dialog: (press: () => Promise<Seen>) => Promise<Dialog | undefined>;
  readonly memory: Memory;
  /** Remembers that a click on a card or in a dialog was accepted. */
  readonly told: (on: Pressed, button: string, verb: string) => void;
};

type Pressed = Parameters<typeof dataOf>[0];

/** How often somebody presses before giving up: far longer than any fault here lasts. */
const patience = 60;
const between = 250;
/** What the bot says when it could not find out: nobody takes that for an answer. */
const noAnswer = /^(Något gick fel hos oss|Det tar längre tid än vanligt|Teams svarade inte)/m;

export function handsOf(town: Town, person: string, memory: Memory, figures: { repeated: number }): Hands {
  const user = town.teams.as(person);
  const insist: Hands['insist'] = async (press) => {
    for (let n = 1; n <= patience; n += 1) {
      if (!town.first.isUp()) await pause(between);
      else {
        const asked = Date.now();
        const seen = await press();
        memory.see(person, asked, seen);
        if (seen.kind !== 'failed' && !noAnswer.test('text' in seen ? seen.text : '')) return seen;
        figures.repeated += 1;
        await pause(between);
      }
    }
    throw new Error(`${user.person.name} pressed ${patience} times, and no answer came`);
  };
  return {
    user,
    memory,
    insist,
    dialog: async (press) => {
      const seen = await insist(press);
      return seen.kind === 'dialog' ? seen.dialog : undefined;
    },
    told: (on, button, verb) => void memory.told.push(toldOf(on, button, verb, person)),
  };
}

function toldOf(on: Pressed, button: string, verb: string, person: string): Told {
  const { case: caseId, slot, version } = dataOf(on, button);
  return {
    person,
    caseId: String(caseId),
    verb,
    slot: String(slot),
    version: Number(version),
    accepted: true,
  };
}
