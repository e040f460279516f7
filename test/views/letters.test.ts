import assert from 'node:assert/strict';
import type { Case } from '../../src/domain/case.ts';
import { type Letter, letters } from '../../src/views/letters.ts';
import { historyRows } from '../../src/views/history.ts';
import { postings } from '../../src/views/postings.ts';
import { checkLetter } from '../engine/invariants.ts';
import {
  anna,
  application,
  asking,
  goran,
  ida,
  otherRole,
  own,
  played,
  sara,
  say,
  submitted,
  terms,
} from '../support/cases.ts';

const mail = { it: 'it@norrkoping.example', systemAdministration: 'system@norrkoping.example' };
const begun = submitted({ approver: own, terms: { ...terms, mail } });
const handling = played(begun, [ida, say.done('it')]);
const altered = played(
  handling,
  [sara, say.askAbout('tes')],
  [anna, say.alter(otherRole, asking(goran))],
  [goran, say.approve(2)],
);
const withdrawn = played(begun, [anna, say.withdraw()]);

const letterOf = (c: Case, slot: string): Letter =>
  letters(c).find((one) => one.slot === slot) ?? assert.fail(`no ${slot}`);
const step = (c: Case, title: string): string => {
  const steps = postings(c).find(({ slot }) => slot === 'owner.status')?.data['steps'] as {
    title: string;
    text: string;
  }[];
  return steps.find((one) => one.title === title)?.text ?? assert.fail(`no ${title}`);
};

describe('views/letters', () => {
  it('says which case, for whom, where and from whom, and that the secret parts never come by mail', () => {
    const { subject, text, queue, name, address } = letterOf(handling, 'mail.tes.1');
    assert.equal(subject, 'Ärende K7M4-QX92: TES: enhet');
    assert.equal(
      text,
      [
        'Hej!',
        '',
        'Ett ärende väntar på er: TES: enhet.',
        '',
        'Ärende: K7M4-QX92',
        'Gäller: Nadja Ny',
        'Enhet: Hemtjänst Norr (47110)',
        'Fr.o.m.: 9 mars 2026',
        'Utförare: Omsorg AB',
        'Beställare: Anna Chef',
        '',
        'Personnummer och inloggningsuppgifter skickas aldrig med e-post. Har kön en kanal i Teams finns ärendet där.',
        '',
        'Hälsningar',
        'Behörighetsbot',
      ].join('\n'),
    );
    assert.deepEqual(
      [queue, name, address],
      ['systemAdministration', 'Systemförvaltningen', mail.systemAdministration],
    );
  });

  it('a case as a whole names its systems', () => {
    assert.match(letterOf(begun, 'mail.it.1').text, /^System: Treserva, TES$/m);
  });

  it('each word has a subject of its own', () => {
    assert.match(letterOf(altered, 'mail.tes.1.altered.2').subject, /: Ändrat: TES: enhet$/);
    assert.match(letterOf(withdrawn, 'mail.it.1.over').subject, /: Behöver inte göras: Konto och ansvarskod$/);
    const done = played(handling, [sara, say.give('tes')], [anna, say.open('tes')], [anna, say.renew('tes')]);
    assert.match(letterOf(done, 'mail.tes.2').subject, /: Nya inloggningsuppgifter: TES: enhet$/);
  });

  it('goes only while it is to the point', () => {
    assert.equal(letterOf(begun, 'mail.it.1').retired, false);
    assert.equal(letterOf(handling, 'mail.it.1').retired, true, 'it is done');
    assert.equal(letterOf(withdrawn, 'mail.it.1').retired, true);
    assert.equal(letterOf(withdrawn, 'mail.it.1.over').retired, false);
    const again = played(begun, [anna, say.undo()], [anna, say.approve()]);
    assert.deepEqual(
      letters(again).map(({ slot, retired }) => [slot, retired]),
      [
        ['mail.it.1', true],
        ['mail.it.1.over', true],
        ['mail.it.2', false],
      ],
    );
  });

  it('what follows on another names it', () => {
    assert.equal(letterOf(begun, 'mail.it.1').follows, undefined);
    assert.equal(letterOf(withdrawn, 'mail.it.1.over').follows, 'mail.it.1');
    assert.equal(letterOf(altered, 'mail.tes.1.altered.2').follows, 'mail.tes.1');
  });

  it('no mail holds a personnummer, a login detail, what is sealed, or free text', () => {
    const free = 'SKRIVET-FRITT';
    const answers = [...application().answers, { field: 'reason', label: 'Anledning', text: free, raw: free }];
    const told = submitted({ approver: own, terms: { ...terms, mail }, application: application({ answers }) });
    const all = [begun, handling, altered, withdrawn, told, played(told, [ida, say.refuse('it', free)])];
    for (const c of all)
      for (const letter of letters(c)) {
        checkLetter(c, letter);
        assert.doesNotMatch(`${letter.subject}${letter.text}`, new RegExp(free));
      }
  });

  it('the submitter sees whether the mail went, on the step of its task', () => {
    const bot = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: anna.rights, queues: [] };
    const title = 'Kommunens IT-enhet: Konto och ansvarskod';
    const slot = 'mail.it.1';
    const gone = { verb: 'mailed', slot, at: '2026-03-02T09:12:00.000Z' } as const;
    assert.equal(step(begun, title), 'i kön, e-post väntar på att skickas');
    assert.match(step(played(begun, [bot, say.unreachable(slot)]), title), /e-posten går inte att skicka just nu/);
    assert.equal(step(played(begun, [bot, gone]), title), 'i kön, e-post skickad 2 mars 10:12');
    assert.doesNotMatch(step(handling, title), /e-post/, 'and no more when it is done');
    assert.doesNotMatch(step(withdrawn, title), /e-post/);
    assert.equal(
      historyRows(played(begun, [bot, gone]))[0]?.value,
      'Behörighetsbot skickade e-post (Kommunens IT-enhet)',
    );
  });
});
