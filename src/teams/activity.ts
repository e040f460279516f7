import { z } from 'zod';
import type { Activity } from 'botbuilder';

/** Teams leaves out, or sends null. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const Named = z.object({ id: text, name: text }).nullish();

/** The part of an activity the bot reads; everything else is ignored. */
const TeamsActivity = z.object({
  type: z.string(),
  name: text,
  action: text,
  channelId: z.string(),
  serviceUrl: z.string(),
  from: z.object({ id: z.string().min(1), name: text, aadObjectId: z.string(), tenantId: text }),
  recipient: z.object({ id: z.string().min(1) }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: text,
    isGroup: z.boolean().nullish(),
    tenantId: text,
  }),
  channelData: z.object({ tenant: z.object({ id: text }).nullish(), team: Named, channel: Named }).nullish(),
  text,
  replyToId: text,
  value: z.unknown().optional(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish().catch(undefined),
});

export type TeamsActivity = z.infer<typeof TeamsActivity>;

export function parseActivity(body: unknown): TeamsActivity | undefined {
  return TeamsActivity.safeParse(body).data;
}

/** What the SDK reads before the sender is known, in its own type; the rest stays unread until then. */
const Envelope = z.looseObject({ type: z.string().min(1), channelId: text, serviceUrl: text });

export const SdkActivity = z.custom<Activity>((body) => Envelope.safeParse(body).success);
