import { z } from 'zod';
import { mostShifts, type Roster, withoutShift, withShift } from '../../domain/roster.ts';
import { formatTime } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import { atClock, dayOf } from '../../domain/calendar/days.ts';
import { type Faults, type Typed, typedTexts } from '../admin/typed.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import type { Stored } from '../ports.ts';
import { whenText, whoText } from './card.ts';
import { type Ground, initialTyped, type Read, readShift, rosterInputs } from './form.ts';
import { mayKeep, type OnCallQueue, onCallQueues } from './queues.ts';

const openData = z.object({ entry: z.string().max(60), number: z.int().min(0) });
const submitData = openData.extend({ revision: z.int().min(0) });

type Found = { readonly queue: OnCallQueue; readonly stored: Stored<Roster> | undefined; readonly ground: Ground };

/** A line of the roster: from when until when, who is on call, and who is called after that one. */
export const rosterDialog: Dialog = {
  async open(context) {
    const parsed = openData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const found = await find(context, parsed.data);
    if ('kind' in found) return found;
    return show(found, initialTyped(found.ground), {});
  },

  async submit(context) {
    const parsed = submitData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    return save(context, parsed.data);
  },
};

async function save(
  context: Context<Incoming & { kind: 'submitDialog' }>,
  data: z.output<typeof submitData>,
): Promise<Reply> {
  const typed = typedTexts(context.incoming.data);
  const found = await find(context, data);
  if ('kind' in found) return found;
  const { queue, stored, ground } = found;
  const before = stored?.value ?? { queue: queue.id, revision: 0, shifts: [] };
  const read = readShift(ground, typed);
  if (read.kind === 'faulty') return show(found, typed, read.faults);
  // A second press of Spara finds everything as it is wanted.
  if (read.kind === 'entered' && isThere(before, read.shift)) return { kind: 'notice', text: savedText(read) };
  if (before.revision !== data.revision) return show(found, typed, {}, changedText);
  if (read.kind === 'entered' && before.shifts.length >= mostShifts) return show(found, typed, {}, fullText);
  const { person: by } = context.incoming;
  const after =
    read.kind === 'removed'
      ? withoutShift(before, data.number)
      : withShift(before, { ...read.shift, by, at: context.now }, ground.shift?.number);
  const saved = await context.services.rosters.save(stored, after, savedText(read), by, context.now);
  // Somebody was first: decided anew on what there is now.
  if (saved === 'conflict') return save(context, data);
  context.services.nudge();
  return { kind: 'notice', text: savedText(read) };
}

const changedText =
  'Någon annan har ändrat jourlistan sedan du öppnade. Tryck på Spara igen om ditt fortfarande ska gälla.';
const fullText = `Jourlistan har redan ${mostShifts} rader. Ta bort någon som inte behövs, eller gör en längre rad.`;

function savedText(read: Read): string {
  if (read.kind !== 'entered') return 'Raden är borttagen ur jourlistan.';
  return `Sparat: ${whoText(read.shift)}, ${whenText(read.shift)}.`;
}

function isThere({ shifts }: Roster, { from, to, people }: Extract<Read, { kind: 'entered' }>['shift']): boolean {
  const idsOf = (all: typeof people): string => all.map(({ id }) => id).join(' ');
  return shifts.some((one) => one.from === from && one.to === to && idsOf(one.people) === idsOf(people));
}

async function find(
  context: Context,
  { entry: wanted, number }: z.output<typeof openData>,
): Promise<Found | Extract<Reply, { kind: 'notice' }>> {
  const { services, incoming, now } = context;
  const queue = (await onCallQueues(context)).find(({ id }) => id === wanted);
  // Card data can be forged, and one who was of the team may have left it.
  if (queue === undefined || !(await mayKeep(context, queue.id)))
    return {
      kind: 'notice',
      text: 'Jourlistan ändras av dem som är med i beredskapens team, och av botens administratör.',
    };
  const stored = await services.rosters.find(queue.id);
  const shift = stored?.value.shifts.find((one) => one.number === number);
  if (number !== 0 && shift === undefined)
    return { kind: 'notice', text: 'Raden finns inte längre. Skriv ”beredskap” så får du listan som den är nu.' };
  const own = incoming.person;
  const known = new Map(
    [own, ...(stored?.value.shifts ?? []).flatMap(({ people }) => people)].map(({ id, name }) => [id, name]),
  );
  const ground = { now, changesAt: queue.changesAt, known, shift };
  return { queue, stored, ground };
}

function show({ queue, stored, ground }: Found, typed: Typed, faults: Faults, notice = ''): Reply {
  const count = Object.keys(faults).length;
  const correct = count === 0 ? '' : `Rätta ${count === 1 ? 'en uppgift' : `${count} uppgifter`} nedan.`;
  const clock = formatTime(atClock(dayOf(ground.now), queue.changesAt));
  const card = render('entry-dialog', {
    dialog: 'roster',
    id: '',
    saySubmit: 'Spara',
    entry: queue.id,
    number: ground.shift?.number ?? 0,
    revision: stored?.value.revision ?? 0,
    heading: ground.shift ? 'Ändra i jourlistan' : 'Lägg till i jourlistan',
    text: `Jouren börjar och slutar kl. ${clock}. Den som skrivs in sist gäller före en tidigare rad, så ett byte för en natt läggs till ovanpå.`,
    notice: [notice, correct].join(' ').trim(),
    fields: rosterInputs(ground, typed, faults),
  });
  return { kind: 'dialog', title: 'Jourlista', size: 'medium', card };
}
