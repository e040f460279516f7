import { mostTimes } from '../../domain/booking.ts';
import { atClock } from '../../domain/calendar/days.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { checkField } from '../../domain/form.ts';
import type { Instant } from '../../domain/person.ts';
import { cleanLine } from '../../domain/text.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { type CaseData, caseData, clickOf, typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { type Input, input } from '../order/input.ts';
import { readSlot } from '../slot-ref.ts';
import { textDialog } from './text-dialog.ts';

type DialogContext = Context<Incoming & { data: unknown }>;
type Row = { readonly day: string; readonly clock: string };
type Read = { readonly time?: Instant; readonly dayFault?: string; readonly clockFault?: string };

/** Föreslå tider: up to three, of which the one who waits chooses one. */
export const bookingDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    return parsed.success ? show(parsed.data, rowsOf(context), [], '') : unknownButton;
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const ref = parsed.success ? readSlot(parsed.data.slot) : undefined;
    if (!parsed.success || ref?.kind !== 'queue') return unknownButton;
    const { data } = parsed;
    const rows = rowsOf(context);
    const read = rows.map((row) => readTime(row, dayOf(context.now)));
    if (read.some(({ dayFault, clockFault }) => dayFault ?? clockFault))
      return show(data, rows, read, 'Rätta det som är markerat nedan.');
    const times = read.flatMap(({ time }) => time ?? []);
    const { refused } = await act(context, {
      caseId: data.case,
      command: { verb: 'proposeTimes', task: ref.task, times },
      click: clickOf(data),
    });
    return refused === undefined ? { kind: 'closed' } : show(data, rows, read, refusalText(refused));
  },
};

function rowsOf({ incoming }: DialogContext): Row[] {
  return Array.from({ length: mostTimes }, (_, index) => ({
    day: cleanLine(typed(incoming, `day${index + 1}`)),
    clock: cleanLine(typed(incoming, `clock${index + 1}`)),
  }));
}

function readTime({ day, clock }: Row, today: string): Read {
  if (day === '' && clock === '') return {};
  const checked = checkField({ id: 'day', kind: 'date', label: '', required: true }, day, {
    today,
    units: [],
    userNamePrefixes: [],
  });
  const [, hour, minute] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(clock) ?? [];
  const dayFault = checked.ok ? {} : { dayFault: 'Välj en dag.' };
  if (hour === undefined) return { ...dayFault, clockFault: 'Skriv klockslaget så här: 10.00.' };
  return checked.ok ? { time: atClock(checked.raw, Number(hour) * 60 + Number(minute)) } : dayFault;
}

function show(data: CaseData, rows: readonly Row[], read: readonly Read[], notice: string): Reply {
  return textDialog({
    dialog: 'booking',
    data,
    heading: 'Föreslå tider',
    text: `En till ${mostTimes} tider. Den som beställde väljer en av dem. Redan bokat flyttas när en ny tid är vald.`,
    notice,
    fields: rows.flatMap(({ day, clock }, index): Input[] => {
      const number = index + 1;
      const { dayFault = '', clockFault = '' } = read[index] ?? {};
      return [
        input('date', `day${number}`, `Dag ${number}`, {
          value: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '',
          fault: dayFault,
        }),
        input('text', `clock${number}`, `Klockslag ${number}`, { value: clock, help: '10.00', fault: clockFault }),
      ];
    }),
    submit: 'Skicka förslag',
  });
}
