import { DateTime } from 'luxon';
import type { Day } from './person.ts';
import { plainSigns } from './text.ts';

type Fault = 'empty' | 'malformed' | 'date' | 'future' | 'checksum';

/** `text` is `ååååmmdd-xxxx`. `choices` are the two readings between which only the writer can choose. */
export type ParsedPersonnummer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: Fault }
  | { readonly ok: false; readonly fault: 'century'; readonly choices: readonly string[] };

// The digits for the century are 18, 19 or 20 (Skatteverket, Rättslig vägledning, Personnummer).
const spelling = /^((?:18|19|20)\d\d|\d\d)-?(\d\d)-?(\d\d)([-+]?)(\d{4})$/;

/** Domain 10. `today` is the day in the municipality's time zone. */
export function parsePersonnummer(input: string, today: Day): ParsedPersonnummer {
  const typed = plainSigns(input).replaceAll(' ', '');
  if (typed === '') return { ok: false, fault: 'empty' };
  const [, year = '', month = '', day = '', sign = '', serial = ''] = spelling.exec(typed) ?? [];
  // Birth numbers run from 001 to 999 (the same source).
  if (serial === '' || serial.startsWith('000')) return { ok: false, fault: 'malformed' };

  const readings = year.length === 4 ? [year] : centuries(year, sign, today);
  if (readings.length === 0) return { ok: false, fault: 'malformed' };
  const births = readings.map((full) => `${full}${month}${day}`).filter(isBirthDate);
  if (births.length === 0) return { ok: false, fault: 'date' };
  const born = births.filter((birth) => calendarDay(birth) <= today);
  if (born.length === 0) return { ok: false, fault: 'future' };
  if (!hasValidChecksum(`${year.slice(-2)}${month}${day}${serial}`)) return { ok: false, fault: 'checksum' };

  const certain = born.length === 1 ? born : born.filter((birth) => isOfWorkingAge(birth, today));
  const [only, ...others] = certain;
  if (only !== undefined && others.length === 0) return { ok: true, text: `${only}-${serial}` };
  return { ok: false, fault: 'century', choices: born.map((birth) => `${birth}-${serial}`) };
}

/** Domain 10: how a personnummer is shown in dialogs and in the manager's own chat, `19900602-****`. */
export function maskPersonnummer(text: string): string {
  return `${text.slice(0, 8)}-****`;
}

const gap = ' ?[-+./_]? ?';
const rest = `${gap}\\d\\d${gap}\\d\\d${gap}\\d{4}(?!\\d)`;
// Look-aheads, so that one candidate cannot hide another that begins inside it.
const inText = [
  new RegExp(`(?<!\\d)(?=((?:18|19|20) ?\\d\\d${rest}))`, 'g'),
  new RegExp(`(?<!\\d)(?=(\\d\\d${rest}))`, 'g'),
];

/**
 * Whether free text holds something that is a valid personnummer or samordningsnummer, however it is spelled.
 * Not for phone fields: a telephone number written without spaces can pass every check.
 */
export function containsPersonnummer(text: string): boolean {
  const plain = plainSigns(text);
  return inText.some((pattern) => [...plain.matchAll(pattern)].some(([, found = '']) => isValid(found)));
}

function isValid(found: string): boolean {
  const digits = found.replace(/\D/g, '');
  const births = digits.length === 12 ? [digits.slice(0, 8)] : ['19', '20'].map((c) => c + digits.slice(0, 6));
  return !digits.slice(-4).startsWith('000') && births.some(isBirthDate) && hasValidChecksum(digits.slice(-10));
}

/**
 * The years that two digits can mean: this century's and the last one's.
 * `+` stands there from the year in which the person turns 100 (folkbokföringslagen 18 §). A dash proves nothing: many
 * write it always.
 */
function centuries(twoDigits: string, sign: string, today: Day): string[] {
  const thisYear = Number(today.slice(0, 4));
  const century = Math.floor(thisYear / 100);
  return [century - 1, century]
    .map((hundreds) => `${hundreds}${twoDigits}`)
    .filter((year) => sign !== '+' || thisYear - Number(year) >= 100);
}

/** A samordningsnummer has 60 added to the day. */
function calendarDay(birth: string): Day {
  const day = Number(birth.slice(6));
  return `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
}

function isBirthDate(birth: string): boolean {
  return DateTime.fromISO(calendarDay(birth)).isValid;
}

/** Those whom an application can concern; it settles the century where the other reading is a child or over a hundred. */
function isOfWorkingAge(birth: string, today: Day): boolean {
  const age = Math.floor(DateTime.fromISO(today).diff(DateTime.fromISO(calendarDay(birth)), 'years').years);
  return age >= 16 && age <= 99;
}

/** Modulus 10 (Luhn) over ten digits, from the left times 2, 1, 2 … (the same source). */
function hasValidChecksum(tenDigits: string): boolean {
  const sum = [...tenDigits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}
