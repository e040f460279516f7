import type { Answer, OrderedSystem } from './application.ts';
import type { Case, Stage, Task } from './case.ts';
import type { FormField } from './form-field.ts';
import { purposeOf } from './register.ts';

/** The field of the number that stands on a thing that is handed out; the second one given back is `serialNumber2`. */
const field = 'serialNumber';
const lostField = 'lost';

export const isSerial = ({ field: id }: Pick<Answer, 'field'>): boolean => id.startsWith(field);

/** The numbers of what was handed out, as the register has them. */
export function handedOutIn({ answers }: Pick<OrderedSystem, 'answers'>): readonly string[] {
  return answers.filter(isSerial).map(({ text }) => text);
}

/** The case takes things back. */
export function isGivenBack(c: Pick<Case, 'kind' | 'application'>): boolean {
  return purposeOf(c.kind, c.application.answers) === 'remove';
}

function systemOf(c: Case, { system: wanted }: Task): OrderedSystem | undefined {
  return c.application.systems.find(({ id }) => id === wanted);
}

/** What a caseworker fills in when a task is done: what its stage asks for, and the numbers of what is handed out or comes back. */
export function asksOf(c: Case, task: Task): readonly FormField[] {
  const stage: Stage | undefined = c.route[task.stage];
  return [...(stage?.asks ?? []), ...serialAsks(c, task)];
}

function serialAsks(c: Case, task: Task): FormField[] {
  const system = systemOf(c, task);
  if (system?.serial === undefined) return [];
  const { label } = system.serial;
  if (!isGivenBack(c)) return [{ id: field, kind: 'serialNumber', label, required: true, unique: true }];
  const count = Math.max(1, handedOutIn(system).length);
  return [
    ...Array.from({ length: count }, (_, index): FormField => ({
      id: index === 0 ? field : `${field}${index + 1}`,
      kind: 'serialNumber',
      label: `${label} på det som har lämnats tillbaka`,
      required: false,
    })),
    { id: lostField, kind: 'yes', label: 'Förlorad', required: false, help: 'Ja, den är förlorad och spärrad' },
  ];
}

/** A thing with a number is handled by that number: nobody can say without it that it came or went. */
export function hasSerial(c: Case, task: Task): boolean {
  return systemOf(c, task)?.serial !== undefined;
}

/** What is handed out here and must come back before the task is over. */
export function isOut(c: Case, task: Task): boolean {
  return isGivenBack(c) && hasSerial(c, task);
}

type Returned = 'missing' | { readonly other: string } | 'right' | 'lost';

/** What came back, against what was handed out. Of what is older than the bot any number is right. */
export function returnedWith(c: Case, task: Task, answers: readonly Answer[]): Returned {
  const out = handedOutIn(systemOf(c, task) ?? { answers: [] });
  const back = answers.filter((one) => isSerial(one) && one.text !== '').map(({ text }) => text);
  if (answers.some((one) => one.field === lostField && one.text !== '') && back.length === 0) return 'lost';
  if (back.length === 0) return 'missing';
  const isSame = out.length === 0 || (out.length === back.length && out.every((number) => back.includes(number)));
  return isSame ? 'right' : { other: out.join(', ') };
}
