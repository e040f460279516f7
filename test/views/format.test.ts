import assert from 'node:assert/strict';
import { enumerate, formatDateAndTime, formatDay, formatMoment } from '../../src/views/format.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('views/format', () => {
  it('writes days as people do', () => {
    assert.equal(formatDay('2026-03-02'), '2 mars 2026');
    assert.equal(formatDay('2026-12-31'), '31 december 2026');
    assert.equal(formatDay('2028-02-29'), '29 februari 2028');
  });

  const moments: readonly [string, string][] = [
    ['2026-03-02T08:12:00.000Z', '2 mars 09:12'],
    ['2026-07-01T22:30:00.000Z', '2 juli 00:30'],
    ['2026-03-29T00:59:00.000Z', '29 mars 01:59'],
    ['2026-03-29T01:00:00.000Z', '29 mars 03:00'],
    ['2026-10-25T00:30:00.000Z', '25 okt. 02:30'],
    ['2026-10-25T01:30:00.000Z', '25 okt. 02:30'],
  ];
  for (const [instant, written] of moments) {
    it(`writes ${instant} in Swedish time: ${written}`, () => assert.equal(plain(formatMoment(instant)), written));
  }

  it('writes an opening with its weekday, in Swedish time', () => {
    assert.equal(formatDateAndTime('2026-12-07T07:00:00.000Z'), 'måndag 7 december kl. 08.00');
    assert.equal(formatDateAndTime('2026-06-22T06:00:00.000Z'), 'måndag 22 juni kl. 08.00');
    assert.equal(formatDateAndTime('2026-12-31T23:00:00.000Z'), 'fredag 1 januari kl. 00.00');
  });

  it('enumerates with och', () => {
    assert.equal(enumerate(['TES']), 'TES');
    assert.equal(enumerate(['TES', 'Treserva']), 'TES och Treserva');
    assert.equal(enumerate(['TES', 'Treserva', 'Phoniro']), 'TES, Treserva och Phoniro');
  });
});
