import { z } from 'zod';
import { fold } from '../../domain/text.ts';
import { type Faults, lineOf, type Typed, typedTexts } from '../admin/typed.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { input } from '../order/input.ts';
import { dialogCard } from './dialog-card.ts';
import { entitledPeople } from './entitled.ts';
import { onlyOwn } from './texts.ts';

const personId = z.string().regex(/^[\w-]{1,64}$/);

/** An administrator says who is away. */
export function choose(context: Context, typed: Typed, faults: Faults): Reply {
  if (!context.rights.admin) return onlyOwn;
  const of = (id: string): { value: string; fault: string } => ({ value: typed[id] ?? '', fault: faults[id] ?? '' });
  const picked = typed['who'] ?? '';
  const fields = [
    input('search', 'who', 'Namn', {
      ...of('who'),
      help: 'Sök på namn',
      choices: picked === '' ? [] : [{ title: lineOf(typed, 'name') || picked, value: picked }],
      dataset: 'entitled',
    }),
    input('text', 'name', 'Hela namnet, om personen inte finns i listan', of('name')),
  ];
  return dialogCard({ person: '', revision: 0, heading: 'Vem är borta?', text: '', notice: '', fields });
}

/** Whom an administrator has chosen; the dialog again where nobody is found. */
export async function readChosen(
  context: Context<Incoming & { kind: 'submitDialog' }>,
): Promise<{ readonly id: string } | Reply> {
  if (!context.rights.admin) return onlyOwn;
  const typed = typedTexts(context.incoming.data);
  const [picked, name] = [lineOf(typed, 'who'), lineOf(typed, 'name')];
  if (picked !== '') return personId.safeParse(picked).success ? { id: picked } : unknownButton;
  if (name === '') return choose(context, typed, { who: 'Välj vem som är borta.' });
  const found = (await entitledPeople(context.services.directory)).filter(
    (one) => fold(one.person.name) === fold(name),
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return { id: only.person.id };
  const fault = only
    ? 'Flera heter så. Välj i listan.'
    : 'Ingen som godkänner ansökningar heter så. Kontrollera hur namnet står under ”administrera”.';
  return choose(context, typed, { name: fault });
}
