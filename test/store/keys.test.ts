import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as keys from '../../src/store/keys.ts';
import { after as endOf } from '../../src/store/table.ts';

const noon = '2026-03-02T12:00:00.000Z';
/** Years that both kinds of time keys hold. */
const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const part = fc.stringMatching(/^[A-Za-z0-9._:-]{1,20}$/);
const inRange = (key: string, prefix: string): boolean => key >= prefix && key < endOf(prefix);

describe('row keys', () => {
  it('are what is stored: a change of one loses what stands there', () => {
    assert.deepEqual(
      [
        keys.caseKey('K7'),
        keys.eventKey('K7', 12),
        keys.dueKey(noon, 'K7'),
        keys.postKey('K7', 'owner.status'),
        keys.listKey('owner.p1', '8227', 'K7'),
        keys.secretKey('K7', 'siths', 2),
        keys.draftKey('p1', 'K7'),
        keys.providerKey('omsorg-ab'),
        keys.groupsKey(),
        keys.rightsKey('p1'),
        keys.absenceKey('p1'),
        keys.directoryEventKey('groups', 3),
        keys.linkKey('it'),
        keys.chatKey('p1'),
        keys.leaseKey(),
      ],
      [
        'case!K7',
        'event!K7!00000012',
        `due!${noon}!K7`,
        'post!K7!owner.status',
        'list!owner.p1!8227!K7',
        'secret!K7!siths.2',
        'draft!p1!K7',
        'provider!omsorg-ab',
        'groups',
        'rights!p1',
        'absence!p1',
        'directory!groups!00000003',
        'link!it',
        'chat!p1',
        'lease',
      ],
    );
  });

  it('stand in the range of their own prefix and of no other', () => {
    fc.assert(
      fc.property(part, part, part, fc.nat(99_999_999), instant, (id, other, slot, number, time) => {
        const families = (own: string): [string, string][] => [
          [keys.eventPrefix(own), keys.eventKey(own, number)],
          [keys.postPrefix(own), keys.postKey(own, slot)],
          [keys.listPrefix(own), keys.listKey(own, keys.newestFirst(time), slot)],
          [keys.draftPrefix(own), keys.draftKey(own, slot)],
          [keys.directoryEventPrefix(own), keys.directoryEventKey(own, number)],
        ];
        const all = [...families(id), ...(id === other ? [] : families(other))];
        for (const [prefix] of all) {
          assert.equal(all.filter(([, key]) => inRange(key, prefix)).length, 1);
        }
        assert.ok(inRange(keys.dueKey(time, id), keys.duePrefix()));
        assert.ok(inRange(keys.providerKey(id), keys.providerPrefix()));
        assert.ok(inRange(keys.linkKey(id), keys.linkPrefix()));
      }),
    );
  });

  it('of events stand in the order of revisions', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(99_999_999), (a, b) => {
        assert.equal(keys.eventKey('K7', a) < keys.eventKey('K7', b), a < b);
      }),
    );
  });

  it('of wakes stand in the order of time, and what is due by an instant ends after it', () => {
    fc.assert(
      fc.property(instant, instant, part, (a, b, id) => {
        const key = keys.dueKey(a, id);
        assert.equal(key >= keys.duePrefix() && key < endOf(keys.duePrefixAt(b)), Date.parse(a) <= Date.parse(b));
        assert.deepEqual(keys.parseDueKey(key), { time: a, caseId: id });
      }),
    );
  });

  it('of lists with the newest first stand against the order of time', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        assert.equal(keys.newestFirst(a) < keys.newestFirst(b), Date.parse(a) > Date.parse(b));
        assert.equal(keys.newestFirst(a).length, 13);
      }),
    );
  });

  it('are never made of parts that could reach another row', () => {
    for (const bad of ['', 'a!b', 'a~', 'a/b', 'a\\b', 'a#b', 'a?b', "a'b", 'a%b', 'a{b', 'a b', 'å', 'a\u0000']) {
      assert.throws(() => keys.caseKey(bad), /Not a part/, bad);
      assert.throws(() => keys.postKey('K7', bad), /Not a part/, bad);
      assert.throws(() => keys.secretKey('K7', bad, 1), /Not a part/, bad);
      assert.throws(() => keys.listPrefix(bad), /Not a part/, bad);
    }
    assert.throws(() => keys.caseKey('x'.repeat(121)), /Not a part/);
    assert.equal(keys.caseKey('x'.repeat(120)).length, 125);
  });

  it('are never made of numbers and instants that would sort wrongly', () => {
    for (const bad of [-1, 1.5, Number.NaN, 100_000_000]) {
      assert.throws(() => keys.eventKey('K7', bad), /Not a number/);
      assert.throws(() => keys.secretKey('K7', 'siths', bad), /Not a number/);
    }
    for (const bad of ['2026-03-02T12:00:00Z', '2026-03-02T12:00:00.000+01:00', '2026-13-02T12:00:00.000Z', '']) {
      assert.throws(() => keys.dueKey(bad, 'K7'), /Not an instant/);
      assert.throws(() => keys.newestFirst(bad), /Not an instant/);
    }
    assert.throws(() => keys.newestFirst('1969-12-31T23:59:59.999Z'), /Not an instant/);
  });

  it('that are no wakes do not parse as wakes', () => {
    for (const bad of ['case!K7', `due!${noon}`, `due!${noon}!K7!more!still`, 'due!soon!K7', `due!${noon}!`]) {
      assert.throws(() => keys.parseDueKey(bad));
    }
  });
});
