import type { Instant } from '../domain/person.ts';

const longest = { part: 120, key: 500 };
/**
 * `/ \ # ?` are the service's own rule. Quotes and `%` are read differently along the way, and the client takes the
 * answer to a write for an error where it shows a key with braces.
 */
const notInKeys = /[^\x21-\x7e]|[/\\#?'%{}]/;
/** `!` stands between parts and `~` ends ranges. */
const notInParts = /[!~]/;

/** Throws unless the table takes this key. Keys are shown in errors, so they must hold no personal data. */
export function checkKey(key: string): string {
  if (key === '' || key.length > longest.key || notInKeys.test(key)) {
    throw new Error(`Not a row key: ${JSON.stringify(key.slice(0, longest.part))} (${key.length} characters)`);
  }
  return key;
}

/** What a card sends as a person's id may be anything. */
export function isPersonId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

function part(text: string): string {
  if (text === '' || text.length > longest.part || notInKeys.test(text) || notInParts.test(text)) {
    throw new Error(
      `Not a part of a row key: ${JSON.stringify(text.slice(0, longest.part))} (${text.length} characters)`,
    );
  }
  return text;
}

function join(...parts: string[]): string {
  return parts.map(part).join('!');
}

function prefix(...parts: string[]): string {
  return `${join(...parts)}!`;
}

/** Eight digits, so that the order of keys is the order of numbers. */
function counted(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 99_999_999) {
    throw new Error(`Not a number of a row key: ${number}`);
  }
  return String(number).padStart(8, '0');
}

/** Only instants of one width sort by time. */
function timed(instant: Instant): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(instant) || Number.isNaN(Date.parse(instant))) {
    throw new Error(`Not an instant of a row key: ${JSON.stringify(instant.slice(0, longest.part))}`);
  }
  return instant;
}

/** Thirteen digits that fall as time goes, for lists with the newest first. */
export function newestFirst(instant: Instant): string {
  const inverted = 9_999_999_999_999 - Date.parse(timed(instant));
  if (inverted < 0 || inverted > 9_999_999_999_999) {
    throw new Error(`Not an instant of a row key: ${instant}`);
  }
  return String(inverted).padStart(13, '0');
}

export const caseKey = (caseId: string): string => join('case', caseId);

export const eventKey = (caseId: string, revision: number): string => join('event', caseId, counted(revision));
export const eventPrefix = (caseId: string): string => prefix('event', caseId);

export const dueKey = (time: Instant, caseId: string): string => join('due', timed(time), caseId);
/** The wake at which somebody's draft under a case id expires. */
export const draftDueKey = (time: Instant, caseId: string, personId: string): string =>
  join('due', timed(time), caseId, personId);
export const duePrefix = (): string => prefix('due');
/** The prefix of the wakes at this very instant: `after` it is the end of what is due by then. */
export const duePrefixAt = (time: Instant): string => prefix('due', timed(time));

export function parseDueKey(key: string): {
  readonly time: Instant;
  readonly caseId: string;
  readonly draftOf?: string;
} {
  const [kind, time, caseId, personId, ...rest] = key.split('!');
  if (kind !== 'due' || time === undefined || caseId === undefined || rest.length > 0) {
    throw new Error(`Not the key of a wake: ${JSON.stringify(key.slice(0, longest.part))}`);
  }
  const parsed = { time: timed(time), caseId: part(caseId) };
  return personId === undefined ? parsed : { ...parsed, draftOf: part(personId) };
}

export const postKey = (caseId: string, slot: string): string => join('post', caseId, slot);
export const postPrefix = (caseId: string): string => prefix('post', caseId);

/** Which slot a message in Teams belongs to; `message` is its hash, since Teams' ids may hold what keys may not. */
export const messageKey = (message: string): string => join('message', message);

export const troubleRowKey = (trouble: string): string => join('trouble', trouble);
export const troublePrefix = (): string => prefix('trouble');
/** What waits for a trouble to be mended: a case, or a row that cannot be read. */
export const waitingKey = (trouble: string, waits: string): string => join('waiting', trouble, waits);
export const waitingPrefix = (trouble: string): string => prefix('waiting', trouble);

/** What a queue has been told of. */
export const queueKey = (queue: string): string => join('queue', queue);

/** What was finished in a queue, the latest first; `what` is the task. */
export const doneKey = (queue: string, at: Instant, what: string): string => join('done', queue, newestFirst(at), what);
export const donePrefix = (queue: string): string => prefix('done', queue);
/** Everything finished at this instant or later lies before it. */
export const doneUntil = (queue: string, at: Instant): string => `${join('done', queue, newestFirst(at))}!~`;

/** Which case was the latest first report of a fault. */
export const incidentKey = (name: string): string => join('incident', name);

export const listKey = (list: string, sort: string, caseId: string): string => join('list', list, sort, caseId);
export const listPrefix = (list: string): string => prefix('list', list);

/** Of a person at a provider: `g.<case>.<system>` for what was given, `e.<case>.<system>` for what was ended, `o.<case>` for an order under way. */
export const staffKey = (providerId: string, hash: string, what: string): string =>
  join('staff', providerId, hash, what);
export const staffPrefix = (providerId: string, ...hash: readonly string[]): string =>
  prefix('staff', providerId, ...hash);
/** At which providers a person is known. */
export const personKey = (hash: string, providerId: string): string => join('person', hash, providerId);
export const personPrefix = (hash: string): string => prefix('person', hash);

/** Of everybody at every provider. */
export const everyonePrefix = (): string => prefix('staff');

/** A month that is put down, its lines in parts of their own, and what was corrected in a month. */
export const billingKey = (month: string): string => join('billing', month);
export const billingPartKey = (month: string, number: number): string => join('billing', month, counted(number));
export const billingPartPrefix = (month: string): string => prefix('billing', month);
export const correctionKey = (month: string, id: string): string => join('correction', month, id);
export const correctionPrefix = (month: string): string => prefix('correction', month);
/** A list that somebody lays in: what it is and how far it has come, and its cases, a batch a row. */
export const importKey = (list: string): string => join('import', list);
export const importPrefix = (): string => prefix('import');
export const importBatchKey = (list: string, batch: number): string => join('importcases', list, counted(batch));
/** Only one list is laid in at a time: its creation decides. */
export const importingKey = (): string => 'importing';

/** What only one may have: of which kind, and which by its keyed hash. */
export const reservedKey = (scope: string, key: string): string => join('reserved', scope, key);

export const secretKey = (caseId: string, task: string, round: number): string =>
  join('secret', caseId, `${part(task)}.${Number(counted(round))}`);

export const draftKey = (personId: string, caseId: string): string => join('draft', personId, caseId);
export const draftPrefix = (personId: string): string => prefix('draft', personId);

/** A file that somebody has sent. */
export const uploadKey = (personId: string, id: string): string => join('upload', personId, id);
export const uploadPrefix = (personId: string): string => prefix('upload', personId);

export const providerKey = (id: string): string => join('provider', id);
export const providerPrefix = (): string => prefix('provider');
export const groupsKey = (): string => 'groups';
export const rightsPrefix = (): string => prefix('rights');
export const rightsKey = (personId: string): string => join('rights', personId);

export const absenceKey = (personId: string): string => join('absence', personId);
export const absencePrefix = (): string => prefix('absence');

/** How often a password was asked for: for a person, or by one. */
export const askedKey = (...whose: readonly string[]): string => join('asked', ...whose);

export const unitRolesKey = (provider: string): string => join('unitroles', provider);
export const rosterKey = (queue: string): string => join('roster', queue);

export const directoryEventKey = (entity: string, revision: number): string =>
  join('directory', entity, counted(revision));
export const directoryEventPrefix = (entity: string): string => prefix('directory', entity);

export const linkKey = (queue: string): string => join('link', queue);
export const linkPrefix = (): string => prefix('link');
export const chatKey = (personId: string): string => join('chat', personId);
export const welcomeKey = (place: string): string => join('welcome', place);
export const leaseKey = (): string => 'lease';
