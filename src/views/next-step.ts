import type { Attestation } from '../domain/attestation.ts';
import type { Case, Task } from '../domain/case.ts';
import { currentAttestation, isOpenQuestion } from '../domain/evolve.ts';
import { latestBooking } from '../domain/booking.ts';
import { isSettled } from '../domain/route.ts';
import { opensAt } from '../domain/holds.ts';
import { isGathered } from '../domain/incident.ts';
import { waitsForDay } from '../domain/terminating.ts';
import { certificateStep } from './certificate-steps.ts';
import { callInstead, offerText } from './call-text.ts';
import { awayText, enumerate, formatDay } from './format.ts';
import { openingText } from './hours.ts';
import { dayText } from './progress.ts';
import { capital } from './words.ts';

/** What happens next, and who does it; empty when nothing more will. */
export function nextStep(c: Case): string {
  const attestation = currentAttestation(c);
  const question = c.questions.find((q) => isOpenQuestion(c, q));
  if (c.state !== 'attesting' && c.state !== 'handling') return '';
  if (question) return `svara på frågan från ${question.by.name} med Komplettera.`;
  if (attestation?.outcome.kind === 'waiting') {
    return `${approvalStep(attestation)} ${capital(certificateStep(c))}`.trim();
  }
  if (waitsForDay(c)) return `uppgifterna går till köerna efter ${dayText(c)}.`;
  if (certificateStep(c) !== '') return certificateStep(c);
  if (isGathered(c)) return `du får besked här när felet är löst. ${c.gathered?.call ?? ''}`.trim();
  if (c.tasks.some((task) => !isSettled(task) && latestBooking(task)?.state.kind === 'proposed'))
    return 'välj en av tiderna på kortet du har fått.';
  const open = c.tasks.filter((task) => task.state.kind === 'queued' || task.state.kind === 'taken');
  const offers = open.flatMap((task) => {
    const text = offerText(task);
    return text === undefined ? [] : [`${capital(text)}; sedan ${task.queueName}.`];
  });
  const isSeen = (task: Task): boolean => opensAt(task) === undefined && task.unreached === undefined;
  const seen = open.filter((task) => isSeen(task) && offerText(task) === undefined);
  const queues = seen.map((task) => task.queueName);
  const closed = open.flatMap((task) => {
    const opens = offerText(task) === undefined ? opensAt(task) : undefined;
    return opens === undefined ? [] : [openingText(task.queueName, opens)];
  });
  const atWork = queues.length === 0 ? [] : [`${enumerate([...new Set(queues)])} handlägger.`];
  return [...offers, ...atWork, ...new Set(closed), ...new Set(open.flatMap((task) => callInstead(c, task)))].join(' ');
}

function approvalStep({ approver: { name }, unreachable, away, insteadOf, unanswered }: Attestation): string {
  const chooseAnother = 'Välj någon annan som kan godkänna.';
  if (unreachable) return `${name} kan inte nås i Teams. ${chooseAnother}`;
  if (away?.isOver === false)
    return `${name} är borta till och med ${formatDay(away.until)}, och ingen står in. ${chooseAnother}`;
  const who = insteadOf ? `${name} godkänner i stället för ${awayText(insteadOf)}.` : `${name} godkänner.`;
  return unanswered ? `${who} Inget svar har kommit; du kan välja någon annan.` : who;
}
