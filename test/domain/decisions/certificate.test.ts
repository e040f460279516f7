import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/case.ts';
import { addDays, dayOf, startOfDay } from '../../../src/domain/calendar/days.ts';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { submit } from '../../../src/domain/decisions/submit.ts';
import { noRights } from '../../../src/domain/directory.ts';
import type { Command } from '../../../src/domain/decide.ts';
import type { StoredFile } from '../../../src/domain/file.ts';
import { acceptedPurposes, filesOf } from '../../../src/domain/files.ts';
import type { Instant } from '../../../src/domain/person.ts';
import { promisedDay } from '../../../src/domain/promise.ts';
import {
  acceptedOf,
  anna,
  answer,
  application,
  asking,
  goran,
  ida,
  isak,
  later,
  malin,
  otherManager,
  own,
  played,
  reasonOf,
  sara,
  say,
  start,
  stateOfTasks,
  stranger,
  submission,
  taskOf,
  terms,
  tried,
} from '../../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const certificate = { title: 'Intyg', days: 7, reminderDays: [3, 6], courseText: 'Kursen.', notedBy: 'sent' };
const desktop = { id: 'fjarrskrivbord', name: 'Fjärrskrivbord', answers: [] };
const order = application({ systems: [desktop] });
const said = { ...answer('sent', 'Skickat tidigare', 'Ja'), raw: 'true' };
const saying = { ...order, answers: [...order.answers, said] };

function remote(at: Instant = start, change: Parameters<typeof submission>[0] = {}): Case {
  return acceptedOf(
    submit(
      submission({
        kind: 'remoteAccess',
        application: order,
        route: [{ queue: 'it', queueName: 'IT', per: 'system', title: 'Fjärråtkomst ({system})' }],
        terms: { ...terms, certificate, handling: { days: 7, from: 'approval' } },
        ...change,
      }),
      { now: at, actor: anna },
    ),
  );
}

const note: Command = { verb: 'noteCertificate', text: 'Skickat med e-post i fredags.' };
const accept: Command = { verb: 'acceptCertificate', task: 'fjarrskrivbord' };
const turnDown: Command = { verb: 'refuseCertificate', task: 'fjarrskrivbord', reason: 'Fråga 4 är fel.' };
const elapse = say.elapse();
const done = say.give('fjarrskrivbord');

const asked = remote();
const approved = played(asked, [goran, say.approve()]);
const given = played(approved, [anna, note]);
const accepted = played(given, [ida, accept]);

/** Everything that time brings, as the sender's wakes do it. */
function waited(c: Case, until: Instant): Case {
  for (let at = c; ;) {
    const wake = nextWake(at);
    if (wake === undefined || wake > until) return at;
    at = played(at, [bot, elapse, wake]);
  }
}

const stored = (id: string): StoredFile => ({
  id,
  name: `${id}.pdf`,
  type: 'pdf',
  size: 1,
  sha256: '0',
  by: anna.person,
  at: start,
});
const give = (id: string): Command => ({
  verb: 'attachFile',
  files: [stored(id)],
  purpose: 'certificate',
  most: 1,
});

describe('domain/decisions/certificate as a file', () => {
  it('R18, R86: a file is the certificate that was waited for; the queue gets its task and is not told twice', () => {
    assert.deepEqual(acceptedPurposes(approved, start), ['certificate', 'attachment']);
    const c = played(approved, [anna, give('a')]);
    assert.equal(c.certificate?.state.kind, 'given');
    assert.equal(taskOf(c, 'fjarrskrivbord').state.kind, 'queued');
    assert.equal(filesOf(c)[0]?.purpose, 'certificate');
    assert.ok('accepted' in tried(c, [ida, accept]));
  });

  it('R94: one that is turned down can be sent anew, by the owner or by the queue that judges it', () => {
    const refused = played(played(approved, [anna, give('a')]), [ida, turnDown]);
    for (const who of [anna, malin, ida]) {
      const again = played(refused, [who, give('b')]);
      assert.equal(again.certificate?.state.kind, 'given');
      assert.deepEqual(
        filesOf(again).map(({ number }) => number),
        [1, 2],
      );
    }
    for (const who of [sara, otherManager, stranger]) assert.equal(reasonOf(refused, [who, give('b')]), 'notEntitled');
  });

  it('R95: none after the week, before anybody has looked or after; and none where one is approved', () => {
    const late = later(start, { days: 8 });
    assert.equal(reasonOf(approved, [anna, give('a'), late]), 'certificateTooLate');
    assert.deepEqual(acceptedPurposes(approved, late), ['attachment']);
    assert.equal(reasonOf(waited(approved, late), [anna, give('a'), late]), 'certificateTooLate');
    assert.equal(reasonOf(accepted, [anna, give('a')]), 'certificateAccepted');
    assert.deepEqual(acceptedPurposes(accepted, start), ['attachment']);
  });

  it('it is not taken out of the case again', () => {
    const c = played(approved, [anna, give('a')]);
    assert.equal(reasonOf(c, [anna, { verb: 'removeFile', number: 1 }]), 'certificateStays');
  });

  it('one that lay in the draft has come with the order, beside what is only attached', () => {
    const files = [
      { ...stored('a'), purpose: 'attachment' },
      { ...stored('b'), purpose: 'certificate' },
    ] as const;
    const c = remote(start, { files });
    assert.equal(c.certificate?.state.kind, 'given');
    assert.deepEqual(
      filesOf(c).map(({ number, purpose }) => [number, purpose]),
      [
        [1, 'attachment'],
        [2, 'certificate'],
      ],
    );
    assert.equal(remote(start, { files: [files[0]] }).certificate?.state.kind, 'missing');
  });
});

describe('domain/decisions/certificate', () => {
  it('R18, R86: IT’s task opens when the order is approved and the certificate is there, in either order', () => {
    assert.deepEqual(stateOfTasks(approved), { fjarrskrivbord: 'waiting' });
    assert.deepEqual(stateOfTasks(given), { fjarrskrivbord: 'queued' });
    const first = played(asked, [anna, note]);
    assert.deepEqual(stateOfTasks(first), { fjarrskrivbord: 'waiting' });
    assert.deepEqual(stateOfTasks(played(first, [goran, say.approve()])), { fjarrskrivbord: 'queued' });
  });

  it('R96: the tick that it was sent before is as good, and is judged like any other', () => {
    const ticked = remote(start, { application: saying });
    assert.equal(ticked.certificate?.state.kind, 'given');
    const queued = played(ticked, [goran, say.approve()]);
    assert.deepEqual(stateOfTasks(queued), { fjarrskrivbord: 'queued' });
    assert.equal(reasonOf(queued, [ida, done]), 'certificateNotJudged');
  });

  it('R96: an alteration may say so too, and one that names another person begins anew', () => {
    const questioned = played(asked, [goran, say.ask()]);
    const ticked = played(questioned, [anna, say.alter(saying, asking(goran))]);
    assert.equal(ticked.certificate?.state.kind, 'given');
    const again = played(ticked, [goran, say.ask(2)]);
    const at = later(start, { days: 5 });
    const another = { ...order, subject: { ...order.subject, name: 'Nils', hash: 'hash-of-nils' } };
    const other = played(again, [anna, say.alter(another, asking(goran), 2), at]);
    assert.deepEqual([other.certificate?.state.kind, other.certificate?.since], ['missing', at]);
  });

  it('R94: Klarmarkera is refused before the certificate is approved', () => {
    assert.equal(reasonOf(given, [ida, done]), 'certificateNotJudged');
    assert.equal(played(accepted, [ida, done]).state, 'finished');
  });

  it('judging an untaken task takes it, and a colleague’s is not judged', () => {
    const { state } = taskOf(accepted, 'fjarrskrivbord');
    assert.ok(state.kind === 'taken' && state.by.id === ida.person.id);
    assert.equal(reasonOf(played(given, [ida, say.take('fjarrskrivbord')]), [isak, accept]), 'taskNotYours');
    assert.equal(reasonOf(given, [sara, accept]), 'notMember');
    assert.equal(reasonOf(given, [anna, accept]), 'notMember');
  });

  it('R94: one that is turned down is waited for anew, for a week; whoever turned it down keeps the task', () => {
    const at = later(start, { days: 5 });
    const down = played(given, [ida, turnDown, at]);
    assert.deepEqual([down.certificate?.state.kind, down.certificate?.since], ['missing', at]);
    assert.deepEqual(
      down.certificate?.refusals.map(({ reason }) => reason),
      ['Fråga 4 är fel.'],
    );
    assert.equal(reasonOf(down, [ida, done]), 'certificateMissing');
    assert.equal(reasonOf(down, [ida, accept]), 'certificateMissing');
    assert.equal(waited(down, later(start, { days: 11 })).state, 'handling');
    const again = played(down, [anna, note, later(at, { days: 2 })]);
    assert.deepEqual(
      taskOf(again, 'fjarrskrivbord').notes.map(({ kind }) => kind),
      ['certificate'],
    );
    assert.equal(played(again, [ida, accept], [ida, done]).state, 'finished');
    assert.equal(waited(down, later(start, { days: 30 })).state, 'lapsed');
  });

  it('a reason is given for turning it down', () => {
    assert.equal(reasonOf(given, [ida, { ...turnDown, reason: ' ' }]), 'textMissing');
    assert.equal(reasonOf(given, [ida, { ...turnDown, reason: 'Gäller 19900602-2397' }]), 'personnummerInText');
  });

  it('the manager, a colleague at the provider and the queue that handles it may give it; nobody else', () => {
    for (const who of [anna, malin, ida]) assert.ok('accepted' in tried(asked, [who, note]), who.person.name);
    for (const who of [otherManager, goran, sara, stranger]) assert.equal(reasonOf(asked, [who, note]), 'notEntitled');
  });

  it('a second certificate is taken while the first is not judged, and kindly refused after that', () => {
    assert.ok('accepted' in tried(given, [anna, note]));
    assert.equal(reasonOf(accepted, [anna, note]), 'certificateAccepted');
    assert.equal(reasonOf(played(accepted, [ida, done]), [anna, note]), 'certificateAccepted');
    assert.equal(reasonOf(waited(asked, later(start, { days: 9 })), [anna, note]), 'certificateTooLate');
    assert.equal(reasonOf(played(asked, [anna, say.withdraw()]), [anna, note]), 'caseClosed');
  });

  it('an order of another process asks for none', () => {
    const other = remote(start, { terms });
    assert.equal(other.certificate, undefined);
    assert.equal(reasonOf(other, [anna, note]), 'certificateNotWanted');
  });

  describe('R95: no certificate within a week closes the order', () => {
    const closing = (sent: Instant): Instant => {
      const lapsed = waited(remote(sent), later(sent, { days: 20 }));
      assert.equal(lapsed.state, 'lapsed');
      return lapsed.state === 'lapsed' ? lapsed.at : '';
    };

    it('to the day in Sweden, over both clock changes and over Christmas', () => {
      // Sent, and the midnight that ends the seventh day.
      const cases: [Instant, Instant][] = [
        ['2026-03-02T08:00:00.000Z', '2026-03-09T23:00:00.000Z'],
        ['2026-03-24T22:59:59.999Z', '2026-03-31T22:00:00.000Z'],
        ['2026-03-24T23:00:00.000Z', '2026-04-01T22:00:00.000Z'],
        ['2026-03-28T23:30:00.000Z', '2026-04-05T22:00:00.000Z'],
        ['2026-10-20T10:00:00.000Z', '2026-10-27T23:00:00.000Z'],
        ['2026-10-24T21:59:00.000Z', '2026-10-31T23:00:00.000Z'],
        ['2026-12-21T08:00:00.000Z', '2026-12-28T23:00:00.000Z'],
        ['2026-12-30T22:59:00.000Z', '2027-01-06T23:00:00.000Z'],
      ];
      for (const [sent, closed] of cases) assert.equal(closing(sent), closed, sent);
    });

    it('the last millisecond of the seventh day is in time, and the next is not, for any moment of Skicka', () => {
      const moments = fc.date({
        min: new Date('2026-01-01T00:00:00Z'),
        max: new Date('2028-12-31T00:00:00Z'),
        noInvalidDate: true,
      });
      fc.assert(
        fc.property(moments, (moment) => {
          const sent = moment.toISOString();
          const end = startOfDay(addDays(dayOf(sent), 8));
          const open = waited(remote(sent), later(end, { ms: -1 }));
          assert.equal(open.state, 'attesting');
          assert.ok('accepted' in tried(open, [anna, note, later(end, { ms: -1 })]));
          assert.equal(reasonOf(open, [anna, note, end]), 'certificateTooLate');
          assert.equal(waited(open, end).state, 'lapsed');
        }),
      );
    });

    it('reminders come after three and six days, each once; the week runs from Skicka, approved or not', () => {
      for (const c of [asked, approved]) {
        const at = (days: number, minutes = 0): Case => waited(c, later(start, { days, minutes }));
        assert.equal(at(3, -1).certificate?.reminders.length, 0);
        assert.deepEqual(at(3).certificate?.reminders, [{ number: 1, days: 3, until: '2026-03-09' }]);
        assert.deepEqual(
          at(6).certificate?.reminders.map(({ days }) => days),
          [3, 6],
        );
        assert.equal(at(8).state, 'lapsed');
      }
      assert.equal(waited(given, later(start, { days: 30 })).certificate?.reminders.length, 0);
    });

    it('where the bot has stood still, one reminder says it all, and too late is too late', () => {
      const late = played(asked, [bot, elapse, later(start, { days: 6, minutes: 5 })]);
      assert.deepEqual(
        late.certificate?.reminders.map(({ days }) => days),
        [6],
      );
      assert.equal(played(asked, [bot, elapse, later(start, { days: 40 })]).state, 'lapsed');
    });

    it('what is closed stays closed: its tasks are called off, and nothing wakes it', () => {
      const lapsed = waited(approved, later(start, { days: 8 }));
      assert.deepEqual(stateOfTasks(lapsed), { fjarrskrivbord: 'cancelled' });
      assert.equal(nextWake(lapsed), undefined);
      assert.equal(reasonOf(lapsed, [bot, elapse, later(start, { days: 9 })]), 'stale');
      assert.equal(reasonOf(lapsed, [anna, say.withdraw()]), 'caseClosed');
      assert.equal(reasonOf(waited(asked, later(start, { days: 8 })), [goran, say.approve()]), 'caseClosed');
    });
  });

  it('R87: about seven days from the approval', () => {
    assert.equal(promisedDay(asked), undefined);
    assert.equal(promisedDay(played(asked, [goran, say.approve(), '2026-03-27T22:59:00.000Z'])), '2026-04-03');
    assert.equal(promisedDay(played(asked, [goran, say.approve(), '2026-03-28T23:00:00.000Z'])), '2026-04-05');
    assert.equal(promisedDay(remote(start, { approver: own })), '2026-03-09');
  });
});
