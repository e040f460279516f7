import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { createIdentity, type Forgery } from '../../local/identity.ts';
import { azurite } from '../support/azurite.ts';
import { type Answer, openDoor, type Request, type Rows } from './door.ts';
import { openRecorder } from './recorder.ts';

export const tenant = randomUUID();
const person = randomUUID();

/** The bot as it is registered in Azure: with sign-in, told apart from the real one by where it finds its keys alone. */
export async function openSignedDoor() {
  const appId = randomUUID();
  const [connector, foreign] = await Promise.all([openRecorder(), openRecorder()]);
  const identity = await createIdentity({ appId, serviceUrl: connector.url });
  const door = await openDoor({
    connectionString: await azurite(),
    env: {
      LOCAL_TEAMS: undefined,
      MicrosoftAppId: appId,
      MicrosoftAppPassword: 'inget riktigt lösenord',
      MicrosoftAppTenantId: tenant,
      SERVICE_URL_HOSTS: `127.0.0.1:${connector.port}`,
      DATA_KEYS: `attack:${randomBytes(32).toString('base64')}`,
      PERSON_HASH_KEY: randomBytes(32).toString('base64'),
      ADMIN_IDS: person,
      ...identity.endpoints,
    },
  });

  const conversation = { id: 'a:attacked', conversationType: 'personal', tenantId: tenant };
  /** A press that is answered in its own response, and leaves the row of the chat behind where it is let in. */
  const activity = (more: object = {}): Record<string, unknown> => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:1',
    channelId: 'msteams',
    serviceUrl: connector.url,
    from: { id: '29:attacked', name: 'Attackerad', aadObjectId: person },
    recipient: { id: `28:${appId}`, name: 'Behörigheter' },
    conversation,
    channelData: { tenant: { id: tenant } },
    value: { action: { type: 'Action.Execute', verb: 'say', data: { text: 'hjälp' } }, trigger: 'manual' },
    ...more,
  });
  const bearer = async (forgery: Forgery = {}): Promise<string> => `Bearer ${await identity.sign(forgery)}`;
  let before: Rows = new Map();

  return {
    ...door,
    appId,
    connector,
    foreign,
    identity,
    conversation,
    activity,
    bearer,
    /** An activity with the token of Teams, or a forged one. */
    signed: async (more: object = {}, forgery: Forgery = {}): Promise<Request> => ({
      body: JSON.stringify(activity(more)),
      headers: { Authorization: await bearer(forgery) },
    }),
    /** What the next `untouched` compares with. */
    remember: async (): Promise<void> => void (before = await door.rows()),
    /** Nothing stored, nothing sent, and the process that was started still there. */
    async untouched(): Promise<void> {
      const expected = before;
      before = await door.rows();
      assert.deepEqual(before, expected);
      assert.deepEqual([...connector.calls, ...foreign.calls], []);
      assert.equal(await door.fate(), undefined);
    },
    async close(): Promise<void> {
      await door.close();
      await identity.close();
      connector.close();
      foreign.close();
    },
  };
}

export type SignedDoor = Awaited<ReturnType<typeof openSignedDoor>>;

/** One attack a line. */
export type Attack = {
  readonly name: string;
  readonly status: number;
  readonly request: (door: SignedDoor) => Request | Promise<Request>;
};

export function assertRefused({ status, text }: Answer, expected: number): void {
  assert.deepEqual({ status, text }, { status: expected, text: '{}' });
}
