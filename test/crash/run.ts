import { pointNames } from './kills.ts';
import { createRandom } from './random.ts';
import type { Figures } from './figures.ts';
import { openCourse } from './round.ts';

/** Every so often the network is bad as well, and the bot comes back before the lease of the dead has run out. */
const badEvery = 3;
const hasteEvery = 25;
/** A point that the bot did not come to is tried again so often. */
const tries = 6;

/**
 * So many rounds or more, until the power has gone at every point at least once; then at points and at random by turns. Fails
 * at the first round after which something is not as it must be.
 */
export async function run(seed: number, rounds: number): Promise<Figures> {
  const course = await openCourse(createRandom(seed));
  const { figures } = course;
  const at = async (plan: Parameters<typeof course.round>[0]): Promise<void> => {
    const number = figures.rounds + 1;
    const faults = await course.round({
      ...plan,
      faults: number % badEvery === 0,
      inHaste: number % hasteEvery === 0,
    });
    if (faults.length === 0) return;
    throw new Error(`Seed ${seed}, round ${number} (${plan.point ?? 'at random'}):\n${faults.join('\n')}`);
  };
  try {
    for (let turn = 0; figures.rounds < rounds || turn < pointNames.length; turn += 1) {
      const point = pointNames[turn % pointNames.length];
      const before = point && (figures.killed.atPoints[point] ?? 0);
      for (let n = 0; point && n < tries && (figures.killed.atPoints[point] ?? 0) === before; n += 1)
        await at({ point });
      // Until it has been everywhere it goes where it has not been.
      if (turn >= pointNames.length || turn % 5 === 4) await at({});
    }
    await course.heal();
    return figures;
  } finally {
    await course.close();
  }
}

/** In one line, for people. */
export function told(seed: number, { rounds, errands, repeated, killed, faults, ...rest }: Figures): string {
  const points = Object.values(killed.atPoints);
  const chosen = points.reduce((sum, count) => sum + count, 0);
  return [
    `seed ${seed}: ${rounds} rounds, ${errands} errands, ${repeated} presses repeated`,
    `killed ${killed.atRandom} times at random and ${chosen} times at ${points.length} chosen points`,
    `${faults.lostRequests} requests and ${faults.lostAnswers} answers lost, ${faults.delayed} delayed, ${faults.silences} silences`,
    `${rest.ambiguous} sends in doubt, ${rest.doubled} cards double, ${rest.healed} of them pressed and right again`,
    `as recorded after at most ${(rest.slowestMs / 1000).toFixed(1)} s; lost: nothing`,
  ].join('; ');
}
