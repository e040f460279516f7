import { z } from 'zod';
import { onlyAdmins } from '../admin/only-admins.ts';
import { counted } from '../admin/words.ts';
import { unknownButton } from '../buttons.ts';
import { caseId } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { checkList } from './checked.ts';
import { showChecked, showEmpty } from './preview.ts';

type Pressed = Context<Incoming & { data: unknown }>;

/** How long whoever pressed waits for it to be done; the rest goes on without them. */
const patienceMs = 2000;

/** A list that came as a file is read already. */
const openData = z.object({ entry: caseId });
const pressData = z.object({ press: z.enum(['check', 'import', 'again']), entry: z.union([caseId, z.literal('')]) });
const listText = z.object({ list: z.string() });

/** Those who have access today, so that the register starts true: read and shown, and laid in when that is confirmed. */
export const importDialog: Dialog = {
  open: async (context) => {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const parsed = openData.safeParse(context.incoming.data);
    return parsed.success ? showKept(context, parsed.data.entry) : showEmpty('', '');
  },
  submit: async (context) => {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const parsed = pressData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    if (parsed.data.press === 'import') return layIn(context, parsed.data.entry);
    return parsed.data.press === 'again' ? showEmpty('', '') : check(context);
  },
};

async function check(context: Pressed): Promise<Reply> {
  const text = listText.safeParse(context.incoming.data).data?.list ?? '';
  const checked = await checkList(context, text);
  return 'fault' in checked ? showEmpty(text, checked.fault) : showChecked(checked.list);
}

const gone = 'Listan finns inte kvar. Skicka filen på nytt, eller skriv ”importera” och klistra in den.';

async function showKept({ services }: Pressed, id: string): Promise<Reply> {
  const list = await services.imports.find(id);
  if (list === undefined || list.state === 'dropped') return { kind: 'notice', text: gone };
  if (list.state === 'checked') return showChecked(list);
  return { kind: 'notice', text: 'Listan är redan importerad. Skriv ”importera” för att se hur det har gått.' };
}

/** Importera: pressed twice, the second press finds it begun. */
async function layIn(context: Pressed, id: string): Promise<Reply> {
  const { imports, now, nudge } = context.services;
  const started = id === '' ? 'gone' : await imports.start(id, context.now);
  if (started === 'busy')
    return { kind: 'notice', text: 'En annan lista läses in just nu. Vänta tills den är klar, och tryck igen.' };
  if (started === 'gone') return { kind: 'notice', text: gone };
  nudge();
  const until = Date.parse(now()) + patienceMs;
  while (Date.parse(now()) < until && (await imports.find(id))?.state === 'running') await imports.advance(id, now());
  const list = await imports.find(id);
  return {
    kind: 'notice',
    text:
      list?.state === 'done'
        ? `Klart: ${counted(list.added, 'behörighet är inlagd', 'behörigheter är inlagda')}. ${list.known > 0 ? `${list.known} fanns redan.` : ''}`.trim()
        : 'Listan läses in. Det går vidare av sig självt; skriv ”importera” för att se hur långt det har kommit.',
  };
}
