import { z } from 'zod';
import { caseKinds } from '../domain/case.ts';
import type { Ended, Grant, UnderWay } from '../domain/register.ts';
import type { Sealed } from '../domain/secret.ts';

const named = z.object({ id: z.string(), name: z.string() });
const answer = z.object({
  field: z.string(),
  label: z.string(),
  text: z.string(),
  raw: z.string(),
  unique: z.string().optional(),
});
const employment = z.object({
  unit: z.object({ name: z.string(), costCode: z.string() }),
  type: z.string(),
  title: z.string(),
});
export const grantRow = z.object({
  case: z.string(),
  kind: z.enum(caseKinds),
  provider: named,
  person: z.object({
    name: z.string(),
    hash: z.string(),
    personnummer: z.string().transform((text) => text as Sealed),
  }),
  employment,
  costCode: z.string(),
  costCodes: z.array(z.object({ from: z.string(), costCode: z.string() })).optional(),
  system: named.extend({ answers: z.array(answer) }),
  queue: named,
  ordered: z.string().optional(),
  since: z.string(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export const underWayRow = z.object({
  case: z.string(),
  kind: z.enum(caseKinds),
  purpose: z.enum(['give', 'change', 'remove']),
  person: z.object({ name: z.string(), hash: z.string() }),
  unit: z.object({ name: z.string(), costCode: z.string() }),
  systems: z.array(named),
  ends: z.array(z.object({ case: z.string(), system: z.string() })),
  from: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
  due: z.string().optional(),
  sentBy: z.string(),
});
export const leftRow = z.object({
  case: z.string(),
  employments: z.array(employment),
  lastDay: z.iso.date(),
  at: z.string(),
});
export const endedRow = z.object({
  case: z.string(),
  system: z.string(),
  by: z.string(),
  at: z.string(),
  due: z.string().optional(),
});

export function toUnderWay(row: z.output<typeof underWayRow> | undefined): UnderWay[] {
  if (row === undefined) return [];
  const { from, lastDay, due, ...rest } = row;
  return [
    {
      ...rest,
      ...(from === undefined ? {} : { from }),
      ...(lastDay === undefined ? {} : { lastDay }),
      ...(due === undefined ? {} : { due }),
    },
  ];
}

/** Without the properties that are there and say nothing. */
export function toGrant({ ordered, from, to, ...grant }: z.output<typeof grantRow>): Grant {
  return {
    ...grant,
    ...(ordered === undefined ? {} : { ordered }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

export function toEnded({ due, ...ended }: z.output<typeof endedRow>): Ended {
  return { ...ended, ...(due === undefined ? {} : { due }) };
}
