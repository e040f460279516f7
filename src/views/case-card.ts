import type { Answer, Application } from '../domain/application.ts';
import { formatCaseId } from '../domain/case-id.ts';
import type { Case, CaseKind } from '../domain/case.ts';
import { filesOf } from '../domain/files.ts';
import { isOnboarding, leavingManager, orderedUnits } from '../domain/onboarding.ts';
import { isAboutSomebody } from '../domain/subject.ts';
import type { Instant } from '../domain/person.ts';
import { slotVersion } from '../domain/slots.ts';
import { isTerminating } from '../domain/terminating.ts';
import { unitText } from '../domain/units.ts';
import { fit } from './fit.ts';
import { formatDay, formatMoment } from './format.ts';
import { incidentRows } from './incident.ts';
import { stateOf } from './progress.ts';
import type { Line, StateColor, Step } from './step.ts';
import { terminationRows } from './termination.ts';

/** Every button that a card of a case can carry. */
const actions = [
  'approve',
  'approveWithReason',
  'ask',
  'changeLastDay',
  'chooseApprover',
  'declineTimes',
  'files',
  'giveBack',
  'giveCertificate',
  'extend',
  'history',
  'letEnd',
  'open',
  'openCredentials',
  'openPersonnummer',
  'orderAgain',
  'proposeTimes',
  'putBack',
  'receive',
  'readiness',
  'reject',
  'requestCredentials',
  'slip',
  'supplement',
  'take',
  'takeOver',
  'undoApproval',
  'withdraw',
] as const;
export type CaseAction = (typeof actions)[number];

export type { Line };

/** What the template `cards/case.json` shows of a case, seen from one slot. */
export type CaseCard = {
  readonly id: string;
  readonly slot: string;
  readonly version: number;
  readonly notice: string;
  /** Shown in place of a list: the message stays the list's. */
  readonly copy: boolean;
  readonly sayHeading: string;
  readonly state: string;
  readonly stateColor: StateColor;
  readonly reference: string;
  readonly quote: { readonly label: string; readonly text: string };
  readonly rows: readonly Line[];
  /** What the changes are changes of. */
  readonly sayChanges: string;
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  readonly steps: readonly Step[];
  readonly next: string;
  /** What goes with what was ordered: addresses of the profile's. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly question: number;
  /** Slots that a button acts on though it stands on another card. */
  readonly undo: Target;
  readonly handover: Target;
  readonly receipt: Target;
  /** Times to choose among, each a button; and what the button says with which none of them is chosen. */
  readonly times: readonly { readonly title: string; readonly time: Instant }[];
  readonly sayDecline: string;
  /** What the button says with which a thing is receipted. */
  readonly sayReceive: string;
  /** One primary button: to take a task goes before opening it. */
  readonly openStyle: 'default' | 'positive';
  readonly can: Readonly<Record<CaseAction, boolean>>;
};

type Target = { readonly slot: string; readonly version: number };

export function targetOf(c: Case, slot: string): Target {
  return { slot, version: slotVersion(c, slot) ?? 0 };
}

/** A card with its parts filled in from the case; a card without `can` has no buttons. */
export function caseCard(
  c: Case,
  slot: string,
  parts: Partial<Omit<CaseCard, 'can'>> & { sayHeading: string },
  can: readonly CaseAction[] = [],
): CaseCard {
  return fit({
    id: c.id,
    slot,
    version: targetOf(c, slot).version,
    notice: '',
    copy: false,
    ...stateOf(c),
    reference: `Ärende ${formatCaseId(c.id)} · ${c.provider.name}`,
    quote: { label: '', text: '' },
    rows: [],
    sayChanges: 'Ändrat sedan förra gången',
    changes: [],
    steps: [],
    next: '',
    links: [],
    question: 0,
    undo: targetOf(c, ''),
    handover: targetOf(c, slot),
    receipt: targetOf(c, slot),
    times: [],
    sayDecline: '',
    sayReceive: 'Kvittera mottagen',
    openStyle: can.includes('take') ? 'default' : 'positive',
    ...parts,
    can: Object.fromEntries(actions.map((action) => [action, can.includes(action)])) as Record<CaseAction, boolean>,
  });
}

/** What the person is that a case is about. */
export function subjectLabel(kind: CaseKind): string {
  return isOnboarding({ kind }) ? 'Ny ansvarig chef' : 'Gäller';
}

/** The rows that every card begins with: for whom, what, where, from when. */
export function coreRows(c: Case): Line[] {
  const { subject, systems, unit, from, to } = c.application;
  if (isTerminating(c)) return terminationRows(c);
  if (!isAboutSomebody(c)) return incidentRows(c);
  const about = { label: subjectLabel(c.kind), value: subject.name };
  if (c.kind === 'password') return [about, ...passwordRows(c), { label: 'Enhet', value: unitText(unit) }];
  const ordered = { label: 'System', value: systems.map((system) => system.name).join(', ') };
  if (c.kind === 'newProvider')
    return [
      { label: 'Utförare', value: c.provider.name },
      about,
      ordered,
      { label: 'Enheter', value: orderedUnits(c).map(unitText).join(', ') },
      { label: 'Start', value: from ? formatDay(from) : 'så snart som möjligt' },
    ];
  if (c.kind === 'changeManager')
    return [
      { label: 'Utförare', value: c.provider.name },
      about,
      { label: 'Efterträder', value: leavingManager(c)?.name ?? 'ingen: en chef till' },
      { label: 'Från', value: from ? formatDay(from) : 'så snart som möjligt' },
    ];
  return [
    about,
    ordered,
    { label: 'Enhet', value: unitText(unit) },
    { label: 'Fr.o.m.', value: from ? formatDay(from) : 'så snart som möjligt' },
    ...(to ? [{ label: 'T.o.m.', value: formatDay(to) }] : []),
  ];
}

const shownOfPassword = ['system', 'problem', 'since'];

/** Which system, what has happened and since when; the rest is behind Öppna. */
function passwordRows({ application: { answers } }: Case): Line[] {
  return answers
    .filter(({ field, text }) => text !== '' && shownOfPassword.includes(field))
    .map(({ label, text }) => ({ label, value: text }));
}

/** How many files there are; their names stand in the dialog alone, since a channel has many readers. */
export function fileRows(c: Case): Line[] {
  const count = filesOf(c).length;
  return count === 0 ? [] : [{ label: 'Filer', value: String(count) }];
}

/** R24: who has signed it beside the one who approves. */
export function signatureRows({ signature }: Application): Line[] {
  if (signature === undefined) return [];
  return [{ label: 'Undertecknad av', value: `${signature.by.name} ${formatMoment(signature.at)}` }];
}

/** A system with its own answers on one line: `TES: Hemtjänst Norr (47110), Planerare`. */
export function systemLine(name: string, answers: readonly Answer[]): Line {
  const given = answers.filter((answer) => answer.text !== '');
  return { label: name, value: given.map((answer) => `${answer.label}: ${answer.text}`).join('; ') || 'ja' };
}
