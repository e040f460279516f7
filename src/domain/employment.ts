import type { Employment, Held } from './register.ts';
import { fold } from './text.ts';

/**
 * The employments that permissions belong to (R27): unit, form and title. One order may say less than another of the same
 * employment; what is left out is taken for what the one fuller description at that unit says.
 */
export function employmentsOf(grants: readonly Pick<Held, 'employment'>[]): Employment[] {
  const all = grants.map(({ employment }) => employment);
  const distinct = all.filter((one, index) => all.findIndex((other) => keyOf(other) === keyOf(one)) === index);
  return distinct.filter((one) => fullerOf(one, distinct) === undefined);
}

/** Which of the employments a permission belongs to; undefined where it is none of them. */
export function employmentOf(
  { employment }: Pick<Held, 'employment'>,
  employments: readonly Employment[],
): Employment | undefined {
  return employments.find((one) => keyOf(one) === keyOf(employment)) ?? fullerOf(employment, employments);
}

function fullerOf(employment: Employment, among: readonly Employment[]): Employment | undefined {
  const fuller = among.filter((other) => keyOf(other) !== keyOf(employment) && saysMore(other, employment));
  const fullest = fuller.filter((one) => !fuller.some((other) => other !== one && saysMore(other, one)));
  return fullest.length === 1 ? fullest[0] : undefined;
}

function saysMore(more: Employment, less: Employment): boolean {
  const agrees = (a: string, b: string): boolean => b === '' || fold(a) === fold(b);
  return isSamePlace(more, less) && agrees(more.type, less.type) && agrees(more.title, less.title);
}

function isSamePlace(a: Employment, b: Employment): boolean {
  return a.unit.name === b.unit.name && a.unit.costCode === b.unit.costCode;
}

/** The same for two descriptions that differ in spelling alone. */
export function keyOf({ unit, type, title }: Employment): string {
  return JSON.stringify([unit.name, unit.costCode, fold(type), fold(title)]);
}
