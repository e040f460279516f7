import assert from 'node:assert/strict';
import { anna, david, itQueue, ivar, jonas } from '../../../local/people.ts';
import type { Dialog, User } from '../../../local/teams/index.ts';
import { type House, openMolndal } from '../../support/house.ts';
import { ask, buttonsOf, cardOf, labelled, next, numberIn, open, textOf, wordsOf } from '../../support/walk.ts';

const installation = 'Installation av ett system som staden tillhandahåller';

describe('e2e, Mölndal: the helpdesk', () => {
  let house: House;
  let contact: User;
  let manager: User;
  let helpdesk: User;
  before(async () => {
    house = await openMolndal();
    [contact, manager, helpdesk] = [ivar, anna, david].map(({ id }) => house.teams.as(id)) as [User, User, User];
  });
  after(() => house?.close());

  const answered = async (choice: string): Promise<Dialog> => {
    const start = await ask(contact, 'helpdesk', 'Helpdesk');
    const question = await open(contact, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
    return next(question.fill({ [labelled(question, 'Vad gäller frågan?')]: choice }));
  };

  it('R114, R115: a manager who is no named contact is told who is, and where to turn', async () => {
    const answer = textOf(await ask(manager, 'helpdesk', 'Helpdesk är för namngivna IT-kontaktpersoner'));
    assert.match(answer, /Hos Omsorg AB är det Ivar Stig/);
    assert.match(answer, /031-315 28 30/);
    const none = house.teams.as(jonas.id);
    const other = textOf(await ask(none, 'helpdesk', 'Helpdesk är för namngivna IT-kontaktpersoner'));
    assert.match(other, /Trygg Hemvård AB har ingen än/);
    assert.doesNotMatch(textOf(await ask(manager, 'hjälp', 'Det här kan du göra')), /helpdesk –/);
    assert.match(textOf(await ask(contact, 'hjälp', 'Det här kan du göra')), /helpdesk – Fråga IT-enhetens helpdesk/);
  });

  it('R116, R121: a question on installation goes to the helpdesk, and the contact gets its answer', async () => {
    const form = await answered(installation);
    const filled = form.fill({
      [labelled(form, 'System')]: 'Treservas mobilapp',
      [labelled(form, 'Beskrivning')]: 'Appen startar inte efter installationen.',
    });
    const number = numberIn(wordsOf(await (await next(filled)).press('Skicka')));
    const task = await cardOf(helpdesk, number, 'Fråga till helpdesk', { in: itQueue });
    const dialog = await open(helpdesk, task, 'Öppna');
    assert.match(dialog.text(), /Appen startar inte/);
    const solved = dialog.fill({ [labelled(dialog, 'Svar')]: 'Uppdatera Chrome först.' });
    assert.equal((await solved.press('Klarmarkera')).kind, 'closed');
    await cardOf(contact, number, 'Fråga till helpdesk', { says: 'Uppdatera Chrome först.' });
  });

  const elsewhere: readonly [string, string, RegExp][] = [
    [
      'R117: how one does something',
      'Hur man gör i Treserva eller ett annat system',
      /Fråga systemadministratören, 031-315 28 30/,
    ],
    ['R118: one’s own equipment', 'Egen dator, telefon eller uppkoppling', /Er egen utrustning tar ni hand om själva/],
    ['R120: another question on IT', 'En annan IT-fråga', /systemansvarig, 031-315 28 30, vof.it@molndal.se/],
    [
      'R116: what is no installation',
      'Behörighet, inloggning eller utbildning',
      /Ansvarig chef ansöker med ”ny behörighet”/,
    ],
  ];
  for (const [rule, choice, words] of elsewhere)
    it(`${rule} is answered with where to turn, and nothing is sent`, async () => {
      const again = await answered(choice);
      assert.match(again.text(), words);
      assert.ok(!again.labels().some((label) => label.startsWith('Beskrivning')));
    });
});
