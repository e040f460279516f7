import type { Answer, Unit } from '../../domain/application.ts';
import type { CaseKind } from '../../domain/case.ts';
import type { Provider } from '../../domain/directory.ts';
import { checkField, type FieldKind, type FormField, unitText } from '../../domain/form.ts';
import type { Day } from '../../domain/person.ts';
import { containsPersonnummer, parsePersonnummer } from '../../domain/personnummer.ts';
import { cleanLine, fold } from '../../domain/text.ts';
import type { Profile, System } from '../../profiles/schema.ts';
import { enumerate } from '../../views/format.ts';
import { type Column, columns, type Line } from './csv.ts';

/** A line of the list that can be laid in. */
export type Access = {
  readonly number: number;
  readonly provider: Provider;
  readonly name: string;
  readonly personnummer: string;
  readonly unit: Unit;
  readonly costCode: string;
  readonly employmentType: string;
  readonly title: string;
  readonly userName: string;
  readonly system: System;
  readonly kind: CaseKind;
  readonly answers: readonly Answer[];
  readonly from?: Day;
  readonly to?: Day;
};

export type RowFault = { readonly number: number; readonly text: string };

export type Against = { readonly profile: Profile; readonly providers: readonly Provider[]; readonly today: Day };

/** Every line, or what is wrong with it. No fault repeats what stands in a cell: it may be a personnummer in the wrong place. */
export function checkLines(
  lines: readonly Line[],
  against: Against,
): { readonly access: readonly Access[]; readonly faults: readonly RowFault[] } {
  const check = lineChecker(against);
  const access: Access[] = [];
  const faults: RowFault[] = [];
  const seen = new Map<string, number>();
  for (const line of lines) {
    const checked = check(line);
    const first = 'texts' in checked ? undefined : seen.get(keyOf(checked));
    if ('texts' in checked) faults.push({ number: line.number, text: checked.texts.join(' ') });
    else if (first !== undefined)
      faults.push({ number: line.number, text: `Samma som rad ${first}. Ta bort den ena.` });
    else {
      seen.set(keyOf(checked), line.number);
      access.push(checked);
    }
  }
  return { access, faults };
}

const keyOf = ({ provider, personnummer, unit, system }: Access): string =>
  JSON.stringify([provider.id, personnummer, unitText(unit), system.id]);

const field = (kind: FieldKind, more: Partial<FormField> = {}): FormField => ({
  id: kind,
  kind,
  label: '',
  required: false,
  ...more,
});

function lineChecker({ profile, providers, today }: Against): (line: Line) => Access | { texts: string[] } {
  const findUnit = unitIn(providers);
  const systems = new Map(profile.systems.flatMap((one) => [one.name, one.id].map((way) => [fold(way), one])));
  const context = { today, units: [], userNamePrefixes: [] };
  const taken = (one: FormField, value: string): string | undefined => {
    const checked = checkField(one, value, context);
    return checked.ok ? checked.raw : undefined;
  };
  const forms = profile.permission.fields.find(({ id }) => id === 'employmentType')?.choices;

  return ({ number, cells: raw }) => {
    const cells = Object.fromEntries(
      Object.entries(raw).map(([column, cell]) => [column, plainCell(cell)]),
    ) as Line['cells'];
    const texts: string[] = [];
    const wrong = <T>(value: T | undefined, text: string): T | undefined => {
      if (value === undefined) texts.push(text);
      return value;
    };
    for (const column of Object.keys(columns) as Column[]) {
      const heading = columns[column][0];
      if (/^[=+@]/.test(cells[column])) texts.push(`Cellen ${heading} är en formel. Skriv bara texten.`);
      else if (column !== 'personnummer' && containsPersonnummer(cells[column]))
        texts.push(`Cellen ${heading} ser ut att innehålla ett personnummer. Flytta det till personnummer.`);
    }
    if (texts.length > 0) return { texts };
    const name = wrong(taken(field('personName', { required: true }), cells.name), 'Skriv för- och efternamn.');
    const personnummer = wrong(numberOf(cells.personnummer, today), numberText(cells.personnummer, today));
    const place = findUnit(cells);
    if ('text' in place) texts.push(place.text);
    const system = wrong(systems.get(fold(cells.system)), 'Systemet finns inte. Skriv det som det heter i formuläret.');
    const employmentType = wrong(
      taken(forms === undefined ? field('text') : field('choice', { choices: forms }), cells.employmentType),
      `Anställningsformen finns inte. Välj något av: ${(forms ?? []).join(', ')}.`,
    );
    const title = wrong(taken(field('text'), cells.title), 'Titeln är för lång.');
    const costCode = wrong(taken(field('costCode'), cells.costCode), 'Skriv ansvarskoden med siffror eller bokstäver.');
    const userName = wrong(taken(field('userName'), cells.userName), 'Skriv användarnamnet utan mellanslag.');
    const from = wrong(taken(field('fromDate'), dateOf(cells.from)), 'Skriv fr.o.m. så här: åååå-mm-dd.');
    const to = wrong(taken(field('toDate'), dateOf(cells.to)), 'Skriv t.o.m. så här: åååå-mm-dd.');
    if (from && to && to < from) texts.push('T.o.m. är före fr.o.m.');
    else if (to && to < today) texts.push('T.o.m. har passerat. Ta bort raden om behörigheten är avslutad.');
    const role = system && roleOf(system, cells.role);
    if (role && 'text' in role) texts.push(role.text);
    if (texts.length > 0 || !name || !personnummer || !system || 'text' in place || !role || 'text' in role)
      return { texts };
    const { provider, unit } = place;
    return {
      number,
      provider,
      name,
      personnummer,
      unit,
      system,
      kind: system.orderedWith ?? 'permission',
      answers: answersOf(system, unit, role.roles),
      costCode: costCode ?? '',
      employmentType: employmentType ?? '',
      title: title ?? '',
      userName: userName ?? '',
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    };
  };
}

/** A cell as a person reads it: without the apostrophe that keeps a spreadsheet from computing, and a dash for nothing. */
function plainCell(cell: string): string {
  const clean = cleanLine(cell).replace(/^'/, '');
  return /^[-–—]$/.test(clean) ? '' : clean;
}

/** A spreadsheet's dates may have a time behind them. */
function dateOf(cell: string): string {
  return cell.replace(/[ T]\d{2}:\d{2}.*$/, '');
}

function numberOf(cell: string, today: Day): string | undefined {
  const parsed = parsePersonnummer(cell, today);
  return parsed.ok ? parsed.text : undefined;
}

function numberText(cell: string, today: Day): string {
  if (/e\+|[.,]\d*e/i.test(cell) || /^\d{9}$/.test(cell))
    return 'Kalkylprogrammet har gjort om personnumret till ett tal. Formatera kolumnen som text och skriv det på nytt.';
  const parsed = parsePersonnummer(cell, today);
  return !parsed.ok && parsed.fault === 'century'
    ? 'Skriv personnumret med fyra siffror för året.'
    : 'Personnumret stämmer inte. Skriv det så här: ååååmmdd-xxxx.';
}

type Found = { readonly provider: Provider; readonly unit: Unit };

/** The unit by name or ansvarskod: at the provider that is named, or at the only one that has it. */
function unitIn(providers: readonly Provider[]): (cells: Line['cells']) => Found | { readonly text: string } {
  const index = new Map<string, Found[]>();
  for (const provider of providers)
    for (const unit of provider.units)
      for (const way of new Set([unit.name, unit.costCode, unitText(unit)].map(fold)))
        index.set(way, [...(index.get(way) ?? []), { provider, unit }]);
  const names = new Set(providers.map(({ name }) => fold(name)));
  return ({ provider: wanted, unit: name, costCode }) => {
    if (wanted !== '' && !names.has(fold(wanted)))
      return { text: 'Utföraren finns inte. Skriv namnet som det står under ”administrera”.' };
    const at = (way: string): Found[] =>
      (index.get(fold(way)) ?? []).filter(({ provider }) => wanted === '' || fold(provider.name) === fold(wanted));
    const exact = at(`${name} (${costCode})`);
    const [only, ...others] = exact.length === 1 ? exact : at(name);
    if (only === undefined) return { text: 'Enheten finns inte. Skriv den som den heter under ”administrera”.' };
    return others.length === 0
      ? only
      : { text: 'Enheten finns på flera ställen. Skriv ansvarskod, eller vilken utförare i kolumnen utförare.' };
  };
}

type Role = { readonly roles: Readonly<Record<string, string>> } | { readonly text: string };

function roleOf({ name, fields }: System, cell: string): Role {
  const choice = fields.find(({ kind }) => kind === 'choice');
  if (choice === undefined) return cell === '' ? { roles: {} } : { text: `${name} har ingen roll. Töm cellen.` };
  const chosen = choice.choices?.find((one) => fold(one) === fold(cell));
  if (chosen !== undefined) return { roles: { [choice.id]: chosen } };
  if (cell === '' && !choice.required) return { roles: {} };
  return { text: `Rollen finns inte i ${name}. Välj något av: ${enumerate(choice.choices ?? [])}.` };
}

function answersOf({ fields }: System, unit: Unit, roles: Readonly<Record<string, string>>): Answer[] {
  return fields.flatMap(({ id, kind, label }) => {
    const text = kind === 'units' || kind === 'unit' ? unitText(unit) : (roles[id] ?? '');
    return text === '' ? [] : [{ field: id, label, text, raw: text }];
  });
}
