import assert from 'node:assert/strict';
import { anna, cecilia, david, fatima, itQueue, ivar, karin, systemQueue } from '../../local/people.ts';
import type { Dialog, Inputs, LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { dataOf, forge } from '../support/forge.ts';
import { type House, openHouse } from '../support/house.ts';
import { docx, jpg, pdf, png, webPage, zip } from '../support/samples.ts';
import { buttonsOf, cardOf, dialogOf, finish, open, order, textOf, wordsOf } from '../support/walk.ts';

type Node = Readonly<Record<string, unknown>>;

const megabyte = 1024 * 1024;
const status = 'Ansökan om behörighet';

describe('e2e: files', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
  });
  after(() => house?.close());

  /** A file of Anna's in a case of hers. */
  async function attach(number: string, name: string, content = pdf(name)): Promise<string> {
    const asked = last(await manager.sendFile(name, content));
    return wordsOf(await manager.press(asked, 'Lägg till', { 'Var hör det hemma?': choiceOf(asked, number) }));
  }

  it('R67: a file sent in the chat is asked about, put in the case, and fetched by the one who approves', async () => {
    const number = await order(manager, { approver: karin.name });
    const content = pdf('avtal');
    const asked = last(await manager.sendFile('Anställningsavtal 2026.pdf', content));
    assert.match(textOf(asked), /^Filen är mottagen\nAnställningsavtal 2026\.pdf – PDF, 1 kB/);
    assert.match(textOf(asked), /raderas den 9 mars 2026/);
    assert.deepEqual(choicesOf(asked), [`Kim Test · Treserva · ${number}`]);
    // The only one is chosen already.
    const placed = wordsOf(await manager.press(asked, 'Lägg till'));
    assert.match(placed, new RegExp(`Bifogat\\nNu ligger det i ärende ${number}, Kim Test`));
    await cardOf(manager, number, status, { says: 'Filer: 1' });

    const approver = teams.as(karin.id);
    const toApprove = await cardOf(approver, number, 'Ansökan att godkänna', { says: 'Filer: 1' });
    const files = await open(approver, toApprove, 'Filer');
    assert.match(files.text(), /1\. Anställningsavtal 2026\.pdf\nPDF, 1 kB · Anna Ek 2 mars/);
    assert.doesNotMatch(files.text(), /Ta bort/);
    const response = await fetch(await linkIn(files));
    assert.equal(response.status, 200);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), content);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    const name = response.headers.get('content-disposition') ?? '';
    assert.match(name, /^attachment; filename="Anstallningsavtal 2026\.pdf"; filename\*=UTF-8''Anst%C3%A4llningsavtal/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const history = await open(manager, await cardOf(manager, number, status), 'Historik');
    assert.match(history.text(), /Karin Dal hämtade fil \(nummer 1\)\n.*Anna Ek bifogade fil \(nummer 1\)/);
  });

  it('R67: those who work on a case hear of a file in its thread, and fetch it; the card says no more than how many', async () => {
    const number = await order(manager);
    const caseworker = teams.as(david.id);
    const task = await cardOf(caseworker, number, 'Konto och ansvarskod', { in: itQueue });
    await caseworker.press(task, 'Ta ärendet');
    await attach(number, 'Kims underlag.pdf');
    const shown = await cardOf(caseworker, number, 'Konto och ansvarskod', { in: itQueue, says: 'Filer: 1' });
    await caseworker.waitFor('Anna Ek har lagt till något under Filer.', { in: itQueue });
    const inChannel = teams.as(david.id).messages(itQueue).map(textOf).join('\n');
    assert.doesNotMatch(inChannel, /underlag/);
    const opened = await open(caseworker, shown, 'Öppna');
    assert.match(opened.text(), /Fil: Kims underlag\.pdf – PDF/);
    const given = { Användarnamn: 'dei123', 'Tillfälligt lösenord': 'Sommar-2026-x' };
    const fetched = dialogOf(await opened.fill(given).press('Hämta'));
    assert.match(fetched.text(), /Länken gäller i fem minuter/);
    const link = await linkOf(fetched);
    assert.equal((await fetch(link)).status, 200);
    assert.doesNotMatch(link, /underlag|22222222-|%/);
    // What was typed before the file was fetched is there to be sent.
    assert.equal((await fetched.press('Klarmarkera')).kind, 'closed');
    const details = await cardOf(manager, number, 'Inloggningsuppgifter: Konto och ansvarskod');
    assert.match((await open(manager, details, 'Visa inloggningsuppgifter')).text(), /dei123[^]*Sommar-2026-x/);
  });

  it('R67: several files in one message, of every kind there is, are placed together', async () => {
    const number = await order(manager);
    const sent = [
      { name: 'a.pdf', content: pdf() },
      { name: 'b.PNG', content: png },
      { name: 'c.jpeg', content: jpg },
      { name: 'd.docx', content: docx },
    ];
    const asked = last(await manager.attach(sent, `till ${number}`));
    assert.match(textOf(asked), /^4 filer är mottagna\na\.pdf – .*\nb\.png – .*\nc\.jpg – .*\nd\.docx – Word/);
    // Whoever says which case it is about has chosen.
    assert.deepEqual(choicesOf(asked).length, 1);
    await manager.press(asked, 'Lägg till');
    await cardOf(manager, number, status, { says: 'Filer: 4' });
  });

  it('R67: a file goes with an application that is not sent yet', async () => {
    const form = await open(manager, last(await manager.say('ny behörighet')), 'Börja');
    await form.fill({ Namn: 'Lisa Test', Personnummer: '20000101-2384' }).press('Stäng');
    const asked = last(await manager.sendFile('lisa.pdf', pdf('lisa')));
    const draft = choiceOf(asked, 'Ny behörighet som inte är skickad · Lisa Test');
    await manager.press(asked, 'Lägg till', { 'Var hör det hemma?': draft });
    const card = manager.messages().find(({ id }) => id === asked.id) ?? assert.fail('no card');
    assert.match(textOf(card), /Bifogat till ansökan\nlisa\.pdf/);
    let step = await open(manager, card, 'Fortsätt med ansökan');
    const steps: readonly Inputs[] = [{}, { System: ['Treserva'] }, {}];
    for (const inputs of steps) {
      const [forward = ''] = step.buttons();
      step = dialogOf(await step.fill(inputs).press(forward));
    }
    assert.match(step.text(), /Filer: lisa\.pdf/);
    const sent = await step.fill({ [step.labels()[0] ?? '']: true }).press('Skicka');
    const number = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(wordsOf(sent))?.[0] ?? assert.fail(wordsOf(sent));
    await cardOf(manager, number, status, { says: 'Filer: 1' });
  });

  const refused: Readonly<Record<string, readonly [string, Buffer, RegExp]>> = {
    'a web page that says it is a PDF': ['intyg.pdf', webPage, /”intyg\.pdf” är en webbsida och inget dokument/],
    'nothing at all': ['intyg.pdf', Buffer.alloc(0), /”intyg\.pdf” är tom/],
    '30 MB': ['intyg.pdf', Buffer.concat([pdf(), Buffer.alloc(30 * megabyte)]), /är större än 10 MB/],
    'a zip that calls itself a PDF': ['intyg.pdf', zip([{ name: 'a.txt' }]), /är av en sort som jag inte kan ta emot/],
    'a document that unpacks to 4 GB': [
      'intyg.docx',
      zip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml', unpacked: 0xfffffffe }]),
      /är av en sort som jag inte kan ta emot/,
    ],
    'a document with macros': [
      'intyg.docx',
      zip([{ name: '[Content_Types].xml' }, { name: 'word/document.xml' }, { name: 'word/vbaProject.bin' }]),
      /är av en sort som jag inte kan ta emot\. Skicka PDF, JPG, PNG eller Word, högst 10 MB per fil\./,
    ],
    'a program': ['intyg.pdf.exe', Buffer.from('MZ\x90\0\x03'), /är av en sort/],
    'text with bidi signs in its name': ['gnp.\u202Efdp.txt', Buffer.from('hej'), /^”gnp\.fdp\.txt” är av en sort/],
  };
  for (const [what, [name, content, words]] of Object.entries(refused)) {
    it(`refuses ${what} with the reason, and keeps nothing`, async () => {
      const before = textOf(last(await manager.say('mina filer')));
      const answer = last(await manager.sendFile(name, content));
      assert.match(answer.text, words);
      assert.equal(textOf(last(await manager.say('mina filer'))), before);
    });
  }

  it('takes what is right of a message, and says what is not', async () => {
    const asked = last(
      await manager.attach([
        { name: 'rätt.pdf', content: pdf('rätt') },
        { name: 'fel.pdf', content: webPage },
        'picture',
      ]),
    );
    assert.match(textOf(asked), /Bilder som klistras in.*”fel\.pdf” är en webbsida/);
    assert.match(textOf(asked), /Filen är mottagen\nrätt\.pdf/);
    await manager.press(asked, 'Släng filen');
  });

  it('a picture pasted in is refused, and told how to be sent instead', async () => {
    assert.match(last(await manager.attach(['picture'])).text, /bifoga den som fil med gemet under skrivrutan/);
  });

  it('a name out of the house, or with a personnummer in it, becomes a name of our own', async () => {
    const number = await order(manager);
    const names = [
      '../../x',
      '..\\..\\etc\\passwd',
      'CON',
      '19900602-2397.pdf',
      'Kim 9006022397 intyg.pdf',
      '\u202Efdp.exe',
    ];
    const asked = last(await manager.attach(names.map((name, at) => ({ name, content: pdf(String(at)) }))));
    const shown = textOf(asked);
    assert.match(
      shown,
      /mottagna\nx\.pdf – .*\npasswd\.pdf – .*\nfil\.pdf – .*\nfil\.pdf – .*\nfil\.pdf – .*\nfdp\.pdf – /,
    );
    await manager.press(asked, 'Lägg till', { 'Var hör det hemma?': choiceOf(asked, number) });
    await cardOf(manager, number, status, { says: 'Filer: 6' });
  });

  it('a link that leads elsewhere is not followed', async () => {
    const place = teams.world.place(manager.chatId) ?? assert.fail('no place');
    const hostile = [
      'http://169.254.169.254/latest/meta-data',
      'https://evil.example/x.pdf',
      'file:///etc/passwd',
      'http://127.0.0.1@evil.example/',
      'javascript:alert(1)',
      'x',
    ];
    for (const downloadUrl of hostile) {
      const attachment = {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'x.pdf',
        content: { downloadUrl },
      };
      const before = manager.messages().length;
      await teams.postActivity(teams.activities.message(manager.person, place, `9${Date.now()}`, '', [attachment]));
      const answer = manager.messages()[before] ?? assert.fail(`no answer to ${downloadUrl}`);
      assert.match(answer.text, /ligger inte där filer i Teams brukar ligga/);
    }
  });

  it('what nobody wants is thrown away, once', async () => {
    const asked = last(await manager.sendFile('onödig.pdf', pdf('onödig')));
    assert.match(wordsOf(await manager.press(asked, 'Släng filen')), /Slängt\nDet du skickade är raderat/);
    assert.match(
      wordsOf(await manager.press(asked, 'Släng filen', {}, { asSeen: true })),
      /Filen finns inte längre här/,
    );
    assert.match(wordsOf(await manager.press(asked, 'Lägg till', {}, { asSeen: true })), /Filen finns inte längre här/);
  });

  it('the same file twice is one, and a double click puts it in the case once', async () => {
    const number = await order(manager);
    const first = last(await manager.sendFile('dubbel.pdf', pdf('dubbel')));
    const second = last(await manager.sendFile('dubbel.pdf', pdf('dubbel')));
    const choice = { 'Var hör det hemma?': choiceOf(first, number) };
    const [one, other] = await Promise.all([
      manager.press(first, 'Lägg till', choice, { asSeen: true }),
      manager.press(second, 'Lägg till', choice, { asSeen: true }),
    ]);
    assert.match(wordsOf(one), /Bifogat/);
    assert.match(wordsOf(other), /Bifogat/);
    await cardOf(manager, number, status, { says: 'Filer: 1' });
  });

  it('a wrong file is taken out of the case again, and is nowhere', async () => {
    const number = await order(manager);
    await attach(number, 'fel person.pdf');
    await attach(number, 'rätt person.pdf');
    const card = await cardOf(manager, number, status, { says: 'Filer: 2' });
    const files = await open(manager, card, 'Filer');
    const link = await linkIn(files, 'fel person');
    const sure = dialogOf(await files.press({ title: 'Ta bort', near: 'fel person' }));
    assert.match(sure.text(), /Den raderas och går inte att få tillbaka/);
    const after = dialogOf(await sure.press('Ta bort filen'));
    assert.match(after.text(), /Filen är borttagen\.\n2\. rätt person\.pdf/);
    assert.match(wordsOf(await sure.press('Ta bort filen')), /Filen finns inte längre här/);
    const response = await fetch(link);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /Länken gäller inte längre/);
    await cardOf(manager, number, status, { says: 'Filer: 1' });
  });

  it('a withdrawn application keeps no files, and a finished one takes none', async () => {
    const number = await order(manager, { approver: karin.name });
    await attach(number, 'tillbaka.pdf');
    await manager.press(await cardOf(manager, number, status, { says: 'Filer: 1' }), 'Dra tillbaka ansökan');
    const withdrawn = await cardOf(manager, number, status, { says: 'Tillbakadragen' });
    assert.ok(!buttonsOf(withdrawn).includes('Filer'));

    const done = await order(manager);
    const asked = last(await manager.sendFile('sen.pdf', pdf('sen')));
    const choice = choiceOf(asked, done);
    await finish(teams.as(david.id), await cardOf(teams.as(david.id), done, 'Konto och ansvarskod', { in: itQueue }));
    const system = teams.as(fatima.id);
    await finish(system, await cardOf(system, done, 'Treserva', { in: systemQueue }));
    const late = wordsOf(await manager.press(asked, 'Lägg till', { 'Var hör det hemma?': choice }));
    assert.match(late, /Ärendet är avslutat/);
    await manager.press(asked, 'Släng filen');
  });

  it('nobody else gets anything of it: not by sending, not by forged buttons, not by an altered link', async () => {
    const number = await order(manager);
    await attach(number, 'hemlig.pdf');
    const card = await cardOf(manager, number, status, { says: 'Filer: 1' });
    const data = dataOf(card, 'Filer');
    const outsider = teams.as(ivar.id);
    assert.match(last(await outsider.sendFile('x.pdf', pdf())).text, /Jag tar bara emot filer från den som beställer/);
    for (const user of [outsider, teams.as(cecilia.id), teams.as(karin.id)]) {
      for (const press of ['list', 'fetch', 'remove', 'confirm']) {
        const words = await forge(teams, user, { press: 'task/submit', data: { ...data, press, file: 1 } });
        assert.doesNotMatch(words, /hemlig|Kim Test|http/, `${user.person.name} ${press}`);
      }
    }
    const theirs = last(await manager.sendFile('min.pdf', pdf('min')));
    const files = dataOf(theirs, 'Lägg till')['files'];
    const place = `attachment.${String(data['case'])}`;
    assert.match(
      await forge(teams, teams.as(cecilia.id), { verb: 'placeFiles', data: { files, place } }),
      /finns inte längre/,
    );
    assert.match(
      await forge(teams, teams.as(cecilia.id), { verb: 'discardFiles', data: { files } }),
      /finns inte längre/,
    );
    await manager.press(theirs, 'Släng filen');

    const link = await linkIn(await open(manager, card, 'Filer'));
    for (const altered of [`${link}x`, link.slice(0, -1), link.replace('v1.', 'v2.'), `${new URL(link).origin}/files/`])
      assert.equal((await fetch(altered)).status, 404, altered);
    assert.equal((await fetch(link, { method: 'POST' })).status, 405);
    assert.equal((await fetch(link)).status, 200);
  });

  it('the log holds no name of a file, no link and no ticket', () => {
    assert.doesNotMatch(house.log(), /hemlig|underlag|download|\/files\/[^*]/);
  });

  it('a link is good for five minutes, and a file that nobody places is gone when its time is out', async () => {
    const number = await order(manager);
    await attach(number, 'länk.pdf');
    await manager.sendFile('glömd.pdf', pdf('glömd'));
    const link = await linkIn(
      await open(manager, await cardOf(manager, number, status, { says: 'Filer: 1' }), 'Filer'),
    );
    assert.match(textOf(last(await manager.say('mina filer'))), /glömd\.pdf/);
    await house.restart(6);
    assert.equal((await fetch(moved(link, house))).status, 404);
    await house.restart(8 * 24 * 60);
    assert.match(textOf(last(await manager.say('mina filer'))), /Inga filer väntar/);
  });
});

function last(answers: readonly Shown[]): Shown {
  return answers.at(-1) ?? assert.fail('no answer');
}

/** The bot has another port since it was started again. */
function moved(link: string, { bot }: House): string {
  return new URL(new URL(link).pathname, bot.url).href;
}

function choicesOf({ card }: Shown): string[] {
  return inputs(card ?? {}).flatMap(({ choices }) =>
    Array.isArray(choices) ? choices.map((choice) => String((choice as Node)['title'])) : [],
  );
}

function choiceOf(card: Shown, of: string): string {
  return choicesOf(card).find((title) => title.includes(of)) ?? assert.fail(`no choice ${of}: ${textOf(card)}`);
}

function inputs(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = String((node as Node)['type']).startsWith('Input.') ? [node as Node] : [];
  return [...own, ...Object.values(node).flatMap(inputs)];
}

/** The link that a file of the dialog is fetched by. */
async function linkIn(files: Dialog, near?: string): Promise<string> {
  const one = dialogOf(await files.press(near === undefined ? 'Hämta' : { title: 'Hämta', near }));
  return linkOf(one);
}

async function linkOf(dialog: Dialog): Promise<string> {
  const seen = await dialog.press('Hämta filen');
  return seen.kind === 'link' ? seen.url : assert.fail('no link');
}
