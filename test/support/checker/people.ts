import type { CaseEvent } from '../../../src/commands/ports.ts';
import { readSlot } from '../../../src/commands/slot-ref.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Row } from '../../../src/store/table.ts';
import type { Evidence, Right } from './evidence.ts';
import { casesOf, eventsOf } from './read.ts';

/** What the bot does of itself. */
const own = new Set([
  'elapse',
  'follow',
  'gather',
  'mailed',
  'passOn',
  'reconsider',
  'seeToEnd',
  'standIn',
  'unreachable',
  'warnOfEnd',
]);

/** Who did what: every event by somebody entitled and in its turn, and every accepted answer among them. */
export function checkPeople({ rows, told, permitted = () => true }: Evidence): string[] {
  const cases = casesOf(rows);
  const entitled = cases.flatMap((c) =>
    eventsOf(rows, c.id).flatMap((event, index) => {
      const { person, verb } = event;
      if (person === 'bot') return own.has(verb) ? [] : [`the bot did ${verb} in ${c.id}`];
      const rights = rightsFor(c, event);
      const may =
        rights === 'enough' ||
        rights.some((right) => permitted({ caseId: c.id, revision: index + 1, person, verb, right }));
      return may ? [] : [`${person} did ${verb} (${event.click?.slot ?? 'no card'}) in ${c.id} without the right to`];
    }),
  );
  return [...entitled, ...cases.flatMap((c) => checkOrder(c, eventsOf(rows, c.id))), ...checkTold(rows, told)];
}

/** Rights any one of which allows the event; none where nobody could have done it, and `enough` where it takes none more. */
function rightsFor(c: Case, { verb, person, click }: CaseEvent): Right[] | 'enough' {
  const provider = c.provider.id;
  const slot = readSlot(click?.slot ?? '');
  const manager: Right = { kind: 'manager', provider };
  const asked = c.attestations.find((one) => slot.kind !== 'approver' || one.round === slot.round);
  switch (verb) {
    case 'approve':
    case 'reject':
    case 'askAsApprover':
      return slot.kind === 'approver' && asked?.approver.id === person ? [{ kind: 'attestant', provider }] : [];
    // To regret one's own approval takes no right to approve.
    case 'undoApproval':
      return slot.kind === 'approver' && asked?.approver.id === person ? 'enough' : [];
    case 'openPersonnummer': {
      if (slot.kind === 'queue') return memberOf(c, slot.task);
      const isApprover = c.attestations.some(({ approver }) => approver.id === person);
      return isApprover ? [manager, { kind: 'attestant', provider }] : [manager];
    }
    case 'submit':
    case 'supplement':
    case 'withdraw':
    case 'attachFile':
    case 'removeFile':
    case 'chooseApprover':
    case 'openCredentials':
    case 'receipt':
    case 'requestCredentials':
    case 'chooseTime':
    case 'declineTimes':
      return [manager];
    default:
      return slot.kind === 'queue' ? memberOf(c, slot.task) : [];
  }
}

function memberOf(c: Case, id: string): Right[] {
  const task = c.tasks.find((one) => one.id === id);
  return task ? [{ kind: 'member', queue: task.queue }] : [];
}

const handled = new Set(['take', 'takeOver', 'putBack', 'complete', 'refuseTask', 'askAsCaseworker', 'proposeTimes']);
const settling = new Set(['complete', 'refuseTask']);

/** R6: nobody handles a task before every task of the earlier stages has been finished once. */
function checkOrder(c: Case, events: readonly CaseEvent[]): string[] {
  const settled = new Set<string>();
  return events.flatMap(({ verb, click }) => {
    const slot = readSlot(click?.slot ?? '');
    if (slot.kind !== 'queue' || !handled.has(verb)) return [];
    const stage = c.tasks.find(({ id }) => id === slot.task)?.stage ?? 0;
    const earlier = c.tasks.filter((task) => task.stage < stage && task.state.kind !== 'cancelled');
    const open = earlier.filter(({ id }) => !settled.has(id));
    if (settling.has(verb)) settled.add(slot.task);
    return open.map(({ id }) => `${slot.task} of ${c.id} was handled (${verb}) before ${id}`);
  });
}

function checkTold(rows: readonly Row[], told: Evidence['told']): string[] {
  return told
    .filter(({ accepted }) => accepted)
    .filter(({ caseId, person, verb, slot, version }) => {
      const events = eventsOf(rows, caseId).filter((event) => event.person === person && event.verb === verb);
      return !events.some(({ click }) => click === undefined || (click.slot === slot && click.version === version));
    })
    .map(
      ({ person, verb, slot, caseId }) => `${person} was told that ${verb} (${slot}) was done in ${caseId}; it was not`,
    );
}
