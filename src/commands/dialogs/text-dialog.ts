import { render } from '../../views/render.ts';
import type { CaseData } from '../card-data.ts';
import type { Reply } from '../incoming.ts';
import { type Input } from '../order/input.ts';

export type TextDialog = {
  readonly dialog: string;
  readonly data: CaseData;
  readonly heading: string;
  readonly text?: string;
  readonly notice?: string;
  readonly fields: readonly Input[];
  /** The button's words; empty for a dialog that is only read. */
  readonly submit: string;
  readonly style?: 'positive' | 'destructive';
};

/** A small dialog with a few inputs and one button. */
export function textDialog({
  dialog,
  data,
  heading,
  text = '',
  notice = '',
  fields,
  submit,
  style = 'positive',
}: TextDialog): Reply {
  const card = render('text-dialog', {
    dialog,
    id: data.case,
    slot: data.slot,
    version: data.version,
    sayHeading: heading,
    text,
    notice,
    fields,
    saySubmit: submit,
    style,
  });
  return { kind: 'dialog', title: heading, size: 'medium', card };
}
