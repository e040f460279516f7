import type { Case } from '../../domain/case.ts';
import type { Approver } from '../../domain/decisions/submit.ts';
import { currentAttestation } from '../../domain/evolve.ts';
import { isHeld } from '../../domain/holds.ts';
import { isGathered } from '../../domain/incident.ts';
import type { ApproverRole } from '../../domain/terms.ts';
import { settingOf } from '../../profiles/hours.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { awayText, enumerate, formatDay } from '../../views/format.ts';
import { capital, nounOf } from '../../views/words.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import type { Form } from './form.ts';
import { openingsOf } from './openings.ts';

/** Who is asked to approve, in words. */
export function askedText(c: Case | undefined): string {
  const attestation = c && currentAttestation(c);
  if (attestation === undefined) return '';
  const { approver, insteadOf, away } = attestation;
  if (away)
    return `${approver.name} är borta till och med ${formatDay(away.until)}, och ingen står in. Välj någon annan med Välj annan attestant på kortet, om det inte kan vänta.`;
  const instead = insteadOf ? `, i stället för ${awayText(insteadOf)}` : '';
  return `${approver.name} får ett kort och ska godkänna${instead}.`;
}

const onceSent: Record<ApproverRole, string> = {
  attester: 'Den är attesterad och går nu till handläggning.',
  orderer: 'Den är attesterad och går nu till handläggning.',
  submitter: 'Den går nu till handläggning.',
  nobody: '',
};

/** The answer to Skicka: that it is sent, and what happens now. */
export async function sent(context: Context, { process }: Form, c: Case, approver: Approver): Promise<Reply> {
  const next = approver.own ? onceSent[process.attestation.by] : askedText(c);
  const unseen = await unseenText(context, c);
  return {
    kind: 'notice',
    text: [
      `${capital(nounOf(process).definite)} ${formatCaseId(c.id)} är skickad.`,
      next,
      ...(isGathered(c) ? ['Fler har anmält samma fel, och de hanteras tillsammans.'] : []),
      ...(process.attestation.by === 'nobody' && unseen.length === 0 ? arrivedText(c) : []),
      ...openingsOf(context, c),
      ...unseen,
      'Du följer den på kortet här i chatten.',
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

/** Whose it is now: within hours and outside them that is not the same. */
function arrivedText({ tasks }: Case): string[] {
  const arrived = tasks.filter((task) => task.state.kind === 'queued' && !isHeld(task));
  return arrived.length === 0 ? [] : [`Den har gått till ${enumerate(arrived.map(({ queueName }) => queueName))}.`];
}

/** Nobody sees it where its queue has no channel yet: whoever cannot wait is told where to turn, by phone where somebody is on call. */
async function unseenText({ services }: Context, { terms, tasks }: Case): Promise<string[]> {
  if (terms.callText === undefined) return [];
  const urgent = tasks.filter((task) => task.stage === 0 && !isHeld(task));
  const links = await Promise.all(urgent.map(({ queue }) => services.links.find(queue)));
  const unseen = urgent.filter((_, index) => links[index] === undefined);
  const [first] = unseen;
  if (first === undefined) return [];
  const phone = settingOf(services.profile, first.queue).onCall?.phone;
  return [
    `${enumerate(unseen.map(({ queueName }) => queueName))} går inte att nå i Teams just nu, så ingen där ser den.`,
    phone === undefined ? terms.callText : `Ring ${phone} om det inte kan vänta.`,
  ];
}
