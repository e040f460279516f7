import { anna, bertil } from '../../local/people.ts';
import type { Dialog, Seen, Shown } from '../../local/teams/index.ts';
import { buttonsOf, kimsNumber, meant, numberIn, ownTick, wordsOf } from '../support/walk.ts';
import type { Hands } from './hands.ts';
import type { Random } from './random.ts';

/** What can be done with a card, by the words on its button; undefined where the click was refused. */
type Errand = (by: Hands, card: Shown, button: string, random: Random) => Promise<unknown>;

const asSeen = { asSeen: true } as const;

/** Pressed where it stands: the answer is the card, with a notice where it was refused. */
const press =
  (verb: string): Errand =>
  async (by, card, button) => {
    const seen = await by.insist(() => by.user.press(card, button, {}, asSeen));
    if (seen.kind === 'card' && !isRefused(seen)) by.told(card, button, verb);
  };

/** A dialog with one text to write; who asks, or refuses, depends on whose card it is. */
const say =
  (text: string, verbs: { readonly approver: string; readonly queue: string }): Errand =>
  async (by, card, button) => {
    const dialog = await by.dialog(() => by.user.press(card, button, {}, asSeen));
    const [label] = dialog?.labels() ?? [];
    if (dialog === undefined || label === undefined) return;
    const filled = dialog.fill({ [label]: text });
    const seen = await by.insist(() => filled.press(filled.buttons()[0] ?? ''));
    const inQueue = card.chatId.startsWith('19:');
    if (seen.kind === 'closed') by.told(card, button, inQueue ? verbs.queue : verbs.approver);
  };

export const errands: Readonly<Record<string, { readonly often: number; readonly run: Errand }>> = {
  Godkänn: { often: 8, run: press('approve') },
  'Ta ärendet': { often: 6, run: press('take') },
  'Ta över': { often: 1, run: press('takeOver') },
  'Lägg tillbaka i kön': { often: 1, run: press('putBack') },
  'Ångra godkännande': { often: 1, run: press('undoApproval') },
  'Dra tillbaka ansökan': { often: 1, run: press('withdraw') },
  'Begär nya uppgifter': { often: 1, run: press('requestCredentials') },
  Avslå: { often: 1, run: say('Det får vänta.', { approver: 'reject', queue: 'refuseTask' }) },
  'Begär komplettering': {
    often: 2,
    run: say('Vilken enhet?', { approver: 'askAsApprover', queue: 'askAsCaseworker' }),
  },
  Komplettera: {
    often: 8,
    run: async (by, card, button) => {
      const dialog = await by.dialog(() => by.user.press(card, button, {}, asSeen));
      if (dialog === undefined) return;
      const filled = dialog.fill({ 'Ditt svar': 'Norr.' });
      const seen = await by.insist(() => filled.press('Skicka'));
      if (seen.kind === 'closed') by.told(card, button, 'supplement');
    },
  },
  'Välj annan attestant': {
    often: 2,
    run: async (by, card, button, random) => {
      const dialog = await by.dialog(() => by.user.press(card, button, {}, asSeen));
      if (dialog === undefined) return;
      const label = dialog.labels().find((one) => one.startsWith('Godkänns av'));
      const other = label === undefined ? undefined : random.one(dialog.choices(label));
      const filled = dialog.fill(label && other ? { [label]: other } : { [ownTick]: true });
      const seen = await by.insist(() => filled.press('Välj attestant'));
      if (seen.kind === 'closed') by.told(card, button, 'chooseApprover');
    },
  },
  Öppna: { often: 10, run: complete },
  'Visa inloggningsuppgifter': { often: 8, run: receive },
};

async function complete(by: Hands, card: Shown, button: string, random: Random): Promise<void> {
  const dialog = await by.dialog(() => by.user.press(card, button, {}, asSeen));
  if (dialog?.buttons().includes('Klarmarkera') !== true) return;
  const password = by.memory.newPassword(anna.id, bertil.id, by.user.person.id);
  const none = random.chance(0.2);
  const filled = dialog.fill(
    none ? { 'Inga nya uppgifter': true } : { Användarnamn: 'dei12345', 'Tillfälligt lösenord': password },
  );
  const seen = await by.insist(() => filled.press('Klarmarkera'));
  if (seen.kind === 'closed') by.told(dialog, 'Klarmarkera', 'complete');
}

async function receive(by: Hands, card: Shown, button: string, random: Random): Promise<void> {
  const dialog = await by.dialog(() => by.user.press(card, button, {}, asSeen));
  if (dialog === undefined) return;
  by.told(card, button, 'openCredentials');
  if (random.chance(0.2)) return;
  const receipt = 'Klar – radera uppgifterna';
  const seen = await by.insist(() => dialog.press(receipt));
  if (seen.kind !== 'closed') return;
  by.told(dialog, receipt, 'receipt');
  const text = JSON.stringify(dialog.card);
  by.memory.canaries.filter((password) => text.includes(password)).forEach((password) => by.memory.gone(password));
}

/** From "ny behörighet" to Skicka; gives the number of the case. */
export async function order(by: Hands, random: Random): Promise<string | undefined> {
  const start = await startCard(by);
  if (start === undefined) return undefined;
  const begin = buttonsOf(start).find((title) => title.startsWith('Börja')) ?? '';
  let form = await by.dialog(() => by.user.press(start, begin, {}, asSeen));
  const systems = random.one([['Treserva'], ['TES'], ['Treserva', 'TES']]) ?? [];
  while (form !== undefined && !form.buttons().includes('Skicka')) {
    const filled = fillStep(form, systems);
    form = await by.dialog(() => filled.press(filled.buttons()[0] ?? ''));
  }
  if (form === undefined) return undefined;
  const label = form.labels().find((one) => one.startsWith('Godkänns av'));
  const approver = label === undefined ? undefined : random.one(form.choices(label));
  const filled = meant(form).fill(
    label && approver && random.chance(0.7) ? { [label]: approver } : { [ownTick]: true },
  );
  const number = numberIn(wordsOf(await by.insist(() => filled.press('Skicka'))));
  const caseId = number.replace('-', '');
  by.memory.told.push({ person: by.user.person.id, caseId, verb: 'submit', slot: '', version: 0, accepted: true });
  return number;
}

/** The answer is a message, which may be lost: then it is said again. */
async function startCard(by: Hands): Promise<Shown | undefined> {
  let start: Shown | undefined;
  await by.insist(async (): Promise<Seen> => {
    const answers = await by.user.say('ny behörighet').catch(() => []);
    start = answers.find((card) => buttonsOf(card).some((title) => title.startsWith('Börja')));
    return start ? { kind: 'sent' } : { kind: 'failed', text: '' };
  });
  return start;
}

function fillStep(form: Dialog, systems: readonly string[]): Dialog {
  for (const label of form.labels()) {
    if (label.startsWith('Namn')) form.fill({ [label]: 'Kim Test' });
    else if (label.startsWith('Personnummer')) form.fill({ [label]: kimsNumber });
    else if (label.startsWith('System')) form.fill({ [label]: systems });
    else if (label.startsWith('Roll')) form.fill({ [label]: form.choices(label)[0] ?? '' });
  }
  return form;
}

/** A refusal stands above the card, in a box that calls for attention. */
function isRefused({ card }: Seen & { kind: 'card' }): boolean {
  const [first] = (card['body'] ?? []) as readonly { readonly type?: string; readonly style?: string }[];
  return first?.type === 'Container' && first.style === 'warning';
}
