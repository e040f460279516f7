import assert from 'node:assert/strict';
import { grantsOf, type Held, type UnderWay, underWayOf } from '../../src/domain/register.ts';
import { byEmployment, changeOf, latestOf, nextEnd, searchStaff, staffOf, unitsOf } from '../../src/domain/staff.ts';
import { asked, finished, itTaken, rejected, today, withdrawn } from '../support/cases.ts';

const south = { name: 'Hemtjänst Söder', costCode: '47120' };

function held(hash: string, name: string, change: Partial<Held> = {}): Held {
  const [grant] = grantsOf(finished);
  assert.ok(grant);
  return { ...grant, person: { ...grant.person, hash, name }, ...change };
}

function order(hash: string, name: string, change: Partial<UnderWay> = {}): UnderWay {
  return { ...(underWayOf(asked) ?? assert.fail()), person: { hash, name }, ...change };
}

describe('domain/staff', () => {
  it('an order is under way until it is at its end', () => {
    assert.deepEqual(
      underWayOf(asked)?.systems.map(({ id }) => id),
      ['treserva', 'tes'],
    );
    assert.equal(underWayOf(itTaken)?.case, asked.id);
    for (const c of [finished, rejected, withdrawn]) assert.equal(underWayOf(c), undefined);
  });

  it('is everybody who has something today or awaits it, by name as Swedes sort', () => {
    const known = {
      held: [
        held('a', 'Östen Ek'),
        held('b', 'Åke Ask'),
        held('c', 'Sven Slut', { to: '2026-03-01' }),
        held('d', 'Eva Ended', { ended: { case: '', system: '', by: 'x', at: '' } }),
      ],
      underWay: [order('e', 'Örjan Ny')],
    };
    assert.deepEqual(
      staffOf(known, today).map(({ name }) => name),
      ['Åke Ask', 'Örjan Ny', 'Östen Ek'],
    );
  });

  it('goes by the name of the latest order', () => {
    const known = {
      held: [held('a', 'Kim Gift', { since: '2026-03-02' }), held('a', 'Kim Ogift', { since: '2025-01-01' })],
    };
    assert.deepEqual(staffOf({ ...known, underWay: [] }, today)[0]?.name, 'Kim Gift');
    assert.equal(latestOf(known.held)?.person.name, 'Kim Gift');
  });

  it('is found by every word of a search, whatever the accents', () => {
    const staff = staffOf({ held: [held('a', 'Åsa Öberg'), held('b', 'Åsa Ask')], underWay: [] }, today);
    assert.deepEqual(
      searchStaff(staff, 'oberg ASA').map(({ hash }) => hash),
      ['a'],
    );
    assert.equal(searchStaff(staff, ' ').length, 2);
  });

  it('keeps the employments apart', () => {
    const [one] = staffOf(
      {
        held: [held('a', 'Kim'), held('a', 'Kim', { employment: { unit: south, type: '', title: '' } })],
        underWay: [],
      },
      today,
    );
    assert.ok(one);
    assert.deepEqual(
      byEmployment(one.held).map(({ employment }) => employment.unit.name),
      ['Hemtjänst Norr', 'Hemtjänst Söder'],
    );
    assert.equal(unitsOf(one).length, 2);
  });

  it('R27: remote access, whose order says less of the employment, stands with the rest of it', () => {
    const employment = { unit: south, type: 'Tillsvidareanställning', title: 'Undersköterska' };
    const full = held('a', 'Kim', { employment });
    const remote = held('a', 'Kim', { kind: 'remoteAccess', employment: { ...employment, type: '', title: '' } });
    assert.deepEqual(byEmployment([remote, full]), [{ employment, held: [remote, full] }]);
  });

  it('says what an order under way does to a permission, and which end comes first', () => {
    const one = held('a', 'Kim', { to: '2026-05-01' });
    const ends = [{ case: one.case, system: one.system.id }];
    assert.equal(changeOf(one, [order('a', 'Kim')]), undefined);
    assert.equal(changeOf(one, [order('a', 'Kim', { purpose: 'remove', ends })]), 'removed');
    assert.equal(changeOf(one, [order('a', 'Kim', { purpose: 'change', ends })]), 'changed');
    assert.equal(nextEnd([one, held('a', 'Kim', { to: '2026-04-01' }), held('a', 'Kim')]), '2026-04-01');
  });
});
