import { z } from 'zod';
import type { UnitRoleEntries, UnitRoles } from '../commands/unit-roles/port.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { latestRevision, saveEntry } from './history.ts';
import { unitRolesKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table } from './table.ts';

const unitRolesRow = z.object({
  provider: z.string(),
  revision: z.number().int(),
  people: z.array(
    z.object({
      number: z.number().int(),
      role: z.string(),
      unit: z.string(),
      person: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
});

const entityOf = (provider: string): string => `unitroles.${provider}`;

/** Who is what at a provider's units. What cannot be read is nobody, until it is entered anew. */
export function createUnitRoles(table: Table, unreadable: Unreadable): UnitRoleEntries {
  return {
    async find(provider) {
      const row = await table.get(unitRolesKey(provider));
      if (row === undefined) return undefined;
      const known = readRow(row, unitRolesRow, unreadable);
      const blank = { provider, revision: await latestRevision(table, entityOf(provider)), people: [] };
      return { value: known ?? blank, etag: row.etag };
    },

    async save(before, after, change, by, at) {
      const entity = entityOf(after.provider);
      const revision = (before?.value.revision ?? (await latestRevision(table, entity))) + 1;
      return saveEntry(table, {
        key: unitRolesKey(after.provider),
        entity,
        etag: before?.etag,
        revision,
        value: { ...after, revision } satisfies UnitRoles,
        changes: [change],
        by,
        at,
        more: async () => [],
      });
    },
  };
}
