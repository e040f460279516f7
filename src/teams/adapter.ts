import { CloudAdapter } from 'botbuilder';
import { SdkActivity, parseActivity, type TeamsActivity } from './activity.ts';
import type { GuardedAuthentication } from './authentication.ts';
import { checkActivity } from './policy.ts';
import { Refusal } from './refusal.ts';
import type { TeamsSettings } from './settings.ts';

/** The SDK's adapter without its HTTP side, which tells callers what went wrong inside. */
export class GuardedAdapter extends CloudAdapter {
  readonly #settings: TeamsSettings;

  constructor(authentication: GuardedAuthentication, settings: TeamsSettings) {
    super(authentication);
    this.#settings = settings;
    // The stock one writes the exception, user text and all, on the console.
    this.onTurnError = async (_context, error) => {
      throw error;
    };
  }

  /** Runs `logic` for an activity that is Teams', ours and whole. Throws {@link Refusal} otherwise. */
  async turn<T>(authorization: string, body: unknown, logic: (activity: TeamsActivity) => Promise<T>): Promise<T> {
    const envelope = SdkActivity.safeParse(body).data;
    if (!envelope) throw new Refusal(400, 'not an activity');
    const verified = await this.botFrameworkAuthentication.authenticateRequest(envelope, authorization);
    const activity = parseActivity(body);
    if (!activity) throw new Refusal(400, 'activity');
    checkActivity(activity, this.#settings);
    const results: T[] = [];
    await this.processActivity(verified, envelope, async () => {
      results.push(await logic(activity));
    });
    const [result] = results;
    if (result === undefined) throw new Error('The turn had no result');
    return result;
  }
}
