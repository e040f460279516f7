import { anna, bertil, david, elin, fatima, itQueue, karin, systemQueue } from '../../local/people.ts';
import type { Shown } from '../../local/teams/index.ts';
import { buttonsOf } from '../support/walk.ts';
import { errands, order } from './errands.ts';
import type { Hands } from './hands.ts';
import type { Random } from './random.ts';
import type { Town } from './town.ts';

/** So many cases are on their way at a time. */
const enough = 5;

/** Who does something, and where their cards are. */
export const workplaces = [
  { person: anna, chat: undefined },
  { person: bertil, chat: undefined },
  { person: karin, chat: undefined },
  { person: david, chat: itQueue },
  { person: elin, chat: itQueue },
  { person: fatima, chat: systemQueue },
];

type Errand = (random: Random) => Promise<unknown>;

/** Different things to do on different cards, and new applications while there are few. */
export function choose(town: Town, random: Random, count: number, by: (person: string) => Hands): Errand[] {
  const possible = workplaces.flatMap(({ person, chat }) =>
    town.teams
      .as(person.id)
      .cards(chat)
      .flatMap((card) => waysOn(card).map((button) => ({ person, card, button }))),
  );
  const chosen: Errand[] = [];
  const used = new Set<string>();
  while (chosen.length < count) {
    const ways = possible.filter(({ card }) => !used.has(card.id));
    const weighed = ways.flatMap((way) => Array<(typeof ways)[number]>(errands[way.button]?.often ?? 0).fill(way));
    const way = random.one(weighed);
    const open = new Set(ways.map(({ card }) => card.id)).size;
    if (way === undefined || random.chance(1 - open / enough)) {
      chosen.push((luck) => order(by(random.one([anna, bertil])?.id ?? anna.id), luck));
    } else {
      used.add(way.card.id);
      chosen.push(async (luck) => errands[way.button]?.run(by(way.person.id), way.card, way.button, luck));
    }
  }
  return chosen;
}

function waysOn(card: Shown): string[] {
  return buttonsOf(card).filter((title) => title in errands);
}
