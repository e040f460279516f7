import assert from 'node:assert/strict';
import {
  buttonTitles,
  type Dialog,
  type Inputs,
  type Seen,
  type Shown,
  type User,
  visibleText,
} from '../../local/teams/index.ts';

/** Skatteverket's published test numbers. */
export const kimsNumber = '19900602-2397';
export const lisasNumber = '20000101-2384';

export const ownTick = 'Jag är chef och har attesträtt för följande beställning';

/** An application as somebody fills it in; what is left out is a simple one for Treserva, attested by the own tick. */
export type Order = {
  readonly name?: string;
  readonly personnummer?: string;
  /** More of the first step. */
  readonly person?: Inputs;
  readonly systems?: readonly string[];
  /** The fields of the systems. */
  readonly fields?: Inputs;
  /** Whom to ask; nobody means the own tick. */
  readonly approver?: string;
};

export function dialogOf(seen: Seen): Dialog {
  assert.ok(seen.kind === 'dialog', `a dialog was expected: ${JSON.stringify(seen).slice(0, 600)}`);
  return seen.dialog;
}

/** What a press is answered with in words: under the card, in the card's notice, or when the dialog closes. */
export function wordsOf(seen: Seen): string {
  switch (seen.kind) {
    case 'notice':
    case 'message':
      return seen.text;
    case 'card':
      return visibleText(seen.card);
    case 'dialog':
      return seen.dialog.text();
    case 'closed':
      return '';
    default:
      return assert.fail(`no words: ${JSON.stringify(seen).slice(0, 600)}`);
  }
}

export function textOf({ text, card }: Shown): string {
  return card ? visibleText(card) : text;
}

export function buttonsOf({ card }: Shown): string[] {
  return buttonTitles(card ?? {});
}

/** The buttons that do something; the history can always be read. */
export function actionsOn(card: Shown): string[] {
  return buttonsOf(card).filter((title) => title !== 'Historik');
}

/** Says something, to the bot alone or in a channel, and gives the answer that begins with a heading: other cards may come meanwhile. */
export async function ask(user: User, text: string, heading: string, channelId?: string): Promise<Shown> {
  const answers = await (channelId === undefined ? user.say(text) : user.sayIn(channelId, text));
  return (
    answers.findLast((answer) => textOf(answer).startsWith(heading)) ??
    assert.fail(`no ${heading}: ${answers.map(textOf).join('\n---\n')}`)
  );
}

/** Says "ny behörighet" and gives the card with the way into the form. */
export async function startCard(manager: User): Promise<Shown> {
  const answers = await manager.say('ny behörighet');
  return answers.find((card) => buttonsOf(card).some((title) => title.startsWith('Börja'))) ?? assert.fail('no way in');
}

/** The first step of an empty form. */
export async function begin(manager: User): Promise<Dialog> {
  const start = await startCard(manager);
  return open(manager, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
}

/** From the first step to the summary. */
export async function toSummary(
  first: Dialog,
  { name = 'Kim Test', personnummer = kimsNumber, person = {}, systems = ['Treserva'], fields = {} }: Order = {},
): Promise<Dialog> {
  const second = await next(first.fill({ Namn: name, Personnummer: personnummer, ...person }));
  const third = await next(second.fill({ [labelled(second, 'System')]: systems }));
  const named = Object.entries(fields).map(([label, typed]) => [labelled(third, label), typed]);
  return meant(await next(third.fill({ ...rolesIn(third), ...Object.fromEntries(named) } as Inputs)));
}

export const sendAnyway = 'Skicka ändå (obligatoriskt)';

/** The same person is ordered for again and again: where the summary asks whether that is meant, it is. */
export function meant(summary: Dialog): Dialog {
  return summary.labels().includes(sendAnyway) ? summary.fill({ [sendAnyway]: true }) : summary;
}

/** The whole label that begins so: a form may add which system it is about. */
export function labelled(form: Dialog, beginning: string): string {
  return form.labels().find((label) => label.startsWith(beginning)) ?? assert.fail(`no input begins ${beginning}`);
}

/** The roles that a form asks for, each with its first choice. */
function rolesIn(form: Dialog): Inputs {
  const roles = form.labels().filter((label) => label.startsWith('Roll'));
  return Object.fromEntries(roles.map((label) => [label, form.choices(label)[0] ?? '']));
}

/** On with the form, by whatever its first button is called. */
export async function next(form: Dialog): Promise<Dialog> {
  const forward = form.buttons().find((title) => title === 'Nästa' || title === 'Till sammanfattning');
  return dialogOf(await form.press(forward ?? form.buttons()[0] ?? ''));
}

/** The step of a form that has an input whose label begins so, from whatever step. */
export async function stepWith(form: Dialog, beginning: string): Promise<Dialog> {
  let at = form;
  while (at.buttons().includes('Tillbaka')) at = dialogOf(await at.press('Tillbaka'));
  while (!at.labels().some((label) => label.startsWith(beginning))) at = await next(at);
  return at;
}

/** Sends an application and gives its number as it is read. */
export async function order(manager: User, wanted: Order = {}): Promise<string> {
  const summary = await toSummary(await begin(manager), wanted);
  const { approver } = wanted;
  const sent = await summary
    .fill(approver === undefined ? { [ownTick]: true } : { [labelled(summary, 'Godkänns av')]: approver })
    .press('Skicka');
  return numberIn(wordsOf(sent));
}

/** The number of the case that a text speaks of. */
export function numberIn(text: string): string {
  return /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? assert.fail(`no number in: ${text}`);
}

/** A case's card with such a heading, as one person sees it in the own chat or in a channel, once it says so. */
export function cardOf(
  user: User,
  number: string,
  heading: string,
  { says = '', in: chatId = user.chatId, timeout }: { says?: string | RegExp; in?: string; timeout?: number } = {},
): Promise<Shown> {
  const fits = (text: string): boolean =>
    text.includes(number) &&
    text.split('\n').includes(heading) &&
    (typeof says === 'string' ? text.includes(says) : says.test(text));
  return user.waitFor(
    Object.assign((message: Shown) => fits(textOf(message)), {
      toString: () => `${heading}, ${number}: ${String(says)}`,
    }),
    { in: chatId, ...(timeout === undefined ? {} : { timeout }) },
  );
}

/** Presses a button that opens a dialog. */
export async function open(user: User, card: Shown, button: Parameters<User['press']>[1]): Promise<Dialog> {
  return dialogOf(await user.press(card, button));
}

/** Opens a task and finishes it; without credentials it is "Inga nya uppgifter". */
export async function finish(
  user: User,
  task: Shown,
  credentials?: { readonly userName: string; readonly password: string },
): Promise<void> {
  const dialog = await open(user, task, 'Öppna');
  const given: Inputs = credentials
    ? { Användarnamn: credentials.userName, 'Tillfälligt lösenord': credentials.password }
    : { 'Inga nya uppgifter': true };
  assert.equal((await dialog.fill(given).press('Klarmarkera')).kind, 'closed');
}

/** Says the one thing that a dialog asks for. */
export async function explain(user: User, card: Shown, button: string, text: string): Promise<Seen> {
  const dialog = await open(user, card, button);
  const [label = ''] = dialog.labels();
  return dialog.fill({ [label]: text }).press(dialog.buttons()[0] ?? '');
}
