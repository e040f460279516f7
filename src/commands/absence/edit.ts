import { type Absence, presentPeriod, withoutPeriod, withPeriod } from '../../domain/absence.ts';
import type { Rights } from '../../domain/directory.ts';
import type { Person } from '../../domain/person.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { formatDays } from '../../views/format.ts';
import { knownNames } from '../admin/people.ts';
import { type Faults, type Typed, typedTexts } from '../admin/typed.ts';
import type { Context } from '../context.ts';
import type { Incoming, Reply } from '../incoming.ts';
import type { Stored } from '../ports.ts';
import { dialogCard } from './dialog-card.ts';
import { isAsked, standInsFor } from './entitled.ts';
import { absenceInputs, type Ground, initialTyped, type Read, readAbsence } from './form.ts';
import { notAsked, onlyOwn } from './texts.ts';

/** Who it is about, the one who enters it or another, with what was entered before. */
type Absent = {
  readonly person: Person;
  readonly own: boolean;
  readonly rights: Rights;
  readonly stored: Stored<Absence> | undefined;
};

export async function show(context: Context, id: string): Promise<Reply> {
  const absent = await findAbsent(context, id);
  if ('kind' in absent) return absent;
  const ground = await groundOf(context, absent);
  return form(absent, ground, initialTyped(ground), {});
}

export async function save(
  context: Context<Incoming & { kind: 'submitDialog' }>,
  id: string,
  revision: number,
): Promise<Reply> {
  const absent = await findAbsent(context, id);
  if ('kind' in absent) return absent;
  const ground = await groundOf(context, absent);
  const typed = typedTexts(context.incoming.data);
  const read = readAbsence(ground, typed);
  // A second press of Spara finds everything as it is wanted.
  if (isSaved(read, ground)) return { kind: 'notice', text: savedText(absent, read) };
  if ((absent.stored?.value.revision ?? 0) !== revision) return form(absent, ground, typed, {}, changedText(ground));
  if (read.kind === 'faulty') return form(absent, ground, typed, read.faults);
  const { person: by } = context.incoming;
  const entered = { by, at: context.now };
  const before = absent.stored?.value ?? { person: absent.person, revision: 0, periods: [] };
  const periods =
    read.kind === 'end'
      ? withoutPeriod(before.periods, entered)
      : withPeriod(before.periods, { ...read.period, ...entered });
  const after = { ...before, person: absent.person, periods };
  const saved = await context.services.absences.save(absent.stored, after, by, context.now);
  // Somebody was first: decided anew on what there is now.
  if (saved === 'conflict') return save(context, id, revision);
  context.services.nudge();
  return { kind: 'notice', text: savedText(absent, read) };
}

function isSaved(read: Read, { present }: Ground): boolean {
  if (read.kind !== 'entered') return read.kind === 'end' && present === undefined;
  const { from, to, standIn } = read.period;
  return present?.from === from && present.to === to && present.standIn?.id === standIn?.id;
}

function savedText({ person: who, own }: Absent, read: Read): string {
  if (read.kind !== 'entered')
    return own ? 'Frånvaron är avslutad. Välkommen tillbaka!' : `${who.name} är inte längre borta.`;
  const { from, to, standIn } = read.period;
  const when = `${own ? 'Du' : who.name} är borta ${formatDays(from, to)}.`;
  return standIn ? `${when} ${standIn.name} står in och får veta det.` : `${when} Ingen står in.`;
}

function changedText({ present }: Ground): string {
  const now = present
    ? `borta ${formatDays(present.from, present.to)}, ${present.standIn?.name ?? 'ingen'} står in`
    : 'ingen frånvaro';
  return `Någon annan har ändrat här sedan du öppnade. Nu är sparat: ${now}. Tryck på Spara igen om ditt ska gälla.`;
}

/** The person, for the person or an administrator; or why not. */
async function findAbsent(
  { incoming, rights, services }: Context,
  id: string,
): Promise<Absent | Extract<Reply, { kind: 'notice' }>> {
  const own = id === incoming.person.id;
  if (!own && !rights.admin) return onlyOwn;
  const theirs = own ? rights : await services.directory.rights(id);
  if (!isAsked(theirs)) return notAsked(own);
  const stored = await services.absences.find(id);
  const name = own
    ? incoming.person.name
    : ((await knownNames(services.directory)).get(id) ?? stored?.value.person.name ?? '');
  return { person: { id, name }, own, rights: theirs, stored };
}

async function groundOf({ services, now }: Context, { person: who, rights, stored }: Absent): Promise<Ground> {
  const today = dayOf(now);
  const [standIns, absences] = await Promise.all([
    standInsFor(services.directory, who.id, rights),
    services.absences.all(),
  ]);
  return { today, present: presentPeriod(stored?.value, today), standIns, absences };
}

const advice =
  'Den som står in får det som ska godkännas, också det som redan väntar. Den som beställer ser vem som godkänner. Det som har gått vidare stannar där.';

function form({ person: who, own, stored }: Absent, ground: Ground, typed: Typed, faults: Faults, notice = ''): Reply {
  const count = Object.keys(faults).length;
  const correct = count === 0 ? '' : `Rätta ${count === 1 ? 'en uppgift' : `${count} uppgifter`} nedan.`;
  const fields = absenceInputs(ground, typed, faults);
  return dialogCard({
    person: who.id,
    revision: stored?.value.revision ?? 0,
    heading: own ? 'Din frånvaro' : `Frånvaro: ${who.name}`,
    text: advice,
    notice: [notice, correct].join(' ').trim(),
    fields,
  });
}
