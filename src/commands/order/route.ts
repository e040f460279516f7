import type { Answer } from '../../domain/application.ts';
import type { Process } from '../../profiles/schema.ts';
import type { Form } from './form.ts';

type Stage = Process['route'][number];

/** R29: the way an order takes now, with the queues that stand in for those that are closed. */
export function stagesOf(
  { process, closedUntil }: Pick<Form, 'process' | 'closedUntil'>,
  answers: readonly Answer[],
): Stage[] {
  const isClosed = (queue: string): boolean => closedUntil?.(queue) !== undefined;
  return process.route.map((stage) => {
    const { queue, outOfHours } = stage;
    if (outOfHours === undefined || !isClosed(queue) || isClosed(outOfHours.queue)) return stage;
    return isMeant(outOfHours, answers) ? { ...stage, queue: outOfHours.queue } : stage;
  });
}

function isMeant({ when }: NonNullable<Stage['outOfHours']>, answers: readonly Answer[]): boolean {
  return when === undefined || answers.some(({ field, text }) => field === when.field && when.choices.includes(text));
}
