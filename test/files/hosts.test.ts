import assert from 'node:assert/strict';
import { isPublic } from '../../src/files/addresses.ts';
import { allowedUrl, defaultFileHosts } from '../../src/files/hosts.ts';

const hosted = { hosts: defaultFileHosts, local: false };
const local = { hosts: defaultFileHosts, local: true };

describe('files/hosts', () => {
  for (const [address, expected] of [
    ['https://kommunen-my.sharepoint.com/personal/x/_layouts/15/download.aspx?UniqueId=1&tempauth=v1.ey', true],
    ['https://KOMMUNEN.SharePoint.com/x', true],
    ['http://kommunen.sharepoint.com/x', false],
    ['https://sharepoint.com/x', false],
    ['https://evilsharepoint.com/x', false],
    ['https://kommunen.sharepoint.com.evil.example/x', false],
    ['https://kommunen.sharepoint.com:8443/x', false],
    ['https://kommunen.sharepoint.com@evil.example/x', false],
    ['https://evil.example/\\kommunen.sharepoint.com', false],
    ['https://evil.example#.sharepoint.com', false],
    ['https://evil.example?.sharepoint.com', false],
    ['https://kommunen.sharepoint.com.\u0000/x', false],
    ['https://kommunen.sharepoint.com/Anställningar/a b@c.pdf', true],
    ['https://kommunen.sharepoint.com:x@evil.example/', false],
    ['https://kommunen.sharepoint.com\\@evil.example/', true],
    ['https://52.107.1.1/x', false],
    ['https://[::1]/x', false],
    ['http://127.0.0.1:3980/files/x', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['//kommunen.sharepoint.com/x', false],
    ['', false],
  ] as const)
    it(`${expected ? 'lets in' : 'refuses'} ${JSON.stringify(address)}`, () =>
      assert.equal(allowedUrl(address, hosted) !== undefined, expected));

  it('a municipality may name its own host, and then no other', () => {
    const own = { hosts: ['kommunen-my.sharepoint.com'], local: false };
    assert.ok(allowedUrl('https://kommunen-my.sharepoint.com/x', own));
    assert.equal(allowedUrl('https://annan-my.sharepoint.com/x', own), undefined);
  });

  it('an address in figures is refused even where it is named', () => {
    const named = { hosts: ['52.107.1.1', '[::1]', '127.0.0.1'], local: false };
    for (const host of named.hosts) assert.equal(allowedUrl(`https://${host}/x`, named), undefined);
  });

  it('the local mode knows this machine alone', () => {
    assert.ok(allowedUrl('http://127.0.0.1:3980/files/x', local));
    assert.ok(allowedUrl('http://localhost:1/x', local));
    assert.equal(allowedUrl('https://kommunen.sharepoint.com/x', local), undefined);
    assert.equal(allowedUrl('http://127.0.0.1.evil.example/x', local), undefined);
    assert.equal(allowedUrl('http://10.0.0.1/x', local), undefined);
  });
});

describe('files/addresses', () => {
  const inside =
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::a00:1 fc00::1 fd12::1 fe80::1 ff02::1 2001:db8::1 2002:a00:1::1 2001::1';
  for (const address of inside.split(' '))
    it(`${address} is none of the open internet`, () => assert.equal(isPublic(address), false));
  for (const address of ['8.8.8.8', '52.107.1.1', '172.32.0.1', '100.128.0.1', '2603:1061::1', '2a00:1450::1'])
    it(`${address} is`, () => assert.equal(isPublic(address), true));
  for (const address of ['', 'sharepoint.com', '8.8.8', '0x08080808', '::g'])
    it(`${JSON.stringify(address)} is no address`, () => assert.equal(isPublic(address), false));
});
