import { z } from 'zod';
import { dayOf } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { mayOrderKind } from '../../domain/decisions/submit.ts';
import type { Provider } from '../../domain/directory.ts';
import { maskPersonnummer } from '../../domain/personnummer.ts';
import type { Held, UnderWay } from '../../domain/register.ts';
import { byEmployment, changeOf, latestOf, type StaffMember } from '../../domain/staff.ts';
import { unitText } from '../../domain/units.ts';
import { renderFitting } from '../../views/fit.ts';
import { enumerate, formatDay } from '../../views/format.ts';
import { stateOf } from '../../views/progress.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { caseId } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { personnummerPlace } from '../order/application.ts';
import { openSealed } from '../sealed.ts';
import { slots } from '../../domain/slots.ts';
import { readAll, UnreadableRow, unreadableTexts } from '../unreadable.ts';
import { findPerson, notYours } from './find.ts';
import { beginTermination } from '../terminate/dialog.ts';
import { orderFor } from './order-for.ts';
import { showSlip } from './slip-dialog.ts';

type Found = { readonly provider: Provider; readonly member: StaffMember };

const pressData = z.object({
  press: z.enum(['order', 'change', 'terminate', 'personnummer', 'slip']),
  /** Where there are several employments: an order of the one that it is about. */
  from: caseId.optional(),
});

/** Visa in `mina medarbetare`: what somebody has, through which employment, since when and by which case; and what is under way. */
export const personDialog: Dialog = {
  open: async (context) => {
    const found = await findPerson(context);
    return found ? show(context, found) : notYours;
  },
  submit: async (context) => {
    const found = await findPerson(context);
    const parsed = pressData.safeParse(context.incoming.data);
    if (found === undefined) return notYours;
    if (!parsed.success) return unknownButton;
    switch (parsed.data.press) {
      case 'order':
        return orderFor(context, found.provider, found.member);
      case 'change':
        return orderFor(context, found.provider, found.member, { what: 'change', from: parsed.data.from ?? '' });
      case 'terminate':
        return beginTermination(context, found.provider.id, found.member.hash);
      case 'personnummer':
        return openPersonnummer(context, found);
      case 'slip':
        return showSlip(
          context,
          found.member.name,
          found.member.held.map(({ system }) => system),
        );
    }
  },
};

/** In full, once it is recorded in the case that it is read from. */
async function openPersonnummer(context: Context<Incoming & { data: unknown }>, found: Found): Promise<Reply> {
  const place = sealedOf(found.member);
  if (place === undefined) return show(context, found);
  const click = { slot: slots.status, version: 0 };
  const { refused } = await act(context, { caseId: place.caseId, command: { verb: 'openPersonnummer' }, click });
  if (refused) return { kind: 'notice', text: refusalText(refused) };
  return show(context, found, openSealed(context, place.sealed, personnummerPlace(place.caseId)));
}

/** The personnummer as the latest permission has it: one who only awaits something shows it in that case. */
function sealedOf({ held }: StaffMember): { caseId: string; sealed: Held['person']['personnummer'] } | undefined {
  const latest = latestOf(held);
  return latest && { caseId: latest.case, sealed: latest.person.personnummer };
}

async function show(context: Context, { provider, member }: Found, personnummer = ''): Promise<Reply> {
  const { services, now } = context;
  const place = sealedOf(member);
  const opened = place && openSealed(context, place.sealed, personnummerPlace(place.caseId));
  const employments = byEmployment(member.held);
  const mayOrder = !provider.unreadable && mayOrderKind('permission', provider, dayOf(now));
  const card = renderFitting(
    'person-dialog',
    {
      entry: provider.id,
      person: member.hash,
      notice: place !== undefined && opened === undefined ? unreadableTexts.personnummer : '',
      name: member.name,
      reference: [provider.name, ...(opened === undefined ? [] : [maskPersonnummer(opened)])].join(' · '),
      personnummer,
      employments: employments.map(({ employment: { unit, type, title }, held }) => ({
        name: [unitText(unit), type, title].filter((part) => part !== '').join(' · '),
        rows: held.map((one) => ({ label: one.system.name, value: heldText(one, member.underWay) })),
        // Of several, the one that is changed is chosen by its button.
        change: mayOrder && employments.length > 1 ? (latestOf(held)?.case ?? '') : '',
      })),
      orders: await orderRows(context, member.underWay),
      can: {
        order: mayOrder,
        change: mayOrder && employments.length === 1,
        terminate: services.profile.termination !== undefined && member.held.length > 0,
        slip: services.profile.slip !== undefined && member.held.length > 0,
        personnummer: opened !== undefined && personnummer === '',
      },
    },
    ['employments', 'orders'],
  );
  return { kind: 'dialog', title: 'Medarbetare', size: 'large', card };
}

const changeTexts = { removed: 'avslutas', changed: 'ändras' } as const;

function heldText(one: Held, underWay: readonly UnderWay[]): string {
  const { system, since, from, to } = one;
  const change = changeOf(one, underWay);
  return [
    ...system.answers.filter(({ text }) => text !== '').map(({ text }) => text),
    `sedan ${formatDay(from ?? dayOf(since))}`,
    ...(to === undefined ? [] : [`t.o.m. ${formatDay(to)}`]),
    `ärende ${formatCaseId(one.case)}`,
    ...(change ? [changeTexts[change]] : []),
  ].join(' · ');
}

/** Each order under way, with where it is. */
async function orderRows(
  { services }: Context,
  orders: readonly UnderWay[],
): Promise<{ label: string; value: string }[]> {
  const stored = await readAll(
    services.cases,
    orders.map((order) => order.case),
  );
  return orders.map(({ case: id, systems, from }, index) => {
    const found = stored[index];
    const state = found && !(found instanceof UnreadableRow) ? stateOf(found.value).state : '';
    return {
      label: `Ärende ${formatCaseId(id)}`,
      value: [enumerate(systems.map(({ name }) => name)), state, ...(from ? [`från ${formatDay(from)}`] : [])]
        .filter((part) => part !== '')
        .join(' · '),
    };
  });
}
