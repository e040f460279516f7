import { z } from 'zod';
import type { Month } from '../../domain/billing.ts';

const month = z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/);
const monthData = z.object({ month });

export function monthOf(text: string): Month | undefined {
  return month.safeParse(text).data;
}

/** The month that a button is about. */
export function monthOfData(data: unknown): Month | undefined {
  return monthData.safeParse(data).data?.month;
}
