import assert from 'node:assert/strict';
import type { Row, Table } from '../../src/store/table.ts';

/** How a row can be wrong. `text` is what stands there is no JSON. */
export const damages = {
  text: undefined,
  shape: { wrong: ['shape'], id: 7, managers: 'none', revision: 'first' },
  empty: {},
} as const;
export type Damage = keyof typeof damages;

export type DamagedTable = Table & {
  /** Spoils a row without anybody's knowing. */
  damage(key: string, how: Damage): Promise<void>;
};

/** A table of which single rows hold no JSON, as the real one shows them. They are whole again once they are written. */
export function damageable(table: Table): DamagedTable {
  const noText = new Set<string>();
  const seen = (row: Row): Row => (noText.has(row.key) ? { ...row, value: undefined } : row);
  return {
    ...table,
    get: async (key) => {
      const row = await table.get(key);
      return row && seen(row);
    },
    range: async (range) => (await table.range(range)).map(seen),
    commit: async (writes) => {
      const outcome = await table.commit(writes);
      if (outcome === 'committed') for (const write of writes) noText.delete('put' in write ? write.put : write.remove);
      return outcome;
    },
    damage: async (key, how) => {
      assert.equal(await table.commit([{ put: key, value: damages[how] ?? {} }]), 'committed');
      if (how === 'text') noText.add(key);
    },
  };
}
