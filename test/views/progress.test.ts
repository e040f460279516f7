import assert from 'node:assert/strict';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case } from '../../src/domain/case.ts';
import { noRights } from '../../src/domain/directory.ts';
import { nextStep } from '../../src/views/next-step.ts';
import { stateOf, stepsOf } from '../../src/views/progress.ts';
import {
  altering,
  anna,
  approved,
  asked,
  finished,
  goran,
  ida,
  itDone,
  itTaken,
  otherPhone,
  own,
  played,
  questioned,
  rejected,
  sara,
  say,
  submitted,
  sven,
  tesQuestioned,
  tesTaken,
  withdrawn,
} from '../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const unreached = played(asked, [bot, say.unreachable('approver.1')]);
const partly = played(itDone, [sara, say.refuse('tes')], [sven, say.done('treserva')]);
const renewed = played(finished, [anna, say.open('it')], [anna, say.renew('it')]);
const alterationQuestioned = played(altering, [goran, say.ask(2)]);
const redone = played(tesQuestioned, [anna, say.alter(otherPhone, own)]);

/** Words of a step by the beginning of its title. */
const step = (c: Case, title: string): string | undefined =>
  stepsOf(c).find((one) => one.title.startsWith(title))?.text;

describe('views/progress', () => {
  const states: readonly [title: string, c: Case, state: string, next: string | RegExp][] = [
    ['R75: waiting for the approver', asked, 'Väntar på attest', 'Göran Godkännare godkänner.'],
    ['an approver who cannot be reached', unreached, 'Väntar på attest', /kan inte nås i Teams. Välj någon annan/],
    ['a question by the approver', questioned, 'Behöver kompletteras', /svara på frågan från Göran Godkännare/],
    ['R6: in the queue of IT', approved, 'Handläggs', /^Kommunens IT-enhet handlägger/],
    ['R6: taken by IT', itTaken, 'Handläggs', /^Kommunens IT-enhet handlägger/],
    ['R6: in the queue after IT', itDone, 'Handläggs', /^Systemförvaltningen handlägger/],
    ['a question by a caseworker', tesQuestioned, 'Behöver kompletteras', /svara på frågan från Sara System/],
    ['an alteration', altering, 'Ändring väntar på attest', 'Göran Godkännare godkänner.'],
    ['a question about an alteration', alterationQuestioned, 'Behöver kompletteras', /svara på frågan från Göran/],
    ['R6: IT once more', redone, 'Handläggs', /^Kommunens IT-enhet och Systemförvaltningen handlägger/],
    ['done', finished, 'Klar', ''],
    ['partly done', partly, 'Delvis klar', ''],
    ['new login details', renewed, 'Nya uppgifter på väg', /^Kommunens IT-enhet handlägger/],
    ['rejected', rejected, 'Avslagen', ''],
    ['withdrawn', withdrawn, 'Tillbakadragen', ''],
  ];
  for (const [title, c, state, next] of states) {
    it(`${title}: ${state}`, () => {
      assert.equal(stateOf(c).state, state);
      if (typeof next === 'string') assert.equal(nextStep(c), next);
      else assert.match(nextStep(c), next);
    });
  }

  const texts: readonly [title: string, c: Case, of: string, text: string][] = [
    ['who sent it', asked, 'Skickad', 'Anna Chef 2 mars 09:00'],
    ['who is asked', asked, 'Attest', 'väntar på Göran Godkännare'],
    ['who could not be reached', unreached, 'Attest', 'Göran Godkännare kunde inte nås'],
    ['who asks', questioned, 'Attest', 'Göran Godkännare har en fråga'],
    ['who approved', approved, 'Attest', 'godkänd av Göran Godkännare 2 mars 09:01'],
    ['who attested', submitted({ approver: own }), 'Attest', 'attesterad av Anna Chef 2 mars 09:00'],
    ['who rejected', rejected, 'Attest', 'avslagen av Göran Godkännare 2 mars 09:01'],
    ['that nobody is asked any longer', withdrawn, 'Attest', 'behövs inte längre'],
    [
      'that no answer is waited for any longer',
      played(questioned, [anna, say.withdraw()]),
      'Attest',
      'behövs inte längre',
    ],
    ['who withdrew', withdrawn, 'Tillbakadragen', 'Anna Chef 2 mars 09:01'],
    ['what waits for the attestation', asked, 'Kommunens IT-enhet', 'väntar på attest'],
    ['what stands in the queue', approved, 'Kommunens IT-enhet', 'i kön'],
    ['what waits for IT', approved, 'Systemförvaltningen: TES', 'väntar på steget före'],
    ['who has it', itTaken, 'Kommunens IT-enhet', 'Ida IT har ärendet sedan 2 mars 09:02'],
    ['who has a question', tesQuestioned, 'Systemförvaltningen: TES', 'Sara System har en fråga sedan 2 mars 09:05'],
    ['what is done', itDone, 'Kommunens IT-enhet', 'klar 2 mars 09:03, Ida IT'],
    [
      'what is done without anything new',
      finished,
      'Systemförvaltningen: TES',
      'klar 2 mars 09:05, Sara System (inga nya uppgifter)',
    ],
    ['what was refused, and why', partly, 'Systemförvaltningen: TES', 'avslagen av Sara System 2 mars 09:04: Går inte'],
    ['what waits for a new approval', altering, 'Systemförvaltningen: TES', 'ändrade uppgifter väntar på attest'],
    ['what was called off', withdrawn, 'Kommunens IT-enhet', 'avbruten'],
    ['new login details', renewed, 'Kommunens IT-enhet', 'i kön för nya inloggningsuppgifter'],
  ];
  for (const [title, c, of, text] of texts) {
    it(`says ${title}`, () => assert.equal(step(c, of)?.replaceAll('\u00a0', ' '), text));
  }

  it('every state has a colour and every step a mark, so that none is told by colour alone', () => {
    for (const c of [asked, unreached, questioned, itTaken, tesQuestioned, altering, finished, partly, rejected]) {
      assert.match(stateOf(c).stateColor, /^(default|accent|good|warning|attention)$/);
      for (const { mark, text } of stepsOf(c)) assert.ok(mark !== '' && text !== '');
    }
    assert.notEqual(stateOf(finished).stateColor, stateOf(partly).stateColor);
    assert.equal(played(itTaken, [ida, say.done('it')]).state, 'handling');
    assert.equal(tesTaken.state, 'handling');
  });
});
