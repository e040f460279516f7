import assert from 'node:assert/strict';
import { createDelivery } from '../../src/delivery/index.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import { formatCaseId } from '../../src/domain/case-id.ts';
import { slots } from '../../src/domain/slots.ts';
import { createLease } from '../../src/store/lease.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { textOf } from '../support/admin.ts';
import { goran, ida, own, remindedTerms, reminders, say } from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';

/** Swedish time in December 2026, when the 5th is a Saturday. */
const time = (day: number, clock: string): string =>
  new Date(`2026-12-${String(day).padStart(2, '0')}T${clock}:00+01:00`).toISOString();

describe('delivery: reminders and the hours of people', () => {
  let engine: Engine;
  let sender: Sender;
  beforeEach(async () => {
    const table = createMemoryTable();
    engine = await createEngine(table);
    sender = createDelivery({
      ...engine.ports,
      adminIds: ['hanna'],
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, 'one'),
      rate: 'none',
      failed: (_id, _attempt, error) => assert.fail(String(error)),
    });
  });

  async function at(now: string): Promise<void> {
    engine.services.clock.now = now;
    for (let round = 0; round < 10; round += 1) await sender.round();
  }
  const told = (personId: string, heading: RegExp): string[] =>
    engine.teams
      .messages()
      .filter(({ target }) => target.kind === 'person' && target.personId === personId)
      .map(({ card }) => textOf({ kind: 'card', card }))
      .filter((words) => heading.test(words));

  /** Sent so late in the evening that the reminder falls on the night before a Sunday. */
  async function askedOf(day: number): Promise<string> {
    engine.services.clock.now = time(day, '23:30');
    return (await engine.submitted({ terms: remindedTerms })).id;
  }
  const reminder = /^Påminnelse/;

  it('an approver is reminded when the hours begin, and not in the night', async () => {
    const { approvalDays, escalateApprovalDays } = reminders;
    const id = await askedOf(5 - approvalDays);
    await at(time(5, '23:31'));
    await at(time(7, '07:59'));
    assert.deepEqual(told('goran', reminder), []);
    assert.equal((await engine.read(id)).attestations[0]?.remindedUntil, time(7, '08:00'));
    await at(time(7, '08:00'));
    const [first, ...more] = told('goran', reminder);
    assert.ok(first?.includes(formatCaseId(id)) && more.length === 0, first);
    assert.deepEqual(told('anna', /har inte svarat/), []);
    const night = 5 - approvalDays + escalateApprovalDays;
    await at(time(night, '23:31'));
    assert.deepEqual(told('anna', /har inte svarat/), []);
    await at(time(night + 3, '08:00'));
    assert.equal(told('anna', /har inte svarat/).length, 1);
  });

  it('one who answers before the hours begin is not reminded at all', async () => {
    await askedOf(5 - reminders.approvalDays);
    await at(time(6, '10:00'));
    await engine.act(goran, say.approve(), slots.approver(1));
    await at(time(7, '08:00'));
    await at(time(8, '08:00'));
    assert.deepEqual(told('goran', reminder), []);
  });

  it('within hours it comes at once', async () => {
    engine.services.clock.now = time(7, '09:00');
    await engine.submitted({ terms: remindedTerms });
    await at(time(7 + reminders.approvalDays, '09:00'));
    assert.equal(told('goran', reminder).length, 1);
  });

  it('the one who has a task is reminded in the hours of its queue', async () => {
    engine.services.clock.now = time(1, '15:00');
    const { id } = await engine.submitted({ terms: remindedTerms, approver: own });
    engine.services.clock.now = time(5 - reminders.taskDays + 1, '16:29');
    await engine.act(ida, say.take('it'), slots.queue('it', 1));
    await at(time(6, '16:30'));
    assert.deepEqual(told('ida', reminder), []);
    await at(time(7, '08:00'));
    assert.equal(told('ida', reminder).length, 1, id);
  });
});
