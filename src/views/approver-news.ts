import type { Attestation } from '../domain/attestation.ts';
import type { Case } from '../domain/case.ts';
import { waitingAttestation } from '../domain/evolve.ts';
import type { Instant } from '../domain/person.ts';
import { type CaseCard, caseCard, coreRows, type Line } from './case-card.ts';
import { formatDay, formatMoment } from './format.ts';

type News = {
  readonly key: string;
  readonly card: CaseCard;
  readonly summary: string;
  /** The submitter has nothing to do about it any longer. */
  readonly isOver: boolean;
  readonly until: Instant | undefined;
};

type Kind = {
  readonly key: string;
  readonly heading: string;
  readonly happened: (attestation: Attestation) => boolean;
  /** It still holds while the attestation waits. */
  readonly holds: (attestation: Attestation) => boolean;
  readonly row: (attestation: Attestation) => Line;
};

const kinds: readonly Kind[] = [
  {
    key: 'unreachable',
    heading: 'Attestanten kan inte nås',
    happened: ({ unreachable }) => unreachable,
    holds: ({ unreachable }) => unreachable,
    row: ({ approver }) => ({ label: 'Kan inte nås i Teams', value: approver.name }),
  },
  {
    key: 'away',
    heading: 'Attestanten är borta',
    happened: ({ away }) => away !== undefined,
    holds: ({ away }) => away?.isOver === false,
    row: ({ approver, away }) => ({
      label: 'Borta',
      value: `${approver.name}, till och med ${formatDay(away?.until ?? '')}. Ingen står in`,
    }),
  },
  {
    key: 'unanswered',
    heading: 'Attestanten har inte svarat',
    happened: ({ unanswered }) => unanswered === true,
    holds: () => true,
    row: ({ approver, askedAt }) => ({ label: 'Frågades', value: `${approver.name}, ${formatMoment(askedAt)}` }),
  },
];

/** Why the submitter may want to choose another approver, each as a message of its own. */
export function approverNews(c: Case, slotOf: (key: string) => string): News[] {
  const waiting = waitingAttestation(c);
  return kinds.flatMap(({ key: name, heading, happened, holds, row }) =>
    c.attestations.filter(happened).map((attestation): News => {
      const key = `${name}-${attestation.round}`;
      const waits = attestation === waiting && holds(attestation);
      const parts = {
        sayHeading: heading,
        ...(waits
          ? ({ state: 'Välj någon annan som kan godkänna', stateColor: 'attention' } as const)
          : ({ state: 'Behövs inte längre', stateColor: 'default' } as const)),
        rows: [row(attestation), ...coreRows(c).slice(0, 2)],
      };
      const card = caseCard(c, slotOf(key), parts, waits ? ['chooseApprover'] : []);
      const until = name === 'unanswered' ? attestation.unansweredUntil : undefined;
      return { key, summary: heading, card, isOver: !waits, until };
    }),
  );
}
