import assert from 'node:assert/strict';
import { anna, bertil, ivar } from '../../../local/people.ts';
import type { User } from '../../../local/teams/index.ts';
import { type House, openMolndal } from '../../support/house.ts';
import { ask, buttonsOf, startCard, textOf, wordsOf } from '../../support/walk.ts';

const heading = 'Krav på dator och mobiltelefon';

describe('e2e, Mölndal: the requirements', () => {
  let house: House;
  let manager: User;
  let other: User;
  before(async () => {
    house = await openMolndal();
    [manager, other] = [anna, bertil].map(({ id }) => house.teams.as(id)) as [User, User];
  });
  after(() => house?.close());

  it('R99, R106, R107, R108, R119: are a dated checklist, with what the provider pays for and follows', async () => {
    const text = textOf(await ask(manager, 'krav', heading));
    for (const words of [
      'Gäller från 27 maj 2019',
      'Krav på dator (bekostas av leverantören)',
      '☐ Internt nätverk måste vara krypterat',
      '☐ Koddosa (Svensk e-identitet)',
      '☐ Telefon, abonnemang och koddosa bekostas av leverantören',
      'tillräckliga IT-kunskaper',
      'antagna IT-säkerhetsregler',
      'Omsorg AB: inte bekräftat',
    ])
      assert.ok(text.includes(words), `${words} in ${text}`);
  });

  it('R106: are confirmed for the provider, once, with who did it and when', async () => {
    assert.match(textOf(await startCard(manager)), /Kraven på dator och telefon är inte bekräftade för Omsorg AB/);
    const [first, second] = [await ask(manager, 'krav', heading), await ask(other, 'krav', heading)];
    assert.match(wordsOf(await manager.press(first, 'Bekräfta')), /Omsorg AB: bekräftat av Anna Ek 2 mars/);
    assert.match(wordsOf(await other.press(second, 'Bekräfta')), /Omsorg AB: bekräftat av Anna Ek 2 mars/);
    const again = await ask(other, 'krav', heading);
    assert.deepEqual(buttonsOf(again), []);
    assert.doesNotMatch(textOf(await startCard(other)), /inte bekräftade/);
  });

  it('show nothing to confirm to one who is no manager', async () => {
    const stranger = await ask(house.teams.as(ivar.id), 'krav', heading);
    assert.deepEqual(buttonsOf(stranger), []);
    assert.deepEqual(house.teams.failures(), []);
  });
});
