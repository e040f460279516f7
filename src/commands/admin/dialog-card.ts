import { render } from '../../views/render.ts';
import type { Reply } from '../incoming.ts';
import type { Input } from '../order/input.ts';
import { isCut } from './typed.ts';

export type Row = { readonly label: string; readonly value: string };

type AdminDialog = {
  readonly dialog: string;
  /** The provider's id; empty for a new one. */
  readonly entry: string;
  /** The revision that is shown: saving over a later one is noticed. */
  readonly revision: number;
  readonly heading: string;
  readonly text: string;
  readonly notice: string;
  /** What is saved now, where somebody else changed it in the meantime. */
  readonly present: readonly Row[];
  readonly fields: readonly Input[];
};

const keptInPart = 'Av det längsta finns bara början kvar.';

export function adminDialog({ heading, fields, notice, ...rest }: AdminDialog): Reply {
  const faults = fields.filter(({ fault }) => fault !== '').length;
  const correct =
    faults === 0
      ? ''
      : `Rätta ${faults === 1 ? 'en uppgift' : `${faults} uppgifter`} nedan. ${fields.some(({ id, value }) => isCut(id, value)) ? keptInPart : 'Det du har skrivit finns kvar.'}`;
  const card = render('admin-dialog', {
    ...rest,
    sayHeading: heading,
    notice: [notice, correct].filter((part) => part !== '').join(' '),
    fields,
  });
  return { kind: 'dialog', title: heading, size: 'large', card };
}

export const changedByOther =
  'Någon annan har ändrat här sedan du öppnade. Det du har skrivit finns kvar nedan, och det som är sparat nu står bredvid. Jämför, och tryck på Spara igen om ditt ska gälla.';
