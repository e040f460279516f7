import { addToMonth, currentMonth, type Month } from '../../domain/billing.ts';
import { onlyAdmins } from '../admin/only-admins.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Card, Incoming, Reply } from '../incoming.ts';
import type { Phrase } from '../phrase.ts';
import { billOf, isToCome } from './bill.ts';
import { billCard } from './card.ts';
import { billingCorrection } from './correction.ts';
import { billingFile } from './file.ts';
import { monthText, readMonth } from './month.ts';
import { monthOfData } from './data.ts';

/** `debitering <månad>`: what is charged, per ansvarskod. Alone it is the latest month that is over. */
export const billingPhrase: Phrase = {
  words: 'debitering',
  also: ['debiteringar', 'fakturering', 'debiteringsunderlag'],
  argument: '<månad>',
  where: 'personal',
  forAdmins: true,
  help: 'Vad som debiteras per ansvarskod, till exempel ”debitering oktober”. Utan månad: den senaste som är slut.',
  run: async (context, rest) => {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const month = rest === '' ? addToMonth(currentMonth(context.now), -1) : readMonth(rest, context.now);
    if (month === undefined)
      return { kind: 'notice', text: 'Skriv månaden så här: ”debitering oktober” eller ”debitering 2026-10”.' };
    if (isToCome(context, month))
      return { kind: 'notice', text: `${monthText(month)} har inte börjat, så det finns inget att debitera.` };
    return { kind: 'message', summary: 'Debitering', card: await monthCard(context, month) };
  },
};

/** Another month, on the card where it is asked for. */
async function turnMonth(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const month = monthOfData(context.incoming.data);
  if (month === undefined || isToCome(context, month) || context.incoming.place.kind !== 'personal')
    return unknownButton;
  return { kind: 'card', card: await monthCard(context, month) };
}

async function monthCard(context: Context, month: Month): Promise<Card> {
  return billCard(month, await billOf(context, month), context.now);
}

/** By verb. */
export const billingActions = { billing: turnMonth };

/** By the name that their buttons carry. */
export const billingDialogs: Readonly<Record<string, Dialog>> = { billingFile, billingCorrection };
