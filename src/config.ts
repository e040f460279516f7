import { z } from 'zod';
import type { Rate } from './delivery/pace.ts';
import { type MailSettings, parseSender, parseSmtpUrl } from './mail/settings.ts';
import { defaultFileHosts, type FileHosts } from './files/hosts.ts';
import { parseHashKey, parseKeyRing } from './store/key-ring.ts';
import type { Storage } from './store/client.ts';
import { defaultServiceUrlHosts, type Endpoints, type TeamsSettings } from './teams/settings.ts';

/** Everything the environment decides, checked once at start. */
export type Config = {
  readonly port: number;
  /** The address listened on: the local mode is reachable from this machine alone. */
  readonly host: string;
  readonly teams: TeamsSettings;
  readonly storage: Storage;
  readonly profile: string;
  readonly adminIds: readonly string[];
  readonly keys: ReturnType<typeof parseKeyRing>;
  readonly hashKey: Buffer;
  readonly directoryFile?: string;
  /** Without them no mail is sent. */
  readonly mail?: MailSettings;
  /** The bot's own address as browsers reach it; files are off without it. */
  readonly publicUrl?: string;
  readonly fileHosts: FileHosts;
  /** How fast cards are sent. */
  readonly rate: Rate;
  /** Milliseconds that the bot's clock is ahead of the machine's. */
  readonly clockOffset: number;
};

const localTenant = '11111111-1111-4111-8111-111111111111';
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'ska vara ett objekt-id (uuid)');
const text = z.string().trim().min(1);
const list = text.transform((value) =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);

const parsed = <T>(parse: (given: string) => T | undefined, message: string) =>
  text
    .transform((given, context) => {
      const value = parse(given);
      if (value === undefined) context.addIssue({ code: 'custom', message });
      return value;
    })
    .optional();

const endpointNames = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'OAuthUrl',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'CallerId',
] as const;

const schema = z
  .object({
    NODE_ENV: text.optional(),
    PORT: z.coerce.number().int().min(0).max(65535).default(3978),
    MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
    MicrosoftAppId: uuid.optional(),
    MicrosoftAppPassword: text.optional(),
    MicrosoftAppTenantId: uuid.optional(),
    AZURE_STORAGE_CONNECTION_STRING: text
      .regex(
        /AccountName=|SharedAccessSignature=|UseDevelopmentStorage=true/i,
        'är ingen anslutningssträng för Azure Storage',
      )
      .optional(),
    AZURE_STORAGE_ACCOUNT: text.optional(),
    PROFILE: text.default('norrkoping'),
    ADMIN_IDS: list.pipe(z.array(uuid.toLowerCase())).default([]),
    DATA_KEYS: text.optional(),
    PERSON_HASH_KEY: text.optional(),
    SERVICE_URL_HOSTS: list.optional(),
    PUBLIC_URL: z.url({ error: 'ska vara en adress, till exempel https://boten.kommunen.se' }).optional(),
    FILE_HOSTS: list.optional(),
    DIRECTORY_FILE: text.optional(),
    SMTP_URL: parsed(
      parseSmtpUrl,
      'ska vara smtps://användare:lösenord@värd:465 eller smtp://användare:lösenord@värd:587',
    ),
    MAIL_FROM: parsed(parseSender, 'ska vara en e-postadress, till exempel Behörighetsbot <bot@kommun.example>'),
    LOCAL_TEAMS: z.enum(['0', '1']).default('0'),
    CLOCK: z.iso
      .datetime({ offset: true, error: 'ska vara ett ögonblick med tidszon, till exempel 2026-06-19T02:00:00+02:00' })
      .optional(),
    MESSAGES_PER_SECOND: z.union([z.literal('none'), z.coerce.number().int().min(1).max(1000)]).default(30),
    ...Object.fromEntries(endpointNames.map((name) => [name, text.optional()])),
  })
  .superRefine((env, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    const local = env.LOCAL_TEAMS === '1';
    if (local && env.NODE_ENV === 'production') fault('LOCAL_TEAMS', 'går inte att slå på när NODE_ENV=production');
    if (local && env.MicrosoftAppId) fault('LOCAL_TEAMS', 'går inte att slå på när MicrosoftAppId är satt');
    if (!local && !env.MicrosoftAppId) fault('MicrosoftAppId', 'saknas. Utan app-id vore inloggningen avstängd');
    if (!local && !env.MicrosoftAppTenantId) fault('MicrosoftAppTenantId', 'saknas');
    if (!local && env.MicrosoftAppType === 'SingleTenant' && !env.MicrosoftAppPassword)
      fault('MicrosoftAppPassword', 'saknas');
    if (!local && !env.DATA_KEYS) fault('DATA_KEYS', 'saknas');
    if (!local && !env.PERSON_HASH_KEY) fault('PERSON_HASH_KEY', 'saknas');
    if (!local && env.PUBLIC_URL && !env.PUBLIC_URL.startsWith('https://'))
      fault('PUBLIC_URL', 'ska börja med https://');
    if (!local && env.CLOCK) fault('CLOCK', 'gäller bara tillsammans med LOCAL_TEAMS=1');
    if (!local && env.MESSAGES_PER_SECOND === 'none')
      fault('MESSAGES_PER_SECOND', 'none gäller bara tillsammans med LOCAL_TEAMS=1');
    if (env.SMTP_URL && !env.MAIL_FROM) fault('MAIL_FROM', 'saknas: utan den skickas ingen e-post');
    if (!env.SMTP_URL && env.MAIL_FROM) fault('SMTP_URL', 'saknas: utan den skickas ingen e-post');
    if (!env.AZURE_STORAGE_CONNECTION_STRING && !env.AZURE_STORAGE_ACCOUNT)
      fault('AZURE_STORAGE_CONNECTION_STRING', 'eller AZURE_STORAGE_ACCOUNT saknas');
  });

/** The environment is wrong; the message has one line per fault, and no value of any variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty line of an .env file means that the variable is not set.
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = schema.safeParse(set, { error: z.locales.sv().localeError });
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const env = parsed.data;
  const local = env.LOCAL_TEAMS === '1';
  return {
    port: env.PORT,
    host: local ? '127.0.0.1' : '0.0.0.0',
    teams: teamsSettings(env, endpointsOf(set)),
    storage: env.AZURE_STORAGE_CONNECTION_STRING
      ? { connectionString: env.AZURE_STORAGE_CONNECTION_STRING }
      : { account: env.AZURE_STORAGE_ACCOUNT ?? '' },
    profile: env.PROFILE,
    adminIds: env.ADMIN_IDS,
    keys: named('DATA_KEYS', () => parseKeyRing(env.DATA_KEYS ?? `local:${localKey('data')}`)),
    hashKey: named('PERSON_HASH_KEY', () => parseHashKey(env.PERSON_HASH_KEY ?? localKey('hash'))),
    ...(env.SMTP_URL && env.MAIL_FROM ? { mail: { ...env.SMTP_URL, from: env.MAIL_FROM } } : {}),
    ...publicUrlOf(env),
    fileHosts: { hosts: env.FILE_HOSTS ?? defaultFileHosts, local },
    ...(env.DIRECTORY_FILE ? { directoryFile: env.DIRECTORY_FILE } : {}),
    rate: env.MESSAGES_PER_SECOND,
    clockOffset: env.CLOCK ? Date.parse(env.CLOCK) - Date.now() : 0,
  };
}

/** On one's own machine the bot is reached where it listens. */
function publicUrlOf({ PUBLIC_URL, LOCAL_TEAMS, PORT }: z.output<typeof schema>): { publicUrl?: string } {
  if (PUBLIC_URL) return { publicUrl: PUBLIC_URL.replace(/\/+$/, '') };
  return LOCAL_TEAMS === '1' && PORT > 0 ? { publicUrl: `http://127.0.0.1:${PORT}` } : {};
}

/** Faults of keys say which, never what they are. */
function named<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new ConfigError(
      `${variable}: går inte att läsa. Skriv nycklar på 32 byte i base64${variable === 'DATA_KEYS' ? ', som id:nyckel' : ''}`,
    );
  }
}

/** Built-in and known to all: for data that is made up, on this machine alone. */
function localKey(use: string): string {
  return Buffer.alloc(32, `behorighetsbot-local-${use}-`).toString('base64');
}

function teamsSettings(env: z.output<typeof schema>, endpoints: Endpoints | undefined): TeamsSettings {
  const tenantId = env.MicrosoftAppTenantId ?? localTenant;
  const common = {
    tenantId,
    serviceUrlHosts: env.SERVICE_URL_HOSTS ?? defaultServiceUrlHosts,
    ...(endpoints ? { endpoints } : {}),
  };
  if (env.LOCAL_TEAMS === '1') return { ...common, app: { kind: 'local', botId: '28:behorighetsbot' } };
  const password = env.MicrosoftAppPassword === undefined ? {} : { password: env.MicrosoftAppPassword };
  return {
    ...common,
    app: { kind: 'registered', type: env.MicrosoftAppType, appId: env.MicrosoftAppId ?? '', tenantId, ...password },
  };
}

function endpointsOf(set: Readonly<Record<string, string | undefined>>): Endpoints | undefined {
  const given = endpointNames.filter((name) => set[name] !== undefined);
  if (given.length === 0) return undefined;
  const missing = endpointNames.filter((name) => set[name] === undefined);
  if (missing.length > 0)
    throw new ConfigError(`${missing.join(', ')}: saknas. De sju adresserna anges alla eller inga`);
  return Object.fromEntries(endpointNames.map((name) => [name, set[name]])) as Endpoints;
}
