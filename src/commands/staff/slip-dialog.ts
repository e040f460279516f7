import { grantsOf } from '../../domain/register.ts';
import { renderFitting } from '../../views/fit.ts';
import { refusalText } from '../../views/refusals.ts';
import { slipParts, slipText } from '../../views/slip.ts';
import { unknownButton } from '../buttons.ts';
import { caseData } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { maySeeSlot } from '../show.ts';

/** Lapp till medarbetaren: of what a case gave, from its card. */
export const slipDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const c = (await context.services.cases.read(parsed.data.case))?.value;
    if (c === undefined || !(await maySeeSlot(context, c, 'owner.status')))
      return { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
    return showSlip(
      context,
      c.application.subject.name,
      grantsOf(c).map(({ system }) => system),
    );
  },
  submit: async () => ({ kind: 'closed' }),
};

/** To be read, copied and printed: whoever gets it may know all that stands on it. */
export function showSlip(
  { services }: Context,
  name: string,
  systems: readonly { readonly id: string; readonly name: string }[],
): Reply {
  const parts = slipParts(services.profile, name, systems);
  if (parts.length === 0) return { kind: 'notice', text: `${services.profile.name} har ingen lapp till medarbetaren.` };
  const card = renderFitting(
    'slip-dialog',
    {
      parts: parts.map(({ heading, lines }) => ({ heading, lines: lines.map((line) => ({ text: line })) })),
      text: slipText(parts),
    },
    [],
  );
  return { kind: 'dialog', title: 'Lapp till medarbetaren', size: 'large', card };
}
