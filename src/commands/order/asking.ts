import { type AskLimit, mayAskFrom, recentAsks } from '../../domain/asks.ts';
import type { Answer, Application } from '../../domain/application.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { Secret } from '../../domain/secret.ts';
import { settingOf } from '../../profiles/hours.ts';
import type { Profile } from '../../profiles/schema.ts';
import { formatDateAndTime } from '../../views/format.ts';
import type { AskChange, AskKey } from '../ask-ports.ts';
import type { Context } from '../context.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';

type Fault = { readonly fault: string };

/** What is said to the caseworker of one who is in no list of the bot's. */
const unknownField = 'unknown';

/**
 * What is for the provider's own people alone is not asked for about one who is known at others and not there. One who is known
 * nowhere may have had access before the bot: whoever handles it is told to look twice.
 */
export async function knownHere(context: Context, form: Form, filled: FilledIn): Promise<Fault | FilledIn> {
  const { process, provider } = form;
  if (process.staffOnly !== true) return filled;
  const { register, vault } = context.services;
  const hash = vault.hash(new Secret(filled.personnummer));
  const { held, underWay } = await register.known(provider.id, hash);
  if (held.length + underWay.length > 0) return filled;
  const elsewhere = await register.ofPerson(hash);
  if (elsewhere.length > 0)
    return {
      fault: `${filled.name} är inte medarbetare hos ${provider.name}. Kontrollera personnumret. Det är personens egen chef som ber om det här.`,
    };
  const text = `Personen finns inte bland medarbetarna hos ${provider.name} i boten. Kontrollera identiteten extra noga.`;
  const note: Answer = { field: unknownField, label: 'Obs', text, raw: '' };
  return { ...filled, answers: [...filled.answers, note] };
}

/** Counts what is asked for, where the process says how often it may be; the second of two that cross each other decides anew. */
export async function countAsk(
  context: Context,
  form: Form,
  caseId: string,
  { subject, answers }: Application,
): Promise<Fault | { readonly asks: readonly AskChange[] }> {
  const { limit } = form.process;
  if (limit === undefined) return { asks: [] };
  const { asks } = context.services;
  const [now, person] = [context.now, context.incoming.person.id];
  const ofPerson: AskKey = { kind: 'person', provider: form.provider.id, hash: subject.hash };
  const keys: readonly AskKey[] = [ofPerson, { kind: 'asker', person }];
  const found = await Promise.all(keys.map(async (key) => ({ key, ...(await asks.find(key)) })));
  for (const { key, asks: before } of found) {
    const isAbout = key.kind === 'person';
    const from = mayAskFrom(before, now, isAbout ? limit.perPerson : limit.perAsker, limit);
    if (from !== undefined) return { fault: tooOften(form.profile, limit, isAbout, from) };
  }
  const open = await openFor(context, found[0]?.asks.map((one) => one.case) ?? [], form, answers);
  if (open !== undefined) return open;
  return {
    asks: found.map(({ key, etag, asks: before }) => ({
      key,
      etag,
      asks: [...recentAsks(before, now, limit), { case: caseId, at: now }],
    })),
  };
}

/** Nobody is locked out by it: there is always a way past it. */
function tooOften(profile: Profile, { perPerson, perAsker, hours }: AskLimit, isAbout: boolean, from: string): string {
  const often = isAbout
    ? `Det har redan begärts ${perPerson} gånger för personen`
    : `Du har redan begärt det ${perAsker} gånger`;
  return `${often} på ${hours} timmar. Det går igen ${formatDateAndTime(from)}. ${ringText(profile)}`;
}

/** Where somebody is on call for a queue, that is where to ring. */
function ringText(profile: Profile): string {
  const phones = Object.keys(profile.queues).flatMap((id) => settingOf(profile, id).onCall?.phone ?? []);
  const [contact] = profile.contacts.flatMap(({ phone }) => phone ?? []);
  const all = [
    ...(contact === undefined ? [] : [`${contact} på kontorstid`]),
    ...phones.map((phone) => `${phone} annan tid`),
  ];
  return all.length === 0 ? '' : `Kan det inte vänta: ring ${all.join(', ')}.`;
}

/** The same is asked for already, by the one who asks or a colleague. */
async function openFor(
  { services }: Context,
  cases: readonly string[],
  { process, kind: wanted }: Form,
  answers: readonly Answer[],
): Promise<Fault | undefined> {
  const naming = process.route.flatMap(({ system }) => system ?? [])[0];
  const named = answers.find(({ field }) => field === naming)?.text;
  const all = await readAll(services.cases, cases);
  const open = all.flatMap((stored) => {
    if (stored === undefined || stored instanceof UnreadableRow || stored.value.state !== 'handling') return [];
    const { application, kind, id } = stored.value;
    return kind === wanted && application.answers.find(({ field }) => field === naming)?.text === named ? [id] : [];
  });
  const [first] = open;
  return first === undefined
    ? undefined
    : {
        fault: `Det är redan begärt, i ärende ${formatCaseId(first)}. Du ser det med ”ärende ${formatCaseId(first)}”.`,
      };
}
