import type { ImportList } from '../../domain/import-list.ts';
import { formatMoment } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import { onlyAdmins } from '../admin/only-admins.ts';
import type { Phrase } from '../phrase.ts';

const mostShown = 10;

const states: Record<ImportList['state'], (list: ImportList) => string> = {
  checked: () => 'kontrollerad, inte importerad',
  running: ({ cursor, batches }) => `pågår, del ${cursor} av ${batches}`,
  done: ({ added, known }) => `klar, ${added} inlagda${known > 0 ? `, ${known} fanns redan` : ''}`,
  dropped: () => 'importerades aldrig; raderad',
};

/** `importera`: the way in, and what became of earlier lists. */
export const importing: Phrase = {
  words: 'importera',
  also: ['import', 'importera behörigheter'],
  where: 'personal',
  forAdmins: true,
  help: 'Lägg in dem som redan har behörighet, ur en lista.',
  run: async (context) => {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const lists = await context.services.imports.all();
    const card = render('import', {
      rows: lists.slice(0, mostShown).map((list) => ({
        label: `${formatMoment(list.at)}, ${list.by.name}`,
        value: `${list.rows} rader, ${states[list.state](list)}`,
      })),
    });
    return { kind: 'message', summary: 'Importera', card };
  },
};
