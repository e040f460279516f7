import { z } from 'zod';
import { type Absences, presentPeriod } from '../../domain/absence.ts';
import { type Group, groups, mayOrderFor, type Provider } from '../../domain/directory.ts';
import type { Day } from '../../domain/person.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { formatDays } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Card, Incoming, Reply } from '../incoming.ts';
import type { Groups, Link } from '../ports.ts';
import { type Queue, queuesOf } from './queues.ts';
import { onlyAdmins } from './only-admins.ts';
import { counted, groupWords, kindWords, names, standing } from './words.ts';

const perCard = 10;

/** `administrera`: everything an admin keeps, with the ways to change it. */
export async function administer(context: Context): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  // Names of managers are not for everybody in a channel.
  if (context.incoming.place.kind !== 'personal')
    return { kind: 'notice', text: 'Skriv ”administrera” i din egen chatt med mig.' };
  return { kind: 'message', card: await overview(context, 0), summary: 'Administrera' };
}

const pageData = z.object({ offset: z.int().min(0).max(1_000_000) });

/** Visa fler, Till början and Uppdatera listan. */
export async function adminPage(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const parsed = pageData.safeParse(context.incoming.data);
  if (!parsed.success || context.incoming.place.kind !== 'personal') return unknownButton;
  return { kind: 'card', card: await overview(context, parsed.data.offset) };
}

async function overview({ services, now }: Context, asked: number): Promise<Card> {
  const { directory, links, profile } = services;
  const [providers, own, linked, absences] = await Promise.all([
    directory.providers(),
    directory.groups(),
    links.all(),
    services.absences.all(),
  ]);
  const offset = asked < providers.length ? asked : 0;
  const shown = providers.slice(offset, offset + perCard);
  const end = offset + shown.length;
  return render('admin-directory', {
    notice: '',
    sayProviders: providers.length > perCard ? `Utförare ${offset + 1}–${end} av ${providers.length}` : 'Utförare',
    providers: shown.map((provider, index) => ({ ...providerRow(provider, dayOf(now)), number: offset + index + 1 })),
    groups: groupRows(own?.value),
    absences: absenceRows(absences, dayOf(now)),
    queues: queuesOf(profile, linked).map((queue) =>
      queueRow(
        queue,
        linked.find((link) => link.queue === queue.id),
      ),
    ),
    offset,
    more: end < providers.length ? end : 0,
  });
}

function providerRow(provider: Provider, today: Day): Record<string, string> {
  const { id, name, kind, units, managers } = provider;
  const details = [
    kindWords[kind],
    counted(units.length, 'enhet', 'enheter'),
    counted(managers.length, 'ansvarig chef', 'ansvariga chefer'),
  ];
  const inOrder = mayOrderFor(provider, today) && units.length > 0 && managers.length > 0;
  return {
    id,
    name,
    state: provider.unreadable ? 'går inte att läsa: öppna och fyll i på nytt' : standing(provider, today),
    details: details.join(', '),
    color: inOrder ? 'good' : 'attention',
  };
}

function groupRows(own: Groups | undefined): { label: string; value: string }[] {
  return groups.map((group) => ({ label: groupWords[group].heading, value: membersOf(own, group) }));
}

const absencesShown = 10;

/** Those who are away or will be, the first to go first. */
function absenceRows(absences: Absences, today: Day): { label: string; value: string }[] {
  const all = [...absences.values()].flatMap((absence) => {
    const period = presentPeriod(absence, today);
    return period ? [{ name: absence.person.name, period }] : [];
  });
  if (all.length === 0) return [{ label: 'Borta nu eller framöver', value: 'ingen' }];
  const sorted = all.sort((a, b) => a.period.from.localeCompare(b.period.from));
  const rows = sorted.slice(0, absencesShown).map(({ name, period: { from, to, standIn } }) => ({
    label: name,
    value: `borta ${formatDays(from, to)}, ${standIn ? `${standIn.name} står in` : 'ingen står in'}`,
  }));
  const left = all.length - rows.length;
  return left > 0 ? [...rows, { label: 'Och', value: `${left} till` }] : rows;
}

function membersOf(own: Groups | undefined, group: Group): string {
  return own?.unreadable ? 'går inte att läsa: öppna och spara på nytt' : names(own?.[group] ?? []);
}

function queueRow({ name: label, linkPhrase, mail, isFormer }: Queue, link: Link | undefined): Record<string, string> {
  const byMail = mail === undefined ? [] : [`får e-post till ${mail}`];
  if (link)
    return {
      label,
      value: [
        link.teamName === '' ? 'kopplad' : `kopplad till teamet ${link.teamName}`,
        ...byMail,
        ...(isFormer ? [`finns inte längre i profilen; flyttas med ”koppla ${linkPhrase}”`] : []),
      ].join('; '),
      color: 'default',
    };
  const way = `nämn mig i köns kanal: @Behörighetsbot koppla ${linkPhrase}`;
  if (mail !== undefined)
    return { label, value: `får e-post till ${mail}; ska den ha en kanal också: ${way}`, color: 'default' };
  return { label, value: `inte kopplad – ${way}`, color: 'attention' };
}
