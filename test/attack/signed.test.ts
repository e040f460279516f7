import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { bodyAttacks } from './bodies.ts';
import { innardsIn } from './innards.ts';
import { placeAttacks } from './places.ts';
import { assertRefused, openSignedDoor, type SignedDoor } from './signed-door.ts';
import { tokenAttacks } from './tokens.ts';
import { wireAttacks, wired } from './wire.ts';

describe('attack: the webhook, with sign-in', () => {
  let door: SignedDoor;
  before(async () => {
    door = await openSignedDoor();
  });
  after(() => door?.close());

  it('lets Teams in, and stores where the person is: what is refused below would otherwise have been done', async () => {
    await door.remember();
    const { status, text } = await door.post(await door.signed());
    assert.equal(status, 200);
    assert.match(text, /"type":"AdaptiveCard"/);
    assert.ok([...(await door.rows()).keys()].some((key) => key.startsWith('chat!')));
    await assert.rejects(door.untouched());
    await door.remember();
  });

  for (const [kind, attacks] of Object.entries({ token: tokenAttacks, place: placeAttacks, body: bodyAttacks }))
    for (const { name, status, request } of attacks)
      it(`${kind}: ${name} → ${status}`, async () => {
        assertRefused(await door.post(await request(door)), status);
        await door.untouched();
      });

  for (const attack of wireAttacks)
    it(`wire: ${attack.name} → ${attack.status ?? 'silence'}`, async () => {
      const heard = await wired(door, attack);
      if (attack.status === undefined) assert.equal(heard, '');
      else assert.match(heard, new RegExp(`^HTTP/1\\.1 ${attack.status} `));
      const [head = '', ...rest] = heard.split('\r\n\r\n');
      assert.match(rest.join(''), /^(?:2\r\n)?(?:\{\})?(?:\r\n)?(?:0)?(?:\r\n)*$/);
      assert.equal(innardsIn(head), undefined);
      await door.untouched();
    });

  it('body: 300 KB in pieces without a length → 413', async () => {
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let n = 0; n < 30; n += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(10_240)));
        controller.close();
      },
    });
    const headers = { 'Content-Type': 'application/json', Authorization: await door.bearer() };
    const init = { method: 'POST', body: stream, headers, duplex: 'half' } as const;
    const response = await fetch(`${door.origin}/api/messages`, init);
    assertRefused({ status: response.status, text: await response.text() }, 413);
    await door.untouched();
  });

  const tenants = 2_000;
  const flood = async (count: number): Promise<void> => {
    const token = await door.bearer();
    for (let done = 0; done < count; done += 20)
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const tid = randomUUID();
          const request =
            index % 2 === 0
              ? await door.signed({}, { claims: { tid, iss: `https://sts.windows.net/${tid}/`, appid: door.appId } })
              : {
                  body: JSON.stringify(door.activity({ conversation: { ...door.conversation, tenantId: tid } })),
                  headers: { Authorization: token },
                };
          assertRefused(await door.post(request), index % 2 === 0 ? 401 : 403);
        }),
      );
  };

  it(`${tenants} random tenants leave nothing in memory`, async () => {
    // What is compiled and cached at first is no leak.
    await flood(2_000);
    const before = await door.weight();
    await flood(2 * tenants);
    const after = await door.weight();
    await door.untouched();
    assert.ok(after.heap - before.heap < 0.8, `heap: ${before.heap} → ${after.heap} MB`);
    assert.ok(after.resident - before.resident < 40, `resident: ${before.resident} → ${after.resident} MB`);
  });

  it('says in the log why, and repeats nothing of what was sent', () => {
    const log = door.log();
    assert.match(log, /"reason":"issuer"/);
    assert.doesNotMatch(log, /"level":(?:50|60)/);
    assert.doesNotMatch(log, /evil\.example|169\.254|Bearer|eyJ|Attackerad/);
  });
});
