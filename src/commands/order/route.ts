import type { Answer } from '../../domain/application.ts';
import type { Process } from '../../profiles/schema.ts';
import type { Form } from './form.ts';

type Stage = Process['route'][number];
type Ground = Pick<Form, 'profile' | 'process' | 'closedUntil'>;

/** R29: the way an order takes now, with the queues that stand in for those that are closed. */
export function stagesOf(ground: Ground, answers: readonly Answer[]): Stage[] {
  const isClosed = (queue: string): boolean => ground.closedUntil?.(queue) !== undefined;
  const meant = ground.process.route.filter((stage) => isMeant(stage, answers));
  return meant.map((given) => {
    const stage = ofSystem(ground, given, answers);
    const { queue, outOfHours } = stage;
    if (outOfHours === undefined || !isClosed(queue) || isClosed(outOfHours.queue)) return stage;
    return isMeant(outOfHours, answers) ? { ...stage, queue: outOfHours.queue } : stage;
  });
}

/** Where a field names the system that it is about, its own queue handles it. */
function ofSystem({ profile }: Ground, stage: Stage, answers: readonly Answer[]): Stage {
  if (stage.system === undefined) return stage;
  const named = answers.find(({ field }) => field === stage.system)?.text ?? '';
  const system = profile.systems.find(({ name }) => name === named);
  return { ...stage, title: stage.title.replace('{system}', named), queue: system?.queue ?? stage.queue };
}

function isMeant({ when }: Pick<Stage, 'when'>, answers: readonly Answer[]): boolean {
  return when === undefined || answers.some(({ field, text }) => field === when.field && when.choices.includes(text));
}

/** The process as a provider is offered it: where a field names a system, those that it may order. */
export function offeredTo(process: Process, { systems }: Form['profile'], kind: Form['provider']['kind']): Process {
  const naming = new Set(process.route.flatMap(({ system }) => system ?? []));
  const isOffered = (choice: string): boolean =>
    systems.some(({ name, orderableBy }) => name === choice && orderableBy.includes(kind));
  const fields = process.fields.map((field) =>
    naming.has(field.id) && field.choices ? { ...field, choices: field.choices.filter(isOffered) } : field,
  );
  return naming.size === 0 ? process : { ...process, fields };
}
