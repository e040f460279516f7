import { addToMonth, currentMonth, type Month } from '../../domain/billing.ts';
import type { Instant } from '../../domain/person.ts';
import { fold } from '../../domain/text.ts';

const names = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

/** `oktober 2026` */
export function monthText(month: Month): string {
  const [year, number] = month.split('-');
  return `${names[Number(number) - 1] ?? ''} ${year ?? ''}`;
}

/**
 * A month as somebody writes it: `oktober` (the latest one), `okt 2025`, `2025 oktober`, `2026-10`, `10/2026`, `förra månaden`;
 * undefined for anything else.
 */
export function readMonth(text: string, now: Instant): Month | undefined {
  const plain = fold(text).trim();
  const [, year, number] = /^(20\d\d)-?(\d\d?)$/.exec(plain) ?? [];
  if (year !== undefined && number !== undefined) return checked(year, Number(number));
  const [, first, last] = /^(\d\d?)[/-](20\d\d)$/.exec(plain) ?? [];
  if (first !== undefined && last !== undefined) return checked(last, Number(first));
  const current = currentMonth(now);
  if (plain === 'forra manaden') return addToMonth(current, -1);
  const [, word = '', wordYear] =
    /^([a-z]{3,9})\.?(?:[ ,-]+(20\d\d))?$/.exec(plain.replace(/^(20\d\d) (.+)$/, '$2 $1')) ?? [];
  const index = word === '' ? -1 : names.findIndex((name) => name.startsWith(word));
  if (index < 0) return undefined;
  if (wordYear !== undefined) return checked(wordYear, index + 1);
  return Array.from({ length: names.length }, (_, back) => addToMonth(current, -back)).find(
    (month) => Number(month.slice(-2)) === index + 1,
  );
}

function checked(year: string, number: number): Month | undefined {
  return number >= 1 && number <= names.length ? `${year}-${String(number).padStart(2, '0')}` : undefined;
}
