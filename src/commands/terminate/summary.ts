import { addDays } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { unitText } from '../../domain/units.ts';
import { enumerate, formatDay } from '../../views/format.ts';
import { causeTexts, employmentText, keptText } from '../../views/termination.ts';
import { nounOf } from '../../views/words.ts';
import type { Reply } from '../incoming.ts';
import type { TerminationDraft } from './draft.ts';
import { chosenEmployments, type Leaver, type TerminationForm } from './leaver.ts';
import type { DraftPlan } from './plan.ts';
import { stepCard } from './step-card.ts';

/** Everything that Skicka leads to, to read before it is pressed: what ends, what stays and why, who is told, and when. */
export function summaryStep(
  form: TerminationForm,
  draft: TerminationDraft,
  leaver: Leaver | undefined,
  plan: DraftPlan,
  notice: string,
): Reply {
  const queueOf = ({ queue }: DraftPlan['checks'][number]): string =>
    queue?.name ?? form.profile.queues[form.process.route[0]?.queue ?? '']?.name ?? '';
  const isAhead = draft.lastDay > form.today;
  const when = isAhead ? `efter ${formatDay(draft.lastDay)}` : 'så snart du har skickat';
  return stepCard(draft, {
    step: 'summary',
    heading: 'Läs igenom innan du skickar',
    notice,
    sections: [
      section('Gäller', [
        leaver?.name ?? draft.name,
        ...chosenEmployments(draft, leaver).map((one) => `Anställning som upphör: ${employmentText(one)}`),
        `Sista dag: ${formatDay(draft.lastDay)}`,
        `Anledning: ${causeTexts[draft.cause]}`,
      ]),
      section(`Avslutas ${when}`, [
        ...plan.systems.map((system) => `${system.name} – ${queueOf(system)}`),
        ...plan.checks.map((system) => `${system.name} – ${queueOf(system)} kontrollerar och avslutar`),
        ...(plan.systems.length + plan.checks.length === 0 ? ['Inget system behöver avslutas.'] : []),
      ]),
      section('Behålls', [...plan.kept.map(keptText), ...unitHints(plan, leaver)]),
      section('Avslutas av sig självt före det', endingBefore(draft, leaver)),
      section('Får ett särskilt meddelande', plan.notices.map(queueOf)),
      section('Pågår', underWay(draft, leaver)),
      section('Bra att veta', [
        ...(isAhead
          ? [`Fram till dess kan du ändra sista dag eller dra tillbaka ${nounOf(form.process).definite}.`]
          : []),
        ...(draft.cause === 'leave'
          ? ['När personen kommer tillbaka krävs ett nytt beslut: ansök då om ny behörighet.']
          : []),
        ...alsoManager(form, leaver?.name ?? draft.name),
      ]),
    ].filter(({ lines }) => lines.length > 0),
  });
}

function section(name: string, texts: readonly string[]): { name: string; lines: { text: string }[] } {
  return { name, lines: texts.map((text) => ({ text })) };
}

/** A system is kept as it is: what of it belonged to the employment that ends is taken away by an order of its own. */
function unitHints({ ends, kept }: DraftPlan, leaver: Leaver | undefined): string[] {
  const staying = ends.filter(({ needsTask }) => !needsTask);
  const units = (leaver?.held ?? [])
    .filter((one) => staying.some((end) => end.case === one.case && end.system === one.system.id))
    .map(({ employment }) => unitText(employment.unit));
  const named = kept.filter(({ through }) => through !== undefined && !units.includes(through)).map(({ name }) => name);
  return named.length === 0
    ? []
    : [
        `${enumerate(named)} kan ha enheter som bara hörde till anställningen som upphör (${enumerate([...new Set(units)])}). Ska de bort, ansök om Ändra med ”ny behörighet”.`,
      ];
}

function endingBefore({ lastDay }: TerminationDraft, leaver: Leaver | undefined): string[] {
  return (leaver?.held ?? []).flatMap(({ system, to }) =>
    to !== undefined && to < lastDay ? [`${system.name}, från ${formatDay(addDays(to, 1))}`] : [],
  );
}

/** Orders for the person that are not done: what they give in an employment that ends goes too. */
function underWay({ person, providerId: _provider }: TerminationDraft, leaver: Leaver | undefined): string[] {
  return (leaver?.everywhere.underWay ?? [])
    .filter(
      (one) => one.person.hash === person && one.purpose !== 'remove' && leaver?.held[0]?.provider.id !== undefined,
    )
    .map(
      ({ case: id, systems }) =>
        `Ärende ${formatCaseId(id)} (${enumerate(systems.map(({ name }) => name))}) är inte klart. Hör det till anställningen som upphör avslutas det också. Dra tillbaka det om det inte behövs.`,
    );
}

function alsoManager({ provider }: TerminationForm, name: string): string[] {
  return provider.managers.some((manager) => manager.name === name)
    ? [`${name} är också ansvarig chef. Rätten att beställa här tas bort av kommunens beställare: hör av dig till dem.`]
    : [];
}
