import type { AwayNow } from '../absence.ts';
import { hasAttestationRight, mayOrder, mayOrderFor, type Provider, type Rights } from '../directory.ts';
import type { Application, HeldPermission } from '../application.ts';
import type { Attesting, Case, CaseKind, Ending, Stage } from '../case.ts';
import { certificateAtStart } from '../certificate.ts';
import type { Termination } from '../ending.ts';
import { isApprovedWhenSent, type Terms } from '../terms.ts';
import type { Facts } from '../actor.ts';
import { record, withAsked } from '../evolve.ts';
import type { DraftFile } from '../file.ts';
import { withHolds } from '../holds.ts';
import { withOffer } from '../offer.ts';
import type { Day, Person } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { planTasks } from '../route.ts';
import { approved } from './approve.ts';
import { withDraftFiles } from './files.ts';
import { whoAnswers } from './stand-in.ts';

export type Submission = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly provider: Provider;
  readonly application: Application;
  readonly route: readonly Stage[];
  readonly terms: Terms;
  readonly held: readonly HeldPermission[];
  readonly ends?: readonly Ending[];
  /** Files that lie in the draft. */
  readonly files?: readonly DraftFile[];
  readonly termination?: Termination;
  readonly compared?: Application;
  readonly extension?: Case['extension'];
  /** It is the first report of a fault, or a later one. */
  readonly gathering?: Case['gathering'];
  readonly gathered?: Case['gathered'];
  readonly today: Day;
  /** The submitter's tick by which the order is signed. */
  readonly signed?: boolean;
  readonly approver: Approver;
  /** Those who may take it before its queue hears of it. */
  readonly first?: { readonly to: readonly Person[]; readonly minutes: number };
};

/** Who is to approve: the submitter by the tick "Jag är chef och har attesträtt", or the one chosen. */
export type Approver =
  | { readonly own: true }
  | { readonly own: false; readonly person: Person; readonly rights: Rights; readonly away?: AwayNow };

/** What can be ordered only for a provider that is certified and current: ending never stops (domain 4). */
const needsCurrentProvider: Record<CaseKind, boolean> = {
  permission: true,
  remoteAccess: true,
  siths: true,
  newProvider: false,
  changeManager: false,
  termination: false,
  technicalHelp: false,
  password: true,
};

export function mayOrderKind(kind: CaseKind, provider: Provider, today: Day): boolean {
  return !needsCurrentProvider[kind] || mayOrderFor(provider, today);
}

/** R10, R14: only a responsible manager of a certified, current provider orders, and for the own provider. */
export function submit(s: Submission, facts: Facts): Decided<Case> {
  const { actor } = facts;
  if (!mayOrder(actor.rights, s.provider.id, s.terms))
    return refuse(s.terms.orderedBy === 'orderers' ? 'orderersOnly' : 'noOrderingRight');
  if (!mayOrderKind(s.kind, s.provider, s.today)) return refuse('providerNotCurrent');
  if (s.kind === 'newProvider' && !mayOrderFor(s.provider, s.application.from ?? s.today))
    return refuse('providerNotCurrentAtStart');
  const fault = checkApprover(s.approver, s, facts) ?? checkSigned(s.terms, s.signed);
  if (fault) return fault;
  const draft = drafted(s, facts);
  const sent = record(asked(withDraftFiles(draft, s.files ?? [], facts), s.approver, facts), facts, 'submit');
  const { first } = s;
  const offered = first ? withOffer(sent, first.to, first.minutes, facts) : sent;
  return { accepted: withHolds(undefined, offered, facts) };
}

/** The case before anybody is asked to approve it. */
export function drafted(s: Omit<Submission, 'approver'>, facts: Facts): Attesting {
  const { actor, now } = facts;
  const certificate = certificateAtStart(s, actor.person, now);
  return {
    state: 'attesting',
    kind: s.kind,
    id: s.id,
    revision: 0,
    submitter: actor.person,
    provider: { id: s.provider.id, name: s.provider.name },
    submittedAt: now,
    terms: s.terms,
    route: s.route,
    application: signed(s.application, s.terms, facts),
    held: s.held,
    ...(s.ends === undefined || s.ends.length === 0 ? {} : { ends: s.ends }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(s.termination === undefined ? {} : { termination: s.termination }),
    ...(s.compared === undefined ? {} : { compared: s.compared }),
    ...(s.extension === undefined ? {} : { extension: s.extension }),
    ...(s.gathering === undefined ? {} : { gathering: s.gathering }),
    ...(s.gathered === undefined ? {} : { gathered: s.gathered }),
    attestations: [],
    questions: [],
    tasks: planTasks(s.route, s.application, [], now),
    handovers: [],
    log: [],
  };
}

export function checkSigned(terms: Terms, isSigned = false): ReturnType<typeof refuse> | undefined {
  return terms.signed === true && !isSigned ? refuse('signatureMissing') : undefined;
}

/** R24: with the signature of the one who sends it. An altered application is signed anew. */
export function signed(application: Application, terms: Terms, { now, actor }: Facts): Application {
  return terms.signed === true ? { ...application, signature: { by: actor.person, at: now } } : application;
}

type Ordered = {
  readonly provider: { readonly id: string };
  readonly terms: Terms;
  /** Left out while it is being submitted: then it is the one who acts. */
  readonly submitter?: Person;
};

export function checkApprover(
  approver: Approver,
  { provider, terms, submitter }: Ordered,
  { actor }: Facts,
): ReturnType<typeof refuse> | undefined {
  if (approver.own) {
    if (!hasAttestationRight(actor.rights, provider.id, terms)) return refuse('noAttestationRight');
    return terms.ownAttestation || isApprovedWhenSent(terms.approver) ? undefined : refuse('secondPersonNeeded');
  }
  // R75: to approve one's own order takes the tick, so that it is never done by mistake.
  if ([actor.person.id, submitter?.id].includes(approver.person.id)) return refuse('approverWithoutRight');
  return hasAttestationRight(approver.rights, provider.id, terms) ? undefined : refuse('approverWithoutRight');
}

/** The case with the approver asked anew, or who stands in; the own tick approves at once. */
export function asked(c: Case, approver: Approver, facts: Facts): Case {
  const { person } = facts.actor;
  const who = approver.own ? { approver: person } : whoAnswers(c, approver.person, approver.away, person);
  const withRound = { ...c, attestations: withAsked(c, { ...who, own: approver.own }, facts.now) };
  return approver.own ? approved(withRound, facts) : withRound;
}
