import assert from 'node:assert/strict';
import { parseNewUnits } from '../../src/domain/new-units.ts';

describe('the units of a provider that is ordered', () => {
  it('one a line, with or without an ansvarskod', () => {
    assert.deepEqual(parseNewUnits('Linden Väster\n\n Linden  Öster ; 49220 '), {
      units: [
        { name: 'Linden Väster', costCode: '' },
        { name: 'Linden Öster', costCode: '49220' },
      ],
    });
  });

  for (const [text, faultyLine] of [
    ['Linden\nLINDEN', 2],
    ['Linden\n; 49220', 2],
    ['Linden; 49220; mer', 1],
    ['Linden; 49\u0000#', 1],
    [`Linden; ${'4'.repeat(21)}`, 1],
    ['x'.repeat(101), 1],
    [Array.from({ length: 51 }, (_, index) => `Enhet ${index}`).join('\n'), 0],
  ] as const)
    it(`${JSON.stringify(text.slice(0, 30))}: the fault is on line ${faultyLine}`, () => {
      assert.deepEqual(parseNewUnits(text), { faultyLine });
    });
});
