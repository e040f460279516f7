import { enumerate } from '../../views/format.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { menu } from '../menu.ts';

/** R114: said to anybody but a named contact, with who that is at the own provider, and where to turn. */
export async function onlyContacts(context: Context): Promise<Reply> {
  const { rights, services } = context;
  const own = await Promise.all(rights.managerOf.map((id) => services.directory.provider(id)));
  const texts = own.flatMap((stored) => {
    if (stored === undefined || stored.value.unreadable) return [];
    const { name, namedContacts } = stored.value;
    return namedContacts.length === 0
      ? [`${name} har ingen än: be botens administratör lägga till en eller två.`]
      : [`Hos ${name} är det ${enumerate(namedContacts.map((contact) => contact.name))}.`];
  });
  return menu(context, {
    heading: 'Helpdesk är för namngivna IT-kontaktpersoner',
    text: [
      'Bara utförarens en eller två namngivna IT-kontaktpersoner frågar helpdesk.',
      ...texts,
      'Annars vänder du dig hit:',
    ].join(' '),
    contacts: true,
  });
}
