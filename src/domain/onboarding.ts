import type { Application, Unit } from './application.ts';
import type { Case } from './case.ts';
import type { Provider } from './directory.ts';
import { parseNewUnits } from './new-units.ts';
import type { Day, Person } from './person.ts';

/** The fields, of the forms and of what the stages ask for, from which the directory follows. A profile must have those of its forms. */
export const directoryFields = {
  name: 'provider',
  kind: 'providerKind',
  certified: 'certified',
  validFrom: 'validFrom',
  validTo: 'validTo',
  units: 'units',
  leaving: 'leaving',
  account: 'account',
  costCode: 'costCode',
} as const;

function rawOf({ answers }: Pick<Application, 'answers'>, field: keyof typeof directoryFields): string {
  return answers.find((answer) => answer.field === directoryFields[field])?.raw ?? '';
}

/** What a caseworker filled in when a stage was done. */
function saidAtStage(c: Case, field: keyof typeof directoryFields): string {
  for (const { state } of c.tasks) {
    const said = state.kind === 'completed' ? rawOf({ answers: state.answers ?? [] }, field) : '';
    if (said !== '') return said;
  }
  return '';
}

/** The new responsible manager, once the account in the municipality's tenant is known and the first login details are handed over. */
export function newManager(c: Case): Person | undefined {
  if (!isOnboarding(c)) return undefined;
  const id = saidAtStage(c, 'account');
  return id === '' ? undefined : { id, name: c.application.subject.name };
}

/** The manager who leaves, where one does. */
export function leavingManager({ kind, application }: Pick<Case, 'kind' | 'application'>): Person | undefined {
  const answer = application.answers.find(({ field }) => field === directoryFields.leaving);
  return kind !== 'changeManager' || answer === undefined || answer.raw === ''
    ? undefined
    : { id: answer.raw, name: answer.text };
}

/** What an order of a new provider says of it, and what its finished tasks have added since. */
type Said = {
  readonly certified: boolean;
  readonly validFrom: Day | undefined;
  readonly validTo: Day | undefined;
  readonly units: readonly Unit[];
  readonly manager: Person | undefined;
};

const nothing: Said = { certified: false, validFrom: undefined, validTo: undefined, units: [], manager: undefined };

function saidOf(c: Case | undefined): Said {
  if (c === undefined || c.state === 'rejected' || c.state === 'withdrawn') return nothing;
  const { application } = c;
  const day = (field: 'validFrom' | 'validTo'): Day | undefined => rawOf(application, field) || undefined;
  return {
    certified: rawOf(application, 'certified') === 'true',
    validFrom: day('validFrom'),
    validTo: day('validTo'),
    // A unit without an ansvarskod stands in no directory: nothing could be charged.
    units: orderedUnits(c).filter(({ costCode }) => costCode !== ''),
    manager: newManager(c),
  };
}

/** About a provider and its manager, not about somebody's permission. */
export function isOnboarding({ kind }: Pick<Case, 'kind'>): boolean {
  return kind === 'newProvider' || kind === 'changeManager';
}

/** R12: IT's ansvarskod is that of every unit for which the order knew none; empty until it is made. */
export function orderedUnits(c: Case): readonly Unit[] {
  const parsed = parseNewUnits(rawOf(c.application, 'units'));
  const made = saidAtStage(c, 'costCode');
  return ('units' in parsed ? parsed.units : []).map((unit) => ({ ...unit, costCode: unit.costCode || made }));
}

/**
 * The provider's entry in the directory after a step of a case: what the case says anew is entered, what administrators have
 * altered since stays. The same entry where the step says nothing new.
 */
export function entryAfter(before: Case | undefined, after: Case, entry: Provider): Provider {
  if (after.kind === 'changeManager') return exchanged(before, after, entry);
  if (after.kind !== 'newProvider') return entry;
  const [was, is] = [saidOf(before), saidOf(after)];
  const { validFrom, validTo, ...rest } = entry;
  const [from, to] = [anew(was.validFrom, is.validFrom, validFrom), anew(was.validTo, is.validTo, validTo)];
  const next: Provider = {
    ...rest,
    certified: anew(was.certified, is.certified, entry.certified),
    ...(from === undefined ? {} : { validFrom: from }),
    ...(to === undefined ? {} : { validTo: to }),
    units: withNew(was.units, is.units, entry.units, ({ name, costCode }) => `${name};${costCode}`),
    managers: withNew(list(was.manager), list(is.manager), entry.managers, ({ id }) => id),
  };
  return isSame(entry, next) ? entry : next;
}

/** `byt chef`, when its day has come: the new one takes the old one's place, so that the provider is never without. */
function exchanged(before: Case | undefined, after: Case, entry: Provider): Provider {
  const comes = newManager(after);
  if (before?.exchanged !== undefined || after.exchanged === undefined || comes === undefined) return entry;
  const leaves = leavingManager(after);
  const others = entry.managers.filter(({ id }) => id !== comes.id);
  const at = others.findIndex(({ id }) => id === leaves?.id);
  const managers = at < 0 ? [comes, ...others] : others.with(at, comes);
  return { ...entry, managers };
}

function anew<T>(was: T, is: T, now: T): T {
  return was === is ? now : is;
}

function withNew<T>(was: readonly T[], is: readonly T[], now: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const [had, has, there] = [was, is, now].map((items) => new Set(items.map(keyOf)));
  const kept = now.filter((item) => !had?.has(keyOf(item)) || has?.has(keyOf(item)));
  const added = is.filter((item) => !had?.has(keyOf(item)) && !there?.has(keyOf(item)));
  return [...kept, ...added];
}

const list = (person: Person | undefined): readonly Person[] => (person === undefined ? [] : [person]);

function isSame(a: Provider, b: Provider): boolean {
  const texts = [a, b].map(({ certified, validFrom, validTo, units, managers }) =>
    JSON.stringify([certified, validFrom ?? '', validTo ?? '', units, managers]),
  );
  return texts[0] === texts[1];
}

/** An onboarding that came to nothing: the name may be used anew, without being taken for another provider's. */
export function isAbandoned({ certified, managers, units, unreadable }: Provider): boolean {
  return !certified && managers.length === 0 && units.length === 0 && unreadable !== true;
}
