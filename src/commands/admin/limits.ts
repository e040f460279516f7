/**
 * How much the directory takes. Rights change with the entry in one transaction of a hundred rows, so that those of all who
 * leave and all who come must have room in it.
 */
export const limits = {
  name: 100,
  costCode: 20,
  managers: 60,
  namedContacts: 2,
  groupMembers: 90,
  units: 5000,
  /** What a dialog has room for, in characters. */
  unitsText: 15_000,
} as const;
