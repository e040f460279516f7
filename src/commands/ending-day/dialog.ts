import { z } from 'zod';
import { isOwner } from '../../domain/actor.ts';
import { type EndingDay, endingDaySubject, type EndingMember } from '../../domain/ending-day.ts';
import { slots, slotVersion } from '../../domain/slots.ts';
import { enumerate } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { actorOf, type Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import { noApprover } from '../dialogs/extend.ts';
import { findExtensible } from '../extend/find.ts';
import { orderExtension } from '../extend/order.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { readApprover } from '../order/approvers.ts';
import { endingDayCard, hasMore } from './card.ts';
import { readEndingDay } from './read.ts';
import { nothing, readTyped, readWishes, type Typed, type Wish } from './typed.ts';

type DialogContext = Context<Incoming & { data: unknown }>;
type Found = { readonly day: EndingDay; readonly members: readonly EndingMember[] };

const openData = z.object({ to: z.iso.date() });

/** Förläng eller låt upphöra: what ends on one day for several, decided on at once. */
export const endingDayDialog: Dialog = {
  open: async (context) => {
    const found = await find(context);
    return 'kind' in found ? found : endingDayCard(context, found.day, found.members, nothing);
  },
  submit: async (context) => {
    const found = await find(context);
    if ('kind' in found) return found;
    const { day, members } = found;
    const given = readTyped(context, members);
    const { wishes, faults } = readWishes(context, members, given);
    const again = (notice: string): Promise<Reply> => endingDayCard(context, day, members, given, { notice, faults });
    if (faults.size > 0) return again('Inget är skickat än. Rätta det som är markerat.');
    if (wishes.length === 0) return again('Välj Förläng eller Låt upphöra för minst en person.');
    if (!(await hasApprover(context, wishes, given))) return again(noApprover);
    return carryOut(context, found, wishes, given);
  },
};

/** What ends for the one who asks, whosever card it was pressed on. */
async function find(context: DialogContext): Promise<Found | Extract<Reply, { kind: 'notice' }>> {
  const { incoming, services, now } = context;
  const parsed = openData.safeParse(incoming.data);
  if (!parsed.success) return unknownButton;
  const day = { to: parsed.data.to, owner: incoming.person.id };
  const members = await readEndingDay(day, services, now);
  const own = members.filter((member) => isOwner(member.case, actorOf(context)));
  return own.length === 0 ? { kind: 'notice', text: 'Inget väntar på ditt beslut.' } : { day, members: own };
}

async function hasApprover(context: Context, wishes: readonly Wish[], given: Typed): Promise<boolean> {
  const c = wishes.find(({ kind }) => kind === 'extend')?.member.case;
  const provider = c && (await context.services.directory.provider(c.provider.id))?.value;
  return (
    c === undefined || provider === undefined || (await readApprover(context, provider, c.terms, given)) !== undefined
  );
}

/** One after the other, each a case of its own: what cannot be done stays in the dialog with its reason, and the rest is done. */
async function carryOut(
  context: DialogContext,
  { day, members: before }: Found,
  wishes: readonly Wish[],
  given: Typed,
): Promise<Reply> {
  const { services, now } = context;
  const faults = new Map<string, string>();
  for (const wish of wishes) {
    const fault = wish.kind === 'extend' ? await extend(context, wish, given) : await letEnd(context, wish);
    if (fault !== undefined) faults.set(wish.member.case.id, fault);
  }
  await services.cases.wake([endingDaySubject(day)], now);
  services.nudge();
  const said = doneText(wishes.filter(({ member }) => !faults.has(member.case.id)));
  if (faults.size === 0 && !hasMore(before)) return { kind: 'notice', text: said };
  const notice = [said, ...(faults.size > 0 ? ['Det som är markerat gick inte: läs varför.'] : [])].join(' ').trim();
  // What was sent is not typed any longer.
  const rows = new Map([...given.rows].filter(([id]) => faults.has(id)));
  const members = await readEndingDay(day, services, now);
  return endingDayCard(context, day, members, { ...given, rows }, { notice, faults });
}

async function extend(
  context: Context,
  { member, day }: Extract<Wish, { kind: 'extend' }>,
  given: Typed,
): Promise<string | undefined> {
  const found = await findExtensible(context, member.case);
  if ('text' in found) return found.text;
  const approver = await readApprover(context, found.provider, found.c.terms, given);
  if (approver === undefined) return noApprover;
  const ordered = await orderExtension(context, found, day, approver);
  return 'fault' in ordered ? ordered.fault : undefined;
}

/** The click is on the warning of the case itself, which nobody sees: what it shows stands on the card for all. */
async function letEnd(context: Context, { member: { case: c } }: Wish): Promise<string | undefined> {
  const slot = slots.news(`expiry-${c.expiry?.warnings.at(-1)?.days ?? 0}`);
  const click = { slot, version: slotVersion(c, slot) ?? 0 };
  const { refused } = await act(context, { caseId: c.id, command: { verb: 'letEnd' }, click });
  return refused && refusalText(refused);
}

function doneText(done: readonly Wish[]): string {
  const extended = done.filter(({ kind }) => kind === 'extend').length;
  const ending = done.length - extended;
  if (done.length === 0) return '';
  const parts = [
    ...(extended > 0 ? [extended === 1 ? 'En förlängning är skickad' : `${extended} förlängningar är skickade`] : []),
    ...(ending > 0 ? [ending === 1 ? 'en avslutas efter sista dagen' : `${ending} avslutas efter sista dagen`] : []),
  ];
  const text = enumerate(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
