import { render } from '../../views/render.ts';
import type { Reply } from '../incoming.ts';
import type { Input } from '../order/input.ts';

type AbsenceDialog = {
  /** Empty while it is to be said who is away. */
  readonly person: string;
  readonly revision: number;
  readonly heading: string;
  readonly text: string;
  readonly notice: string;
  readonly fields: readonly Input[];
};

export function dialogCard(shown: AbsenceDialog): Reply {
  return { kind: 'dialog', title: 'Frånvaro', size: 'medium', card: render('absence-dialog', shown) };
}
