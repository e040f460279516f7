import type { Application } from '../domain/application.ts';
import { lacksCertificate } from '../domain/certificate-wait.ts';
import type { Attestation } from '../domain/attestation.ts';
import type { Case } from '../domain/case.ts';
import { toApprove } from '../domain/decisions/approve.ts';
import { difference } from '../domain/difference.ts';
import { currentAttestation, isWithApprover, waitingAttestation } from '../domain/evolve.ts';
import { filesOf } from '../domain/files.ts';
import { isBegun } from '../domain/route.ts';
import { slots } from '../domain/slots.ts';
import {
  type CaseAction,
  type CaseCard,
  caseCard,
  coreRows,
  fileRows,
  type Line,
  signatureRows,
  systemLine,
  targetOf,
} from './case-card.ts';
import { certificateRows } from './certificate-steps.ts';
import { awayText, formatMoment } from './format.ts';
import { type StateColor, stepsOf } from './progress.ts';
import { capital, nounOf } from './words.ts';

/** The approver's card: for whom, what, why, what the person has already, what it costs, and what changed since last time. */
export function approverCard(c: Case, attestation: Attestation): CaseCard {
  return cardIn(c, attestation, slots.approver(attestation.round));
}

/** The same once more, since an update in place makes no sound. */
export function approvalReminder(c: Case, attestation: Attestation): CaseCard {
  const card = cardIn(c, attestation, slots.approverReminder(attestation.round));
  const waits = waitingAttestation(c) === attestation;
  const since = `Väntar på dig sedan ${formatMoment(attestation.waitsSince ?? attestation.askedAt)}`;
  return {
    ...card,
    sayHeading: `Påminnelse: ${nounOf(c.terms).indefinite} att godkänna`,
    ...(waits ? { state: since } : {}),
  };
}

function cardIn(c: Case, attestation: Attestation, slot: string): CaseCard {
  const noun = nounOf(c.terms);
  const current = currentAttestation(c) === attestation;
  const pending = c.state === 'handling' ? c.alteration : undefined;
  const seen = current && pending ? pending.application : c.application;
  const view = { ...c, application: seen };
  const { insteadOf } = attestation;
  const first: Line[] = [
    ...(insteadOf ? [{ label: 'I stället för', value: awayText(insteadOf) }] : []),
    { label: 'Beställs av', value: `${c.submitter.name}, ${c.provider.name}` },
    ...coreRows(view).slice(0, 1),
  ];
  return caseCard(
    view,
    slot,
    {
      sayHeading:
        pending && current ? `Ändrad ${noun.indefinite} att godkänna` : `${capital(noun.indefinite)} att godkänna`,
      ...state(c, attestation, current),
      // A card that is over keeps to what it was about: the application may have become another since then.
      rows: current
        ? [
            ...first,
            ...coreRows(view).slice(1),
            ...signatureRows(seen),
            ...details(seen),
            ...certificateRows(c),
            ...fileRows(c),
            ...context(c),
            ...answered(c, attestation),
          ]
        : first,
      sayChanges: pending || c.previous || !c.compared ? 'Ändrat sedan förra gången' : 'Ändras från det personen har',
      changes: current ? changes(c, pending?.application) : [],
      next:
        current && attestation.outcome.kind === 'waiting' && isWithApprover(c)
          ? c.extension === undefined
            ? `när du har godkänt${lacksCertificate(c) ? ' och intyget har kommit' : ''} går ${noun.definite} till ${[...new Set(c.tasks.map((task) => task.queueName))].join(', sedan ')}.`
            : 'när du har godkänt gäller den nya sista dagen.'
          : '',
      steps: current && attestation.outcome.kind === 'approved' ? stepsOf(c) : [],
      undo: targetOf(c, slot),
    },
    [...actions(c, attestation, current), ...(filesOf(c).length > 0 ? (['files'] as const) : [])],
  );
}

function actions(c: Case, { outcome }: Attestation, current: boolean): CaseAction[] {
  if (!current) return [];
  if (outcome.kind === 'waiting' && isWithApprover(c)) {
    const decides = toApprove(c).assessment?.outcome === 'decide';
    return [decides ? 'approveWithReason' : 'approve', 'reject', 'ask', 'openPersonnummer'];
  }
  const undoable = outcome.kind === 'approved' && c.state === 'handling' && !c.tasks.some(isBegun);
  return undoable ? ['undoApproval'] : [];
}

function state(
  c: Case,
  { round, outcome, approver }: Attestation,
  current: boolean,
): { state: string; stateColor: StateColor } {
  const unneeded = { state: 'Behövs inte längre', stateColor: 'default' } as const;
  switch (outcome.kind) {
    case 'waiting':
      if (!current) return { state: 'Ersatt av ett nyare kort', stateColor: 'default' };
      if (c.state === 'withdrawn')
        return { state: `Tillbakadragen av ${c.by.name} ${formatMoment(c.at)}`, stateColor: 'default' };
      return isWithApprover(c) ? { state: 'Väntar på dig', stateColor: 'accent' } : unneeded;
    case 'questioned':
      if (!current) {
        const again = currentAttestation(c)?.approver.id === approver.id;
        return {
          state: again ? 'Besvarad; se det nyare kortet' : 'Besvarad; någon annan har frågats',
          stateColor: 'default',
        };
      }
      return isWithApprover(c)
        ? { state: `Du frågade ${formatMoment(outcome.at)}; väntar på svar`, stateColor: 'warning' }
        : unneeded;
    case 'approved':
      return { state: `Du godkände ${formatMoment(outcome.at)}`, stateColor: 'good' };
    case 'rejected':
      return { state: `Du avslog ${formatMoment(outcome.at)}`, stateColor: 'attention' };
    case 'replaced':
      return { state: 'Någon annan har fått frågan', stateColor: 'default' };
    case 'handedOn': {
      const { name } = c.attestations.find((one) => one.round === round + 1)?.approver ?? approver;
      return { state: `${name} har fått frågan, eftersom du är borta`, stateColor: 'default' };
    }
  }
}

const inCore = new Set(['from', 'to', 'name', 'unit', 'phone', 'userName']);

/** What was ordered in full, but for what the card begins with and what an approver needs not. */
function details({ answers, systems }: Application): Line[] {
  return [
    ...answers
      .filter((answer) => !inCore.has(answer.field) && answer.text !== '')
      .map(({ label, text }) => ({ label, value: text })),
    ...systems.filter((system) => system.answers.length > 0).map((system) => systemLine(system.name, system.answers)),
  ];
}

function context(c: Case): Line[] {
  const held = c.held.map(({ system, details: words }) => (words === '' ? system : `${system} (${words})`));
  return [
    { label: 'Har redan', value: held.length > 0 ? held.join(', ') : 'inget som är beställt här' },
    { label: 'Kostnad', value: c.terms.cost },
  ];
}

function answered(c: Case, { approver }: Attestation): Line[] {
  return c.questions.flatMap(({ from, by, text, answer }) => {
    if (from.kind !== 'approver' || answer === undefined) return [];
    const asked = by.id === approver.id ? 'Din fråga' : `${by.name} frågade`;
    return [{ label: `${asked}: ${text} Svar`, value: answer.text }];
  });
}

function changes(c: Case, pending: Application | undefined): CaseCard['changes'] {
  const [before, after] = pending ? [c.application, pending] : [c.previous ?? c.compared, c.application];
  if (before === undefined) return [];
  return difference(before, after).map(({ system, label, before: was, after: is }) => ({
    label: system === undefined ? label : `${system}, ${label}`,
    before: was === '' ? '–' : was,
    after: is === '' ? '(borttaget)' : is,
  }));
}
