import { dayOf } from '../../domain/calendar/days.ts';
import type { Case } from '../../domain/case.ts';
import type { Provider } from '../../domain/directory.ts';
import { cleanLine } from '../../domain/text.ts';
import { formatDay } from '../../views/format.ts';
import { unknownButton } from '../buttons.ts';
import { type CaseData, caseData, typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import { type Extensible, findExtensible } from '../extend/find.ts';
import { checkNewLastDay, orderExtension, sentText } from '../extend/order.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { approverChoices } from '../order/approver-choices.ts';
import { approversFor, readApprover } from '../order/approvers.ts';
import { type Input, input } from '../order/input.ts';
import { ownTick } from '../order/summary-card.ts';
import { textDialog } from './text-dialog.ts';

type DialogContext = Context<Incoming & { data: unknown }>;
type Notice = Extract<Reply, { kind: 'notice' }>;
type Found = Extensible & { readonly data: CaseData };

/** Förläng: the same permissions with another last day. */
export const extendDialog: Dialog = {
  open: async (context) => {
    const found = await find(context);
    return 'kind' in found ? found : show(context, found, {});
  },
  submit: async (context) => {
    const found = await find(context);
    if ('kind' in found) return found;
    const given = {
      to: cleanLine(typed(context.incoming, 'to')),
      own: typed(context.incoming, 'own') === 'true',
      approver: typed(context.incoming, 'approver'),
    };
    const checked = checkNewLastDay(given.to, found.until, dayOf(context.now));
    if ('fault' in checked) return show(context, found, { ...given, fault: checked.fault });
    const approver = await readApprover(context, found.provider, found.c.terms, given);
    if (approver === undefined) return show(context, found, { ...given, notice: noApprover });
    const ordered = await orderExtension(context, found, checked.day, approver);
    if ('fault' in ordered) return show(context, found, { ...given, notice: ordered.fault });
    return { kind: 'notice', text: sentText(ordered.sent, approver) };
  },
};

export const noApprover = 'Bocka i rutan om du själv attesterar, eller välj vem som ska godkänna.';

async function find(context: DialogContext): Promise<Found | Notice> {
  const parsed = caseData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const found = await findExtensible(context, (await context.services.cases.read(parsed.data.case))?.value);
  return 'text' in found ? { kind: 'notice', ...found } : { ...found, data: parsed.data };
}

type Typed = {
  readonly to?: string;
  readonly own?: boolean;
  readonly approver?: string;
  readonly fault?: string;
  readonly notice?: string;
};

async function show(context: DialogContext, { data, c, until, provider, held }: Found, given: Typed): Promise<Reply> {
  const { to = '', own = false, approver = '', fault = '' } = given;
  return textDialog({
    dialog: 'extend',
    data,
    heading: 'Förläng',
    text: `${c.application.subject.name}: ${held.map(({ system }) => system.name).join(', ')}. Gäller nu t.o.m. ${formatDay(until)}.`,
    notice: given.notice ?? '',
    fields: [
      input('date', 'to', 'Ny T.o.m. (obligatoriskt)', { value: /^\d{4}-\d{2}-\d{2}$/.test(to) ? to : '', fault }),
      ...(await approverInputs(context, c, provider, { own, approver })),
    ],
    submit: 'Skicka',
  });
}

/** Who approves: the one who sends it by the tick, or another. */
export async function approverInputs(
  context: Context,
  c: Case,
  provider: Provider,
  { own, approver }: { readonly own: boolean; readonly approver: string },
): Promise<Input[]> {
  const choices = await approverChoices(context, c, await approversFor(context, provider, c.terms));
  return [
    ...(c.terms.ownAttestation
      ? [input('toggle', 'own', ownTick, { value: String(own), help: 'Ja, jag attesterar' })]
      : []),
    ...(choices.length > 0
      ? [input('choice', 'approver', 'Godkänns av', { value: approver, help: 'Välj vem som ska godkänna', choices })]
      : []),
  ];
}
