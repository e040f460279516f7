import { choose, workplaces } from './choices.ts';
import { countDoubles, healByClicks } from './doubles.ts';
import { look, settle } from './evidence.ts';
import { badNetwork } from './faults.ts';
import { type Figures, noFigures } from './figures.ts';
import { type Hands, handsOf } from './hands.ts';
import { killAt, type PointName } from './kills.ts';
import { followMessages } from './ledger.ts';
import { createMemory } from './memory.ts';
import { cutPower } from './power.ts';
import type { Random } from './random.ts';
import { openTown, type Town } from './town.ts';

export type Plan = {
  /** Where the power goes; at some time where nothing is said. */
  readonly point?: PointName | undefined;
  /** Whether the network is bad too. */
  readonly faults?: boolean;
  /** The bot comes back at once, and has to wait until the lease of the dead has run out. */
  readonly inHaste?: boolean;
};

export type Course = {
  readonly figures: Figures;
  /** One round: people go on, the power goes, and all must be as recorded afterwards. Gives what is not. */
  readonly round: (plan: Plan) => Promise<readonly string[]>;
  /** People press what came twice. */
  readonly heal: () => Promise<void>;
  readonly town: Town;
  readonly close: () => Promise<void>;
};

/** The lease of the dead has run out for a bot that starts so much later. */
const leaseMs = 21_000;
const atOnce = 3;

export async function openCourse(random: Random): Promise<Course> {
  const town = await openTown();
  const ledger = followMessages(town);
  const memory = createMemory();
  const figures = noFigures();
  const hands = new Map(workplaces.map(({ person }) => [person.id, handsOf(town, person.id, memory, figures)]));
  const by = (person: string): Hands => hands.get(person) as Hands;

  return {
    town,
    figures,
    round: async ({ point, faults = false, inHaste = false }) => {
      const calm = faults ? badNetwork(town, random.fork(), figures.faults) : () => undefined;
      const power = cutPower(town, ledger, figures, inHaste ? 0 : leaseMs);
      const notAt =
        point === undefined ? power.soon(random.whole(250)) : killAt(town, point, 1, () => power.cut(point));
      await Promise.all(choose(town, random, atOnce, by).map((errand) => errand(random.fork())));
      figures.errands += atOnce;
      // What is sent of the errands comes after their answers.
      await power.within(2_000);
      notAt();
      // Nobody's errand led to that point: it goes where the bot is.
      power.cut();
      calm();
      await power.isBack();
      const { faults: found, ms } = await settle(town, ledger, memory);
      figures.rounds += 1;
      figures.ambiguous = ledger.ambiguous.size;
      figures.slowestMs = Math.max(figures.slowestMs, ms);
      return found;
    },
    heal: async () => {
      figures.doubled = countDoubles(await look(town, ledger));
      figures.healed = await healByClicks(town, ledger, memory);
    },
    close: async () => {
      ledger.stop();
      await town.close();
    },
  };
}
