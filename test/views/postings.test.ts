import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { readSlot } from '../../src/commands/slot-ref.ts';
import type { Application, OrderedSystem } from '../../src/domain/application.ts';
import type { Case } from '../../src/domain/case.ts';
import { slots, slotVersion } from '../../src/domain/slots.ts';
import { Secret } from '../../src/domain/secret.ts';
import { maxLengthOf } from '../../src/domain/form.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { createVault } from '../../src/store/vault.ts';
import type { CaseAction, CaseCard } from '../../src/views/case-card.ts';
import { postings, type Posting } from '../../src/views/postings.ts';
import { render } from '../../src/views/render.ts';
import {
  altering,
  anna,
  answer,
  answeredWith,
  application,
  approved,
  asked,
  asking,
  birgit,
  finished,
  goran,
  ida,
  isak,
  itDone,
  itTaken,
  later,
  otherRole,
  own,
  played,
  questioned,
  rejected,
  sara,
  say,
  start,
  submitted,
  sven,
  tes,
  tesQuestioned,
  tesTaken,
  treserva,
  withdrawn,
} from '../support/cases.ts';

function postingOf(c: Case, slot: string): Posting {
  const posting = postings(c).find((one) => one.slot === slot);
  assert.ok(posting, `no ${slot}`);
  return posting;
}

const cardOf = (c: Case, slot: string): CaseCard => postingOf(c, slot).data as CaseCard;

function buttonsOf(c: Case, slot: string): CaseAction[] {
  const can = Object.entries(cardOf(c, slot).can) as [CaseAction, boolean][];
  return can.flatMap(([action, may]) => (may && action !== 'history' ? [action] : [])).sort();
}

const row = (card: CaseCard, label: string): string | undefined => card.rows.find((one) => one.label === label)?.value;
const every = [asked, questioned, approved, itTaken, itDone, tesQuestioned, altering, finished, rejected, withdrawn];

describe('views/postings', () => {
  const opened = played(itDone, [anna, say.open('it')]);
  const receipted = played(opened, [anna, say.receipt('it')]);
  const undone = played(approved, [goran, say.undo()]);
  const back = played(itTaken, [ida, say.putBack('it')]);
  const replaced = played(asked, [anna, say.choose(asking(birgit))]);
  const answered = played(questioned, [anna, say.answer()]);
  const ownCase = submitted({ approver: own });

  const buttons: readonly [title: string, c: Case, slot: string, buttons: CaseAction[]][] = [
    ['the approver', asked, 'approver.1', ['approve', 'ask', 'openPersonnummer', 'reject']],
    ['the approver who asked', questioned, 'approver.1', []],
    [
      'the approver who was answered, on the new card',
      answered,
      'approver.2',
      ['approve', 'ask', 'openPersonnummer', 'reject'],
    ],
    ['the approver who was answered, on the old one', answered, 'approver.1', []],
    ['the approver who was replaced', replaced, 'approver.1', []],
    ['the approver who approved', approved, 'approver.1', ['undoApproval']],
    ['the approver when IT has begun', itTaken, 'approver.1', []],
    ['the approver who regretted', undone, 'approver.1', ['approve', 'ask', 'openPersonnummer', 'reject']],
    ['the approver of what was withdrawn', withdrawn, 'approver.1', []],
    ['the approver of an alteration', altering, 'approver.2', ['approve', 'ask', 'openPersonnummer', 'reject']],
    ['R75: the approver of what was altered since', altering, 'approver.1', []],
    ['the submitter while it is asked for', asked, 'owner.status', ['chooseApprover', 'withdraw']],
    ['the submitter who has a question', questioned, 'owner.status', ['supplement', 'withdraw']],
    ['the submitter who attested', ownCase, 'owner.status', ['undoApproval', 'withdraw']],
    ['the submitter when another approved', approved, 'owner.status', ['withdraw']],
    ['the submitter when IT has begun', itTaken, 'owner.status', []],
    ['the submitter of an alteration', altering, 'owner.status', ['chooseApprover', 'openCredentials']],
    ['the submitter at the end', rejected, 'owner.status', []],
    ['a question', questioned, 'owner.question.1', ['supplement']],
    ['a question that is answered', answered, 'owner.question.1', []],
    ['a task in the queue', approved, 'queue.it.1', ['open', 'take']],
    ['a task that somebody has', itTaken, 'queue.it.1', ['ask', 'open', 'putBack', 'reject', 'takeOver']],
    ['a task put back', back, 'queue.it.1', ['open', 'take']],
    ['a task with a question', tesQuestioned, 'queue.tes.1', ['open', 'takeOver']],
    ['R75: a task that waits for its approval', altering, 'queue.tes.1', ['open', 'putBack', 'takeOver']],
    ['R75: a task whose approval was taken back', undone, 'queue.it.1', []],
    ['a task that is done', itDone, 'queue.it.1', []],
    ['login details', itDone, 'credentials.it.1', ['openCredentials']],
    ['login details that were opened', opened, 'credentials.it.1', ['openCredentials', 'requestCredentials']],
    ['login details that were receipted', receipted, 'credentials.it.1', ['requestCredentials']],
    ['login details that were renewed', played(receipted, [anna, say.renew('it')]), 'credentials.it.1', []],
  ];
  for (const [title, c, slot, expected] of buttons) {
    it(`${title} is given ${expected.join(', ') || 'no button'}`, () => assert.deepEqual(buttonsOf(c, slot), expected));
  }

  it('each button acts on a card that there is, in the version it shows', () => {
    for (const c of every) {
      for (const { slot, template, data } of postings(c)) {
        if (template !== 'case') continue;
        const card = data as CaseCard;
        if (slotVersion(c, slot) !== undefined) assert.equal(card.version, slotVersion(c, slot), slot);
        if (card.can.undoApproval) assert.equal(card.undo.version, slotVersion(c, card.undo.slot));
        if (card.can.openCredentials) assert.equal(card.handover.version, slotVersion(c, card.handover.slot));
        if (card.can.supplement) assert.equal(readSlot(slots.question(card.question)).kind, 'question');
        if (!slot.includes('news')) assert.notEqual(readSlot(slot).kind, 'unknown', slot);
      }
    }
  });

  it('a task that comes back is posted anew, and its former card is spent', () => {
    const c = played(undone, [goran, say.approve()]);
    assert.deepEqual(buttonsOf(c, 'queue.it.1'), []);
    assert.match(cardOf(c, 'queue.it.1').state, /se det nyare inlägget/);
    assert.deepEqual(buttonsOf(c, 'queue.it.2'), ['open', 'take']);
  });

  it('a task says whether it is done again because of an alteration, or for new login details', () => {
    const heading = (c: Case): string => cardOf(c, 'queue.it.2').sayHeading;
    const changed = application({ answers: [answer('name', 'Namn', 'Nadja Ny-Gift')] });
    assert.match(heading(played(tesQuestioned, [anna, say.alter(changed, own)])), /^Ändrat: Konto/);
    assert.match(heading(played(receipted, [anna, say.renew('it')])), /^Nya inloggningsuppgifter: Konto/);
  });

  it('the addressees: own chats for people, the channel for tasks, the thread for what is said of them', () => {
    const c = played(tesQuestioned, [anna, say.answer()]);
    assert.deepEqual(postingOf(c, 'owner.status').to, { kind: 'person', personId: 'anna' });
    assert.deepEqual(postingOf(c, 'approver.1').to, { kind: 'person', personId: 'goran' });
    assert.deepEqual(postingOf(c, 'credentials.it.1').to, { kind: 'person', personId: 'anna' });
    assert.deepEqual(postingOf(c, 'queue.tes.1').to, { kind: 'queue', queue: 'systemAdministration' });
    assert.deepEqual(postingOf(c, 'queue.tes.1.note.1').to, { kind: 'thread', of: 'queue.tes.1' });
  });

  it('the own tick needs no card; taken back, it is asked for on one, which then stays', () => {
    const ownSlots = (c: Case): string[] =>
      postings(c).flatMap(({ slot }) => (slot.startsWith('approver') ? [slot] : []));
    assert.deepEqual(ownSlots(ownCase), []);
    const regretted = played(ownCase, [anna, say.undo()]);
    assert.deepEqual(ownSlots(regretted), ['approver.1']);
    assert.deepEqual(ownSlots(played(regretted, [anna, say.approve()])), ['approver.1']);
    const askedOneself = played(regretted, [anna, say.ask()], [anna, say.answer()], [anna, say.approve(2)]);
    assert.deepEqual(ownSlots(askedOneself), ['approver.1', 'approver.2']);
  });

  it('what somebody must be told comes as a message of its own', () => {
    const news = (c: Case): string[] =>
      postings(c).flatMap(({ slot }) => (slot.startsWith('owner.news') ? [slot] : []));
    assert.deepEqual(news(itDone), []);
    assert.deepEqual(news(finished), ['owner.news.done']);
    assert.deepEqual(news(rejected), ['owner.news.rejected']);
    const partly = played(itDone, [sara, say.refuse('tes', 'Ingen sådan roll')], [sven, say.done('treserva')]);
    assert.deepEqual(news(partly), ['owner.news.refused-tes-1', 'owner.news.done']);
    assert.equal(cardOf(partly, 'owner.news.refused-tes-1').quote.text, 'Ingen sådan roll');
    assert.match(cardOf(partly, 'owner.news.done').sayHeading, /delvis klar/);
    assert.equal(row(cardOf(partly, 'owner.news.done'), 'Behörighet'), 'Treserva: enhet');
    const refusedAgain = played(receipted, [anna, say.renew('it')], [isak, say.refuse('it', 'Ring mig')]);
    assert.deepEqual(news(refusedAgain), ['owner.news.refused-it-2']);
    assert.match(cardOf(refusedAgain, 'owner.news.refused-it-2').sayHeading, /nya inloggningsuppgifter ges inte/);
  });

  it('R19: a reminder is a message of its own, and names no person', () => {
    const bot = { ...anna, person: { id: 'bot', name: 'Behörighetsbot' } };
    const c = played(itDone, [bot, say.elapse(), later(start, { days: 4 })]);
    const text = JSON.stringify(postingOf(c, 'credentials.it.1.reminder'));
    assert.match(text, /Påminnelse/);
    assert.ok(!text.includes('Nadja'));
  });
});

describe('views/approver', () => {
  it('R75: for whom, what and why, what the person has already, and what it costs', () => {
    const held = [
      { system: 'Phoniro', details: 'Hemtjänst Söder (47120)', caseId: 'A1234567' },
      { system: 'Meddix', details: '', caseId: 'A1234567' },
    ];
    const why = application({
      answers: [answer('reason', 'Anledning', 'Ny på enheten'), answer('title', 'Tjänstetitel', '')],
    });
    const card = cardOf(submitted({ held, application: why }), 'approver.1');
    assert.equal(row(card, 'Beställs av'), 'Anna Chef, Omsorg AB');
    assert.equal(row(card, 'Gäller'), 'Nadja Ny');
    assert.equal(row(card, 'System'), 'Treserva, TES');
    assert.equal(row(card, 'Fr.o.m.'), '9 mars 2026');
    assert.equal(row(card, 'Anledning'), 'Ny på enheten');
    assert.equal(row(card, 'Tjänstetitel'), undefined, 'what was left empty is left out');
    assert.equal(row(card, 'TES'), 'Enhet/enheter: Hemtjänst Norr (47110); Roll: Planerare');
    assert.equal(row(card, 'Har redan'), 'Phoniro (Hemtjänst Söder (47120)), Meddix');
    assert.equal(row(card, 'Kostnad'), 'Ingen avgift.');
    assert.equal(row(cardOf(asked, 'approver.1'), 'Har redan'), 'inget som är beställt här');
  });

  it('R65: without Fr.o.m. it is as soon as possible', () => {
    const { from: _from, ...soon } = application();
    assert.equal(row(cardOf(submitted({ application: soon }), 'approver.1'), 'Fr.o.m.'), 'så snart som möjligt');
  });

  it('R75: asked again after a change, the difference', () => {
    const change = [{ label: 'TES, Roll', before: 'Planerare', after: 'Administratör' }];
    assert.deepEqual(cardOf(altering, 'approver.2').changes, change);
    assert.match(cardOf(altering, 'approver.2').sayHeading, /Ändrad ansökan/);
    assert.equal(row(cardOf(altering, 'approver.2'), 'TES')?.includes('Administratör'), true);
    const before = played(questioned, [anna, say.alter(otherRole, asking(birgit))]);
    assert.deepEqual(cardOf(before, 'approver.2').changes, change);
    assert.deepEqual(cardOf(before, 'approver.1').changes, []);
    assert.deepEqual(cardOf(asked, 'approver.1').changes, []);
  });

  it('what was taken away and what was added is told as well', () => {
    const phoniro: OrderedSystem = { id: 'phoniro', name: 'Phoniro', answers: [] };
    const c = played(questioned, [anna, say.alter(application({ systems: [tes, phoniro] }), asking(goran))]);
    assert.deepEqual(cardOf(c, 'approver.2').changes, [
      { label: 'System', before: 'Treserva', after: '(borttaget)' },
      { label: 'System', before: '–', after: 'Phoniro' },
    ]);
  });

  it('the answer to the own question', () => {
    const c = played(questioned, [anna, say.answer(1, 'Hemtjänst Norr.')]);
    const card = cardOf(c, 'approver.2');
    assert.ok(card.rows.some(({ label, value }) => label.includes('Vilken enhet?') && value === 'Hemtjänst Norr.'));
  });

  const states: readonly [Case, string, RegExp][] = [
    [asked, 'approver.1', /^Väntar på dig/],
    [questioned, 'approver.1', /^Du frågade 2 mars 09:01; väntar på svar/],
    [played(questioned, [anna, say.answer()]), 'approver.1', /se det nyare kortet/],
    [played(questioned, [anna, say.alter(otherRole, asking(birgit))]), 'approver.1', /någon annan har frågats/],
    [played(questioned, [anna, say.withdraw()]), 'approver.1', /^Behövs inte längre/],
    [played(asked, [anna, say.choose(asking(birgit))]), 'approver.1', /^Någon annan har fått frågan/],
    [approved, 'approver.1', /^Du godkände 2 mars 09:01/],
    [rejected, 'approver.1', /^Du avslog 2 mars 09:01/],
    [withdrawn, 'approver.1', /^Tillbakadragen av Anna Chef 2 mars 09:01/],
  ];
  for (const [c, slot, state] of states) {
    it(`says ${state.source}`, () => assert.match(cardOf(c, slot).state.replaceAll('\u00a0', ' '), state));
  }
});

describe('views: what a card may hold', () => {
  const vault = createVault({ keys: [{ id: 'test', key: randomBytes(32) }], hashKey: randomBytes(32) });
  const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2009-12-31'), noInvalidDate: true });
  const personnummer = fc
    .tuple(day, fc.boolean(), fc.integer({ min: 100, max: 999 }))
    .map(([date, coordinated, serial]) => {
      const [year = '', month = '', of = ''] = date.toISOString().slice(0, 10).split('-');
      const born = `${year}${month}${coordinated ? String(Number(of) + 60) : of}`;
      const sum = [...`${born.slice(2)}${serial}`].reduce((total, digit, index) => {
        const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
        return total + (product > 9 ? product - 9 : product);
      }, 0);
      return `${born}-${serial}${(10 - (sum % 10)) % 10}`;
    });

  const sealedTo = (number: string, other: Partial<Application>): Application => {
    const secret = new Secret(number);
    const place = { caseId: 'K7M4QX92', field: 'personnummer' };
    return application({
      ...other,
      subject: { name: 'Nadja Ny', personnummer: vault.seal(secret, place), hash: vault.hash(secret) },
    });
  };

  /** Cases in which everything that can be shown is shown. */
  const shownOf = (c: Case): Case[] => [
    c,
    played(c, [goran, say.ask()]),
    played(c, [goran, say.approve()], [ida, say.give('it')], [sara, say.askAbout('tes')]),
    played(c, [goran, say.approve()], [ida, say.take('it')], [ida, say.putBack('it')]),
  ];

  it('no part of a personnummer, masked or not, in any card, notification or channel', () => {
    fc.assert(
      fc.property(personnummer, personnummer, (number, changed) => {
        const c = submitted({ application: sealedTo(number, {}) });
        const altered = played(c, [goran, say.ask()], [anna, say.alter(sealedTo(changed, {}), asking(goran))]);
        const parts = [number, changed].flatMap((one) => [
          one.slice(0, 8),
          one.slice(2, 8),
          one.slice(-4),
          one.slice(0, 4),
        ]);
        // What else has digits: times, days, ids and units.
        const plain = (text: string): string =>
          text.replace(/K7M4[-]?QX92|\(471[12]0\)|011-15 25 55|2026|\b\d\d:\d\d\b/g, '');
        for (const shown of [...shownOf(c), altered]) {
          const text = plain(JSON.stringify(postings(shown)));
          for (const part of parts) assert.ok(!text.includes(part), `${part} of ${number}`);
          const { subject } = shown.application;
          assert.ok(!text.includes(subject.personnummer) && !text.includes(subject.hash), 'nor what is sealed');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('in a channel and in notifications nothing of the form but the name, the systems, the unit and the days', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zåäö]{6,20}$/), (typed) => {
        const secret = `§${typed}§`;
        const answers = [answer('description', 'Beskrivning', secret), answer('phone', 'Telefonnummer', secret)];
        const systems = [answeredWith(tes, 'role', secret), treserva];
        const c = submitted({ application: application({ answers, systems }) });
        for (const shown of shownOf(c)) {
          for (const { to, data, summary } of postings(shown)) {
            assert.ok(!summary.includes(secret) && !summary.includes('Nadja'));
            if (to.kind !== 'person') assert.ok(!JSON.stringify(data).includes(secret));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  const profile = loadProfile('norrkoping');
  /** The whole form filled in as fully as it takes, for every system there is. */
  const filled = (letter: string): Application => {
    const full = (field: (typeof profile.permission.fields)[number]) =>
      answer(field.id, field.label, letter.repeat(maxLengthOf(field)));
    return application({
      answers: profile.permission.fields.filter(({ kind }) => kind !== 'personnummer').map(full),
      systems: profile.systems.map(({ id, name, fields }) => ({ id, name, answers: fields.map(full) })),
    });
  };

  for (const letter of ['x', 'å', '"', '\n', '\u{1F600}']) {
    it(`the largest application there can be fits in its cards, of ${JSON.stringify(letter)}`, () => {
      const c = submitted({ application: filled(letter) });
      const other = { ...filled(letter), answers: filled('y').answers, systems: filled('z').systems };
      const altered = played(c, [goran, say.ask()], [anna, say.alter(other, asking(goran))]);
      const handled = played(c, [goran, say.approve()], [ida, say.give('it')]);
      const refused = handled.tasks
        .filter(({ system }) => system !== undefined)
        .reduce((now, { id }) => played(now, [sara, say.refuse(id, letter.repeat(999) + 'x')]), handled);
      for (const shown of [c, altered, handled, refused]) {
        for (const { slot, template, data } of postings(shown)) {
          const bytes = Buffer.byteLength(JSON.stringify(render(template, data)));
          assert.ok(bytes < 28_000, `${slot}: ${bytes} bytes`);
        }
      }
      assert.match(JSON.stringify(cardOf(c, 'approver.1').rows), /förkortat/);
    });
  }

  it('nothing is cut that fits', () => {
    const long = application({ answers: [answer('description', 'Beskrivning', 'å'.repeat(2000))] });
    assert.equal(row(cardOf(submitted({ application: long }), 'approver.1'), 'Beskrivning')?.length, 2000);
  });

  it('renders every card without a gap', () => {
    for (const c of [...every, tesTaken]) {
      for (const { template, data } of postings(c)) {
        assert.doesNotMatch(JSON.stringify(render(template, data)), /\$\{|undefined|\[object/);
      }
    }
  });
});
