import { type Facts, mayAttest } from '../actor.ts';
import type { Application } from '../application.ts';
import type { Attestation } from '../attestation.ts';
import { dayOf } from '../calendar/days.ts';
import type { Case, Handling, Task } from '../case.ts';
import { currentAttestation, endedBy, isWithApprover, recordAnswer, withAttestation, withNote } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { advance, toHandling } from '../route.ts';
import { checkText } from '../words.ts';

export type Approval = { readonly round: number; readonly reason?: string };

/** Godkänn; with the reason where the rule leaves it to the approver (domain 6). */
export function approve(c: Case, { round, reason }: Approval, facts: Facts): Decided<Case> {
  const fault = checkAsked(c, round, facts) ?? (reason === undefined ? undefined : checkText(reason));
  if (fault) return fault;
  if (c.extension !== undefined && dayOf(facts.now) > c.extension.until) return refuse('extensionTooLate');
  if (toApprove(c).assessment?.outcome === 'decide' && reason === undefined) return refuse('reasonMissing');
  return { accepted: recordAnswer(approved(c, facts, reason), facts, 'approve') };
}

/** The application that the approver is asked about: the altered one while an alteration waits. */
export function toApprove(c: Case): Application {
  return c.state === 'handling' && c.alteration ? c.alteration.application : c.application;
}

/** Who may answer an attestation, and whether it still waits. Rights are asked again at the click: an approver may have been removed. */
export function checkAsked(c: Case, round: number, facts: Facts): ReturnType<typeof refuse> | undefined {
  const attestation = c.attestations.find((a) => a.round === round);
  if (attestation?.approver.id !== facts.actor.person.id) return refuse('notApprover');
  if (!mayAttest(c, facts.actor)) return refuse('noAttestationRight');
  const { outcome } = attestation;
  const current = currentAttestation(c);
  if (current !== undefined && current !== attestation)
    return refuse('approverReplaced', replacedBy(attestation, current));
  if (c.state !== 'attesting' && c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  if (isWithApprover(c) && outcome.kind === 'waiting') return undefined;
  return outcome.kind === 'questioned' ? refuse('questionOpen') : refuse('alreadyDecided', decidedBy(attestation));
}

/** Nobody is told of where the same approver was asked once more. */
function replacedBy(former: Attestation, current: Attestation): { by?: string } {
  return former.approver.id === current.approver.id ? {} : { by: current.approver.name };
}

export function decidedBy({ approver, outcome }: Attestation): { by: string; at?: string } {
  return { by: approver.name, ...('at' in outcome ? { at: outcome.at } : {}) };
}

/** The attestation approved: the route begins, or the alteration takes effect. */
export function approved(c: Case, { now, actor }: Facts, reason?: string): Case {
  const said = reason === undefined ? {} : { reason };
  const attestations = withAttestation(c, { outcome: { kind: 'approved', at: now, ...said } });
  if (c.state === 'handling' && c.alteration)
    return advance(altered({ ...c, attestations }, c.alteration, actor.person.name), now);
  return advance({ ...toHandling(c, c.tasks), attestations }, now);
}

/** The tasks concerned see the new application; one that was finished already is to be done again. */
function altered(c: Handling, alteration: NonNullable<Handling['alteration']>, by: string): Handling {
  const { alteration: _done, ...rest } = c;
  const tasks = c.tasks.map((task) => (alteration.affects.includes(task.id) ? toldOf(task, by) : task));
  return { ...rest, previous: c.application, application: alteration.application, tasks };
}

function toldOf(task: Task, by: string): Task {
  // What was done before is to be done again as altered, also where only new login details were under way.
  const purpose = task.purpose === 'reissue' ? 'redo' : task.purpose;
  const told = { ...task, purpose, version: task.version + 1 } as const;
  if (task.state.kind === 'completed') return { ...told, purpose: 'redo', state: { kind: 'waiting' } };
  return task.state.kind === 'waiting' ? told : { ...told, notes: withNote(task, 'altered', by) };
}
