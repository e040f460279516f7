import { z } from 'zod';
import { currentMonth, type Month } from '../../domain/billing.ts';
import { checkField, type FormField } from '../../domain/form.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { cleanText } from '../../domain/text.ts';
import { checkText } from '../../domain/words.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import { formatKronor } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { onlyAdmins } from '../admin/only-admins.ts';
import { unknownButton } from '../buttons.ts';
import { typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { input } from '../order/input.ts';
import { readAmount } from './amount.ts';
import { monthOfData } from './data.ts';
import { monthText, readMonth } from './month.ts';

type DialogContext = Context<Incoming & { data: unknown }>;

/** Drawn when the dialog is opened, so that the second press of two finds the first. */
const entryData = z.object({ entry: z.string().regex(/^[\w-]{1,60}$/) });

const costCodeField: FormField = { id: 'costCode', kind: 'costCode', label: 'Ansvarskod', required: true };

type Typed = Readonly<Record<'concerns' | 'costCode' | 'amount' | 'reason', string>>;

/** Rätta: money to or fro, as an entry of its own. What is put down is never written over. */
export const billingCorrection: Dialog = {
  open: (context) => {
    const refused = onlyAdmins(context);
    const month = monthOfData(context.incoming.data);
    if (refused ?? month === undefined) return Promise.resolve(refused ?? unknownButton);
    const empty = { concerns: month, costCode: '', amount: '', reason: '' };
    return Promise.resolve(show(month, context.services.newOperation(), empty, {}));
  },
  submit: async (context) => {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const month = monthOfData(context.incoming.data);
    const entry = entryData.safeParse(context.incoming.data).data?.entry;
    if (month === undefined || entry === undefined) return unknownButton;
    const given = {
      concerns: typed(context.incoming, 'concerns'),
      costCode: typed(context.incoming, 'costCode'),
      amount: typed(context.incoming, 'amount'),
      reason: cleanText(typed(context.incoming, 'reason')),
    };
    const { faults, ...read } = check(context, given);
    if (read.concerns === undefined || read.amount === undefined || Object.keys(faults).length > 0)
      return show(month, entry, given, faults);
    return save(context, entry, { ...given, ...read, concerns: read.concerns, amount: read.amount });
  },
};

async function save(
  { services, incoming, now }: DialogContext,
  id: string,
  { concerns, costCode, amount, reason }: { concerns: Month; costCode: string; amount: number; reason: string },
): Promise<Reply> {
  const month = currentMonth(now);
  const correction = { id, month, concerns, costCode, amount, reason, by: incoming.person, at: now };
  const committed = await services.billing.correct(correction);
  if (committed === 'conflict') return { kind: 'notice', text: 'Rättelsen är redan sparad.' };
  return {
    kind: 'notice',
    text: `Sparat: ${formatKronor(amount / 100)} på ansvarskod ${costCode}, avser ${monthText(concerns)}. Rättelsen står i ${monthText(month)}.`,
  };
}

type Faults = Partial<Record<keyof Typed, string>>;

function check(
  { now }: DialogContext,
  { concerns, costCode, amount, reason }: Typed,
): { concerns?: Month; amount?: number; costCode: string; faults: Faults } {
  const month = readMonth(concerns, now);
  const isFuture = month !== undefined && month > currentMonth(now);
  const code = checkField(costCodeField, costCode, { today: dayOf(now), units: [], userNamePrefixes: [] });
  const ore = readAmount(amount);
  const said = checkText(reason);
  const faults: Faults = {
    ...(month === undefined ? { concerns: 'Skriv månaden så här: 2026-10.' } : {}),
    ...(isFuture ? { concerns: 'Månaden har inte börjat.' } : {}),
    ...(code.ok ? {} : { costCode: fieldFaultText(code.fault) }),
    ...(ore === undefined
      ? { amount: 'Skriv ett belopp i kronor, till exempel -130 eller 65,50. Det kan inte vara noll.' }
      : {}),
    ...(said ? { reason: refusalText(said.refused) } : {}),
  };
  return {
    ...(month === undefined ? {} : { concerns: month }),
    ...(ore === undefined ? {} : { amount: ore }),
    costCode: code.ok ? code.text : '',
    faults,
  };
}

function show(month: Month, entry: string, given: Typed, faults: Faults): Reply {
  const field = (kind: 'text' | 'long', id: keyof Typed, label: string, help: string) =>
    input(kind, id, `${label} (obligatoriskt)`, { value: given[id], help, fault: faults[id] ?? '' });
  const card = render('billing-correction-dialog', {
    month,
    entry,
    notice: Object.keys(faults).length === 0 ? '' : 'Rätta det som är markerat nedan. Det du har skrivit finns kvar.',
    text: 'En fastställd månad ändras aldrig. Rättelsen blir en egen rad i den här månaden, med den månad den gäller.',
    fields: [
      field('text', 'concerns', 'Avser månad', '2026-10'),
      field('text', 'costCode', 'Ansvarskod', ''),
      field('text', 'amount', 'Belopp i kronor', 'Minus drar av: -130'),
      field('long', 'reason', 'Anledning', 'Skriv inget personnummer'),
    ],
  });
  return { kind: 'dialog', title: 'Rätta debitering', size: 'medium', card };
}
