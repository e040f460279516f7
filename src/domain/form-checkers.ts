import { DateTime } from 'luxon';
import type { CheckedField, FieldFault, FieldKind, FormContext, FormField } from './form-field.ts';
import { parseNewUnits } from './new-units.ts';
import { maskPersonnummer, parsePersonnummer } from './personnummer.ts';
import { fold, plainSigns } from './text.ts';
import { type MatchedUnit, splitUnits, unitFinder, unitText } from './units.ts';

type Checker = (text: string, field: FormField, context: FormContext) => CheckedField;

/** How each kind of field is checked, once it is known to be neither empty nor too long. */
export const checkers: Record<FieldKind, Checker> = {
  personName: (text) =>
    /\p{L}/u.test(text) && !/[\p{N}<>@]/u.test(text) ? taken(text) : faulty({ kind: 'malformedName' }),
  personnummer: checkPersonnummer,
  unit: checkUnit,
  units: checkUnits,
  costCode: (text) =>
    /^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u.test(text) ? taken(text) : faulty({ kind: 'malformedCostCode' }),
  phone: checkPhone,
  mobile: checkMobile,
  mail: checkMail,
  userName: checkUserName,
  fromDate: checkDate,
  toDate: checkDate,
  text: (text) => taken(text),
  longText: (text) => taken(text),
  choice: checkChoice,
  yes: checkYes,
  date: checkDate,
  providerName: (text) => taken(text),
  providerKind: checkProviderKind,
  newUnits: checkNewUnits,
  manager: checkManager,
  account: checkAccount,
  serialNumber: checkSerialNumber,
};

function checkPersonnummer(text: string, _field: FormField, { today }: FormContext): CheckedField {
  const parsed = parsePersonnummer(text, today);
  if (parsed.ok) return taken(parsed.text);
  switch (parsed.fault) {
    case 'empty':
    case 'malformed':
      return faulty({ kind: 'malformedPersonnummer' });
    case 'date':
      return faulty({ kind: 'impossibleBirthDate' });
    case 'future':
      return faulty({ kind: 'futureBirthDate' });
    case 'checksum':
      return faulty({ kind: 'wrongChecksum' });
    case 'century':
      return faulty({ kind: 'unclearCentury', masked: parsed.choices.map(maskPersonnummer) });
  }
}

function checkUnit(text: string, _field: FormField, { units }: FormContext): CheckedField {
  const match = unitFinder(units)(text);
  return match.ok ? taken(unitText(match.unit)) : faulty(unitFault(text, match));
}

/** R77, R78: one or several, each once. */
function checkUnits(text: string, _field: FormField, { units }: FormContext): CheckedField {
  const find = unitFinder(units);
  const found = new Set<string>();
  for (const name of splitUnits(units, text)) {
    const match = find(name);
    if (!match.ok) return faulty(unitFault(name, match));
    found.add(unitText(match.unit));
  }
  if (found.size === 0) return faulty({ kind: 'unknownUnit', typed: text, near: [] });
  return { ok: true, text: [...found].join(', '), raw: [...found].join('\n') };
}

function unitFault(typed: string, match: Extract<MatchedUnit, { ok: false }>): FieldFault {
  return { kind: match.fault === 'unknown' ? 'unknownUnit' : 'ambiguousUnit', typed, near: match.near };
}

/** Any way a number is written in Sweden, with or without area code; a number from abroad begins with + or 00. */
function checkPhone(text: string): CheckedField {
  const plain = plainSigns(text);
  const digits = plain.replace(/\D/g, '').length;
  const wellFormed = /^\+?[\d\s()/-]+$/.test(plain) && digits >= 6 && digits <= (/^\(?[0+]/.test(plain) ? 15 : 8);
  return wellFormed ? taken(text) : faulty({ kind: 'malformedPhone' });
}

/**
 * A mobile number that can receive a code: `+46701234567` however it is spelled, so that two spellings of one number are the same.
 * Swedish ones begin with 07; from abroad with + or 00.
 */
function checkMobile(text: string): CheckedField {
  const plain = plainSigns(text);
  const digits = plain.replace(/\D/g, '');
  const isWritten = /^\+?[\d\s()/-]+$/.test(plain);
  const [, swedish] = /^(?:0|\+?46\(?0?\)?|0046)(7\d{8})$/.exec(plain.replace(/[\s/-]/g, '')) ?? [];
  if (isWritten && swedish !== undefined) return { ok: true, text: `+46${swedish}`, raw: text };
  const foreign = plain.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : '';
  const isForeign = isWritten && foreign.length >= 8 && foreign.length <= 15 && !foreign.startsWith('46');
  return isForeign ? { ok: true, text: `+${foreign}`, raw: text } : faulty({ kind: 'malformedMobile' });
}

/** One plain address, without a name around it. */
function checkMail(text: string): CheckedField {
  return /^[^\s@<>(),;:"\\]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text)
    ? taken(text)
    : faulty({ kind: 'malformedMail' });
}

/** R57: in N user names begin with dei, skl or nrk. Domain 3: others are let through with a question. */
function checkUserName(text: string, _field: FormField, { userNamePrefixes }: FormContext): CheckedField {
  if (!/^[\p{L}\p{N}._@\\-]+$/u.test(text)) return faulty({ kind: 'malformedUserName' });
  const usual =
    userNamePrefixes.length === 0 || userNamePrefixes.some((prefix) => text.toLowerCase().startsWith(prefix));
  return usual ? taken(text) : { ok: true, text, raw: text, query: 'unusualUserName' };
}

/** `yyyy-mm-dd` or `yyyymmdd`, of this century or its neighbours: year 0206 is a slip. */
function checkDate(text: string): CheckedField {
  const [, year, month, day] = /^((?:19|20|21)\d\d)-?(\d\d)-?(\d\d)$/.exec(plainSigns(text).replaceAll(' ', '')) ?? [];
  if (year === undefined) return faulty({ kind: 'malformedDate' });
  const date = `${year}-${month}-${day}`;
  return DateTime.fromISO(date).isValid ? taken(date) : faulty({ kind: 'impossibleDate' });
}

function checkChoice(text: string, { choices = [] }: FormField): CheckedField {
  const chosen = choices.find((choice) => choice === text) ?? choices.find((choice) => fold(choice) === fold(text));
  return chosen === undefined ? faulty({ kind: 'notAmongChoices', choices }) : taken(chosen);
}

/** R80: a tick. One that must be made is missing when it says no. */
function checkYes(text: string, { required }: FormField): CheckedField {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'ja') return { ok: true, text: 'Ja', raw: 'true' };
  if (word !== 'false' && word !== 'nej') return faulty({ kind: 'notYesOrNo' });
  return required ? faulty({ kind: 'required' }) : { ok: true, text: '', raw: '' };
}

/** As the directory has them, with the words a reader sees. */
export const providerKinds = { private: 'Privat', municipal: 'Egen regi' } as const;

function checkProviderKind(text: string): CheckedField {
  const chosen = Object.entries(providerKinds).find(([kind, words]) => kind === text || words === text);
  return chosen === undefined
    ? faulty({ kind: 'notAmongChoices', choices: Object.values(providerKinds) })
    : { ok: true, text: chosen[1], raw: chosen[0] };
}

function checkNewUnits(text: string): CheckedField {
  const parsed = parseNewUnits(text);
  if ('faultyLine' in parsed) return faulty({ kind: 'malformedUnits', line: parsed.faultyLine });
  if (parsed.units.length === 0) return faulty({ kind: 'required' });
  return { ok: true, text: parsed.units.map(unitText).join(', '), raw: text };
}

/** One of the provider's present responsible managers, by id. */
function checkManager(text: string, _field: FormField, { managers = [] }: FormContext): CheckedField {
  const manager = managers.find(({ id }) => id === text);
  return manager ? { ok: true, text: manager.name, raw: manager.id } : faulty({ kind: 'unknownManager' });
}

/** Somebody's account in the municipality's tenant, by its object id. */
function checkAccount(text: string): CheckedField {
  const id = text.toLowerCase();
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? { ok: true, text: 'valt i Teams', raw: id }
    : faulty({ kind: 'malformedAccount' });
}

/** What stands on a thing, in one spelling: without blanks and dashes, in capitals. */
function checkSerialNumber(text: string): CheckedField {
  const plain = plainSigns(text).replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z0-9]{4,30}$/.test(plain)
    ? { ok: true, text: plain, raw: text }
    : faulty({ kind: 'malformedSerialNumber' });
}

function taken(text: string): CheckedField {
  return { ok: true, text, raw: text };
}

function faulty(fault: FieldFault): CheckedField {
  return { ok: false, fault };
}
