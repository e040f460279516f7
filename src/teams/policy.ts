import type { TeamsActivity } from './activity.ts';
import { Refusal } from './refusal.ts';
import { isAllowedServiceUrl } from './serviceUrl.ts';
import type { TeamsSettings } from './settings.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Refuses (403) what a valid token does not settle: the SDK checks neither channel, tenant, person nor where answers go. */
export function checkActivity(activity: TeamsActivity, settings: TeamsSettings): void {
  if (activity.channelId !== 'msteams') throw new Refusal(403, 'channelId');
  if (!isAllowedServiceUrl(settings, activity.serviceUrl)) throw new Refusal(403, 'serviceUrl');
  const tenants = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter((id) => id !== undefined);
  const isOurs = (id: string): boolean => id.toLowerCase() === settings.tenantId.toLowerCase();
  if (tenants.length === 0 || !tenants.every(isOurs)) throw new Refusal(403, 'tenant');
  // A channel shared with another organisation lies in our tenant, and has people of theirs in it.
  if (activity.from.tenantId !== undefined && !isOurs(activity.from.tenantId)) throw new Refusal(403, 'sender');
  if (!uuid.test(activity.from.aadObjectId)) throw new Refusal(403, 'aadObjectId');
}
