import type { Day } from '../../domain/person.ts';
import { unitText } from '../../domain/form.ts';
import { keyOf } from '../../domain/employment.ts';
import { renderFitting } from '../../views/fit.ts';
import { causeTexts, employmentText } from '../../views/termination.ts';
import type { Reply } from '../incoming.ts';
import { type Input, input } from '../order/input.ts';
import type { Faults } from './checks.ts';
import type { TerminationDraft } from './draft.ts';
import { type Leaver, olderSystems, type TerminationForm } from './leaver.ts';
import type { peopleChoices } from './people.ts';

export type TerminationStep = 'who' | 'unlisted' | 'what' | 'summary';

type Section = { readonly name: string; readonly lines: readonly { readonly text: string }[] };

type StepCard = {
  readonly step: TerminationStep;
  readonly heading: string;
  readonly text?: string;
  readonly notice?: string;
  readonly fields?: readonly Input[];
  readonly sections?: readonly Section[];
  readonly canFind?: boolean;
  readonly canGoBack?: boolean;
};

const progress: Record<TerminationStep, string> = {
  who: 'Steg 1 av 3',
  unlisted: 'Steg 1 av 3',
  what: 'Steg 2 av 3',
  summary: 'Steg 3 av 3',
};

/** A step as a dialog: what there is to fill in, or to read before Skicka. */
export function stepCard(draft: TerminationDraft, card: StepCard): Reply {
  const { step, heading, text = '', notice = '', fields = [], sections = [], canFind = false } = card;
  const isLast = step === 'summary';
  return {
    kind: 'dialog',
    title: draft.about === 'person' ? 'Avsluta' : 'Avsluta fjärråtkomst',
    size: 'large',
    card: renderFitting(
      'terminate-dialog',
      {
        id: draft.caseId,
        step,
        sayProgress: progress[step],
        sayHeading: heading,
        text,
        notice,
        fields,
        sections,
        sayNext: isLast ? 'Skicka' : step === 'what' ? 'Till sammanfattning' : 'Nästa',
        press: isLast ? 'send' : 'next',
        can: { back: card.canGoBack ?? step !== 'who', find: canFind },
      },
      ['sections'],
    ),
  };
}

type People = Awaited<ReturnType<typeof peopleChoices>>;

export function whoStep(draft: TerminationDraft, provider: string, people: People, notice: string, fault = ''): Reply {
  const isMore = people.total > people.choices.length;
  const chosen = people.choices.some(({ value }) => value === draft.person) ? draft.person : '';
  return stepCard(draft, {
    step: 'who',
    heading: 'Vem gäller det?',
    text: `Här finns de som har något som är beställt här för ${provider}.`,
    notice,
    canFind: isMore || draft.find !== '',
    fields: [
      ...(isMore || draft.find !== ''
        ? [
            input('text', 'find', 'Sök på namn', {
              value: draft.find,
              fault: isMore ? `${people.choices.length} av ${people.total} visas. Sök på namnet.` : '',
            }),
          ]
        : []),
      ...(people.choices.length > 0
        ? [
            input('search', 'person', 'Medarbetare', {
              value: chosen,
              choices: people.choices,
              dataset: `leavers/${draft.about}/${draft.providerId}`,
              help: 'Välj eller sök på namn',
              fault,
            }),
          ]
        : []),
      input('toggle', 'unlisted', 'Finns personen inte i listan?', {
        value: String(draft.unlisted),
        help: 'Personen har åtkomst från tiden före boten',
        fault: people.choices.length > 0 ? '' : fault,
      }),
    ],
  });
}

export function unlistedStep(draft: TerminationDraft, form: TerminationForm, faults: Faults, notice: string): Reply {
  return stepCard(draft, {
    step: 'unlisted',
    heading: 'Vem gäller det?',
    text: form.profile.protectedIdentityText,
    notice,
    fields: [
      input('text', 'name', 'Namn (obligatoriskt)', { value: draft.name, fault: faults['name'] ?? '' }),
      input('text', 'personnummer', 'Personnummer (obligatoriskt)', {
        value: draft.personnummer,
        help: 'ååååmmdd-xxxx',
        fault: faults['personnummer'] ?? '',
      }),
      input('search', 'unit', 'Enhet (obligatoriskt)', {
        value: draft.unit,
        choices: form.provider.units.slice(0, 60).map((unit) => ({ title: unitText(unit), value: unitText(unit) })),
        dataset: `units/${form.provider.id}`,
        help: 'Sök på namn eller ansvarskod',
        fault: faults['unit'] ?? '',
      }),
    ],
  });
}

export function whatStep(
  draft: TerminationDraft,
  form: TerminationForm,
  leaver: Leaver | undefined,
  faults: Faults,
  notice: string,
): Reply {
  const older = olderSystems(form, draft.about, leaver);
  return stepCard(draft, {
    step: 'what',
    heading: leaver?.name ?? draft.name,
    text:
      leaver === undefined
        ? 'Kryssa för de system som personen kan ha. Varje kö kontrollerar och avslutar.'
        : 'Bara det som hör till anställningen avslutas. Det som en annan anställning ger behålls.',
    notice,
    fields: [
      ...(draft.about === 'person' && leaver !== undefined ? [employmentInput(draft, leaver, faults)] : []),
      input('date', 'lastDay', 'Sista dag (obligatoriskt)', {
        value: dateOf(draft.lastDay),
        fault: faults['lastDay'] ?? '',
      }),
      input('choice', 'cause', 'Anledning (obligatoriskt)', {
        value: draft.cause,
        choices: (['leaves', 'leave', 'other'] as const).map((value) => ({ title: causeTexts[value], value })),
      }),
      ...(older.length > 0
        ? [
            input(
              'many',
              'older',
              leaver === undefined ? 'System (obligatoriskt)' : 'Fler system, från tiden före boten',
              {
                value: draft.older.join(','),
                choices: older.map(({ id, name }) => ({ title: name, value: id })),
                fault: faults['older'] ?? '',
              },
            ),
          ]
        : []),
    ],
  });
}

function employmentInput(draft: TerminationDraft, { employments }: Leaver, faults: Faults): Input {
  const isOnly = employments.length === 1;
  return input('many', 'employments', 'Anställning som upphör (obligatoriskt)', {
    value: employments
      .flatMap((one, index) => (isOnly || draft.chosen.includes(keyOf(one)) ? [String(index)] : []))
      .join(','),
    choices: employments.map((one, index) => ({ title: employmentText(one), value: String(index) })),
    fault: faults['employments'] ?? '',
  });
}

/** A date field shows nothing for what is no date. */
function dateOf(text: string): Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '';
}
