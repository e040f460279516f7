import { render } from '../../views/render.ts';
import { refusalText } from '../../views/refusals.ts';
import { enumerate } from '../../views/format.ts';
import { capital } from '../../views/words.ts';
import type { Phrase } from '../phrase.ts';
import { roleName } from './roles.ts';

/** More would make a card that nobody reads. */
const mostShown = 20;

/** `enhetens roller`: who is what at the own provider's units, and the way to change it. */
export const unitRolesPhrase: Phrase = {
  words: 'enhetens roller',
  also: ['roller', 'lösenordsadministratör', 'behörighetsadministratör'],
  where: 'personal',
  forManagers: true,
  forUnitRoles: true,
  help: 'Utse dem som hjälper till på en enhet, till exempel med lösenord.',
  run: async ({ services, rights }) => {
    const { profile, directory, unitRoles } = services;
    if (profile.unitRoles.length === 0)
      return { kind: 'notice', text: `I ${profile.name} finns inga sådana roller på enheterna.` };
    const stored = await Promise.all(rights.managerOf.map((id) => directory.provider(id)));
    const providers = stored.flatMap((one) => (one === undefined || one.value.unreadable ? [] : [one.value]));
    if (providers.length === 0) return { kind: 'notice', text: refusalText({ reason: 'noOrderingRight' }) };
    const entries = await Promise.all(providers.map(({ id }) => unitRoles.find(id)));
    const people = entries.flatMap((entry) =>
      (entry?.value.people ?? []).map(({ person, role, unit, number }) => ({
        title: `${person.name}, ${roleName(profile, role)}`,
        details: unit,
        provider: entry?.value.provider ?? '',
        number,
      })),
    );
    const shown = people.slice(0, mostShown);
    const hidden = people.length - shown.length;
    const card = render('unit-roles', {
      sayHeading: 'Enhetens roller',
      text: [
        `${capital(enumerate(profile.unitRoles.map(({ name }) => name)))} på en enhet kan ta det som gäller den, före kön.`,
        people.length === 0 ? 'Ingen är utsedd än.' : '',
        hidden > 0 ? `${hidden} till visas inte.` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
      people: shown,
      providers: providers
        .slice(0, 5)
        .map(({ id, name }) => ({ id, title: providers.length === 1 ? 'Utse någon' : `Utse någon hos ${name}` })),
    });
    return { kind: 'message', summary: 'Enhetens roller', card };
  },
};
