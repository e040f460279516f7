import { randomUUID } from 'node:crypto';
import type { Attack, SignedDoor } from './signed-door.ts';

type Members = Readonly<Record<string, unknown>>;
type More = Members | ((door: SignedDoor) => Members);

/** An activity under a token that is all right: what the token does not settle is refused all the same. */
const claimed = (name: string, status: number, more: More): Attack => ({
  name,
  status,
  request: (door) => door.signed(typeof more === 'function' ? more(door) : more),
});

/** The token names the service URL too, so that nothing but the list of hosts stands in the way. */
const answeredAt = (name: string, url: string | ((door: SignedDoor) => string)): Attack => ({
  name: `answers to ${name}`,
  status: 403,
  request: (door) => {
    const serviceUrl = typeof url === 'function' ? url(door) : url;
    return door.signed({ serviceUrl }, { claims: { serviceurl: serviceUrl } });
  },
});

const elsewhere = (conversation: object) => (door: SignedDoor) => ({
  conversation: { ...door.conversation, ...conversation },
});
const tenantInChannelData = (tenant: unknown): Members => ({ channelData: { tenant } });

export const placeAttacks: readonly Attack[] = [
  answeredAt('the metadata address', 'http://169.254.169.254/'),
  answeredAt('the metadata address as a number', 'http://2852039166/'),
  answeredAt('the metadata address in IPv6', 'http://[::ffff:169.254.169.254]/'),
  answeredAt('a foreign host', 'https://evil.example/'),
  answeredAt('a foreign host that listens', ({ foreign }) => foreign.url),
  answeredAt('the right host by another name', ({ connector }) => `http://localhost:${connector.port}/`),
  answeredAt('a host that begins like the right one', 'https://127.0.0.1.evil.example/'),
  answeredAt('somebody else under the name of Azure', 'https://evil.trafficmanager.net/'),
  answeredAt('a host with a user', ({ connector }) => connector.url.replace('//', '//smba.trafficmanager.net@')),
  answeredAt('a host with an empty user', ({ connector }) => connector.url.replace('//', '//@')),
  answeredAt('a host with a query', ({ connector }) => `${connector.url}?to=`),
  answeredAt('a host with an empty query', ({ connector }) => `${connector.url}?`),
  answeredAt('a host with an empty fragment', ({ connector }) => `${connector.url}#`),
  answeredAt('a host with a line feed', ({ connector }) => `${connector.url}a\nHost: evil.example`),
  answeredAt('a host with backslashes', ({ connector }) => connector.url.replaceAll('/', '\\')),
  answeredAt('a file', 'file:///etc/passwd'),
  answeredAt('a script', 'javascript:alert(1)'),
  answeredAt('nonsense', 'nonsense'),
  claimed('another tenant in the conversation', 403, elsewhere({ tenantId: randomUUID() })),
  claimed('another tenant in the channel data', 403, tenantInChannelData({ id: randomUUID() })),
  claimed('no tenant at all', 403, (door) => ({ ...elsewhere({ tenantId: undefined })(door), channelData: {} })),
  claimed('an empty tenant', 403, tenantInChannelData({ id: '' })),
  claimed('a list of tenants', 400, (door) => tenantInChannelData({ id: [door.conversation.tenantId] })),
  claimed('a sender from another tenant', 403, (door) => ({
    from: { ...(door.activity()['from'] as object), tenantId: randomUUID() },
  })),
  claimed('another channel', 403, { channelId: 'directline' }),
  claimed('the emulator', 403, { channelId: 'emulator' }),
  claimed('the channel with rules of its own', 403, { channelId: 'AseChannel' }),
  claimed('a channel in capitals', 403, { channelId: 'MSTEAMS' }),
  claimed('no channel', 400, { channelId: undefined }),
  claimed('a list of channels', 400, { channelId: ['msteams'] }),
  claimed('no sender', 400, { from: undefined }),
  claimed('a sender without object id', 400, { from: { id: '29:x' } }),
  claimed('a sender whose object id is a filter', 403, { from: { id: '29:x', aadObjectId: "' or 1 eq 1 or '" } }),
  claimed('a sender whose object id is a path', 403, { from: { id: '29:x', aadObjectId: '../../lease' } }),
  claimed('no recipient', 400, { recipient: undefined }),
  claimed('no conversation', 400, { conversation: undefined }),
  claimed('a service URL that is an object', 400, { serviceUrl: { toString: 'http://127.0.0.1/' } }),
  claimed('no type', 400, { type: undefined }),
  claimed('an empty type', 400, { type: '' }),
  claimed('a type that is a number', 400, { type: 7 }),
];
