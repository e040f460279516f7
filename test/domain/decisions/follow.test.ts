import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import { nothingGathered, type Report } from '../../../src/domain/gathering.ts';
import { standingOf } from '../../../src/domain/incident.ts';
import { lists, listings } from '../../../src/domain/lists.ts';
import { underWayOf } from '../../../src/domain/register.ts';
import { isAboutSomebody } from '../../../src/domain/subject.ts';
import { startsOf } from '../../../src/domain/starts.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { nextStep } from '../../../src/views/next-step.ts';
import {
  anna,
  ida,
  isak,
  later,
  own,
  played,
  reasonOf,
  say,
  start,
  stateOfTasks,
  submitted,
  terms,
  today,
  tried,
} from '../../support/cases.ts';

const bot = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const route = [
  { id: 'help', queue: 'it', queueName: 'IT', per: 'case' as const, title: 'Teknisk hjälp', credentials: false },
];
const report = (id: string, more: Partial<Parameters<typeof submitted>[0]>): Case =>
  submitted({ id, kind: 'technicalHelp', route, approver: own, terms: { ...terms, approver: 'nobody' }, ...more });
const reportOf = ({ id, provider }: Case): Report => ({ case: id, provider, unit: 'Norr', at: start });

const first = report('AAAAAAAA', { gathering: nothingGathered });
const second = report('BBBBBBBB', { gathered: { first: first.id } });
const third = report('CCCCCCCC', { gathered: { first: first.id } });
const follow = (of?: Case): Command => ({ verb: 'follow', ...(of ? { first: of } : {}) });
const gathered = played(first, [bot, { verb: 'gather', reports: [second, third].map(reportOf), told: '' }]);
const unseen = ({ tasks }: Case) => tasks.map((task) => ({ ...task, unreached: start }));
const done: Command = { verb: 'complete', task: 'help', credentials: false };

describe('domain/decisions/follow', () => {
  it('a later report is no task of its own, and stands among those that follow the first', () => {
    assert.deepEqual(stateOfTasks(second), { help: 'waiting' });
    const own = listings(second).map(({ list }) => list);
    assert.ok(own.includes(lists.gathered(first.id)) && !own.includes(lists.queue('it')));
    assert.deepEqual(stateOfTasks(first), { help: 'queued' });
  });

  it('who takes the first has the others, and gives them up with it', () => {
    const taken = played(gathered, [ida, say.take('help')]);
    const following = played(second, [bot, follow(taken)]);
    assert.equal(following.gathered?.handler?.by.name, ida.person.name);
    assert.equal(reasonOf(following, [bot, follow(taken)]), 'stale', 'nothing has changed since');
    const back = played(taken, [ida, say.putBack('help')]);
    assert.equal(played(following, [bot, follow(back)]).gathered?.handler, undefined);
  });

  it('where to turn meanwhile is said to all, and no longer when somebody has it', () => {
    const told = played(second, [bot, { verb: 'follow', first: gathered, call: 'Ring 15 25 55.' }]);
    assert.match(nextStep(told), /^du får besked här när felet är löst\. Ring 15 25 55\.$/);
    const taken = played(gathered, [ida, say.take('help')]);
    assert.doesNotMatch(nextStep(played(told, [bot, follow(taken)])), /Ring/);
    assert.notEqual(
      standingOf(gathered),
      standingOf({ ...gathered, tasks: unseen(gathered) }),
      'they are woken for it',
    );
  });

  it('what comes of the first comes of the others', () => {
    const solved = played(gathered, [isak, done]);
    const ended = played(second, [bot, follow(solved)]);
    assert.equal(ended.state, 'finished');
    assert.deepEqual(stateOfTasks(ended), { help: 'completed' });
    assert.ok(!listings(ended).some(({ list }) => list === lists.gathered(first.id)));
    const refused = played(second, [bot, follow(played(gathered, [ida, say.refuse('help', 'Inget fel här')]))]);
    assert.ok(refused.state === 'rejected' && refused.reason === 'Inget fel här');
  });

  it('one that was reported after the first was solved is a task of its own', () => {
    const solved = played(gathered, [isak, done, later(start, { minutes: 5 })]);
    const late = { ...second, submittedAt: later(start, { minutes: 6 }) };
    const released = played(late, [bot, follow(solved)]);
    assert.deepEqual(stateOfTasks(released), { help: 'queued' });
    assert.equal(released.gathered, undefined);
  });

  it('the first taken back leaves its place to the next, whom the others follow', () => {
    const gone = played(gathered, [anna, say.withdraw()]);
    const next = played(second, [bot, follow(gone)]);
    assert.deepEqual(stateOfTasks(next), { help: 'queued' });
    assert.deepEqual(next.gathering, nothingGathered);
    const other = played(third, [bot, follow(gone)]);
    assert.deepEqual(other.gathered, { first: second.id });
    assert.deepEqual(stateOfTasks(other), { help: 'waiting' });
  });

  it('nothing waits for a first report that is gone', () => {
    assert.deepEqual(stateOfTasks(played(second, [bot, follow()])), { help: 'queued' });
  });

  it('one that was taken back follows nobody', () => {
    assert.equal(reasonOf(played(second, [anna, say.withdraw()]), [bot, follow(first)]), 'stale');
  });

  it('a count makes no click on the card stale, and stays when all is over', () => {
    const click = { slot: 'queue.help.1', version: first.tasks[0]?.version ?? 0 };
    assert.ok('accepted' in tried(gathered, [ida, say.take('help')], click));
    const solved = played(gathered, [isak, done]);
    const after = played(solved, [bot, { verb: 'gather', reports: [], told: 'over' }]);
    assert.equal(after.gathering?.reports.length, 2);
  });

  it('a report is about nobody: it stands in no register and is nobody’s start', () => {
    assert.ok(!isAboutSomebody(first));
    assert.equal(underWayOf(first), undefined);
    assert.deepEqual(startsOf([first], today), []);
    const opened = played(first, [ida, say.openPersonnummer('help')]);
    assert.equal(opened.log.at(-1)?.verb, 'read');
  });
});
