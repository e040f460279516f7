import { azurite } from './azurite.ts';
import { hanna, itQueue, people, systemQueue, teams as seedTeams, TENANT } from '../../local/people.ts';
import { type BotProcess, startBot } from '../../local/processes.ts';
import { createLocalTeams, type LocalTeams } from '../../local/teams/index.ts';

/** The bot as a process of its own, its storage and Teams, with the seed's people and channels. */
export type House = { readonly teams: LocalTeams; readonly bot: BotProcess; readonly close: () => Promise<void> };

/** Started like `npm run dev`, on free ports, with channels linked by chat. Each house has tables of its own by its profile's partition and Azurite. */
export async function openHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const bot = await startBot({
    connectionString: await azurite(),
    env: { ADMIN_IDS: hanna.id, DIRECTORY_FILE: 'local/directory.json', ...env },
    logFile: '.local/test-bot.log',
  });
  const teams = await createLocalTeams({ tenantId: TENANT, people, teams: seedTeams, botUrl: bot.url });
  await bot.ready;
  const admin = teams.as(hanna.id);
  await admin.sayIn(itQueue, 'koppla it');
  await admin.sayIn(systemQueue, 'koppla systemförvaltning');
  return {
    teams,
    bot,
    close: async () => {
      await teams.close();
      await bot.stop();
    },
  };
}
