import { formatCaseId } from '../domain/case-id.ts';
import type { Case } from '../domain/case.ts';
import type { StartWarning } from '../domain/start-warning.ts';
import { newManager } from '../domain/onboarding.ts';
import { caseCard, type CaseCard, coreRows } from './case-card.ts';
import { enumerate, formatDay, formatMoment } from './format.ts';
import type { Posting } from './posting.ts';

type News = { readonly key: string; readonly card: CaseCard; readonly summary: string };

/** R2: what is missing as the start comes nearer, told in time; and that a new manager has taken over. */
export function startNews(c: Case, slotOf: (key: string) => string): News[] {
  return [...(c.warnings ?? []).map((warning) => warned(c, warning, slotOf)), ...exchangeNews(c, slotOf)];
}

function warned(c: Case, { days, missing }: StartWarning, slotOf: (key: string) => string): News {
  const key = `late-${days}`;
  const { from } = c.application;
  const what = c.kind === 'newProvider' ? 'start' : 'chefsbytet';
  const heading =
    days === 0
      ? 'Allt var inte klart i tid'
      : `${days} ${days === 1 ? 'dag' : 'dagar'} till ${what}: allt är inte klart`;
  const isOver = c.state !== 'handling';
  return {
    key,
    summary: heading,
    card: caseCard(
      c,
      slotOf(key),
      {
        sayHeading: heading,
        ...(isOver
          ? ({ state: 'Klart nu', stateColor: 'good' } as const)
          : ({ state: days === 0 ? 'Försenat' : 'Behöver bli klart', stateColor: 'attention' } as const)),
        rows: [
          ...coreRows(c).slice(0, 1),
          { label: 'Saknas', value: enumerate(missing) },
          ...(from === undefined
            ? []
            : [{ label: c.kind === 'newProvider' ? 'Start' : 'Från', value: formatDay(from) }]),
        ],
      },
      c.kind === 'newProvider' ? ['readiness'] : [],
    ),
  };
}

function exchangeNews(c: Case, slotOf: (key: string) => string): News[] {
  if (c.exchanged === undefined) return [];
  const heading = 'Chefsbytet är gjort';
  const parts = {
    sayHeading: heading,
    state: `${newManager(c)?.name ?? ''} är ansvarig chef`,
    stateColor: 'good',
    rows: [...coreRows(c).slice(0, 3), { label: 'Gäller sedan', value: formatMoment(c.exchanged) }],
  } as const;
  return [{ key: 'exchanged', summary: heading, card: caseCard(c, slotOf('exchanged'), parts) }];
}

/** What the new manager is met by when she may enter, with what there is to do. */
export function welcome(c: Case): Posting[] {
  const manager = newManager(c);
  const isIn = c.kind === 'newProvider' || c.exchanged !== undefined;
  if (manager === undefined || !isIn) return [];
  const { from } = c.application;
  const phrases = [
    { title: 'Ny behörighet', phrase: 'ny behörighet' },
    ...(c.kind === 'newProvider'
      ? [{ title: 'Uppstart', phrase: 'uppstart' }]
      : [{ title: 'Mina ärenden', phrase: 'mina ärenden' }]),
    { title: 'Hjälp', phrase: 'hjälp' },
  ];
  return [
    {
      slot: 'manager.welcome',
      to: { kind: 'person', personId: manager.id },
      template: 'menu',
      data: {
        sayHeading: `Välkommen som ansvarig chef för ${c.provider.name}`,
        text: [
          'Här sköter du behörigheterna för dina medarbetare. Bara du som ansvarig chef beställer, och inloggningsuppgifterna kommer till dig.',
          c.terms.note ?? '',
        ]
          .filter((text) => text !== '')
          .join('\n'),
        notice: '',
        lines: [
          { label: 'ny behörighet', value: 'beställ för en medarbetare; det går redan före starten' },
          c.kind === 'newProvider'
            ? {
                label: 'uppstart',
                value: `se vad som är klart${from === undefined ? '' : ` inför ${formatDay(from)}`}`,
              }
            : { label: 'mina ärenden', value: 'se det som är på gång hos utföraren' },
        ],
        choices: phrases,
        rows: [],
      },
      summary: `Ärende ${formatCaseId(c.id)}: du kan nu beställa`,
    },
  ];
}
