import { setTimeout as sleep } from 'node:timers/promises';
import { hanna, itQueue, people, systemQueue, teams as seedTeams, TENANT } from '../../local/people.ts';
import { createLocalTeams, type LocalTeams, type Person } from '../../local/teams/index.ts';
import { type Door, openDoor } from './door.ts';

/** The bot in the local mode, behind a door that shows what it stores, and the local Teams with its people and channels. */
export type Town = {
  readonly door: Door;
  readonly teams: LocalTeams;
  /** Waits until the bot has nothing more to say. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** `guests` are invited to the team of the IT queue; the directory knows nothing of them. */
export async function openTown(connectionString: string, guests: readonly Person[] = []): Promise<Town> {
  const door = await openDoor({
    connectionString,
    // What is said here in seconds takes people a day, so Teams' limits on messages are off on both sides.
    env: {
      LOCAL_TEAMS: '1',
      ADMIN_IDS: hanna.id,
      DIRECTORY_FILE: 'local/directory.json',
      MESSAGES_PER_SECOND: 'none',
    },
  });
  const invited = guests.map(({ id }) => id);
  const teams = await createLocalTeams({
    tenantId: TENANT,
    people: [...people, ...guests],
    teams: seedTeams.map((team) =>
      team.channels.some(({ id }) => id === itQueue) ? { ...team, members: [...team.members, ...invited] } : team,
    ),
    botUrl: `${door.origin}/api/messages`,
    rateLimits: false,
  });
  await teams.as(hanna.id).sayIn(itQueue, 'koppla it');
  await teams.as(hanna.id).sayIn(systemQueue, 'koppla systemförvaltning');
  return {
    door,
    teams,
    settled: async () => {
      const state = async (): Promise<string> => JSON.stringify([teams.calls.length, ...(await door.rows())]);
      for (let n = 0, before = '', now = await state(); n < 60 && before !== now; n += 1) {
        before = now;
        await sleep(250);
        now = await state();
      }
    },
    close: async () => {
      await teams.close();
      await door.close();
    },
  };
}
