import type { Case } from '../domain/case.ts';
import { lacksCertificate, lastDay } from '../domain/certificate-wait.ts';
import { slots } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { certificateStep } from './certificate-steps.ts';
import { formatMoment } from './format.ts';
import { capital, nounOf } from './words.ts';

/** What the submitter can do about the certificate, where one is asked for. */
export function certificateActions(c: Case): CaseAction[] {
  if (c.state === 'lapsed') return ['orderAgain'];
  return lastDay(c) === undefined ? [] : ['giveCertificate'];
}

/** News of the certificate, each a message of its own: turned down, reminded of, too late. */
export function certificateNews(c: Case): { key: string; card: CaseCard; summary: string }[] {
  const { certificate, terms } = c;
  if (certificate === undefined) return [];
  const noun = capital(nounOf(terms).definite);
  const isLatest = (number: number): boolean => number === certificate.refusals.length && lacksCertificate(c);
  const news = (key: string, heading: string, parts: Partial<CaseCard>, can: CaseAction[] = []) => ({
    key,
    summary: heading,
    card: caseCard(c, `${slots.news(key)}`, { sayHeading: heading, rows: coreRows(c).slice(0, 2), ...parts }, can),
  });
  const asked = (isCurrent: boolean): { parts: Partial<CaseCard>; can: CaseAction[] } => {
    const open = isCurrent && lastDay(c) !== undefined;
    const over = { state: 'Behövs inte längre', stateColor: 'default' } as const;
    const waits = { state: 'Väntar på dig', stateColor: 'warning', next: certificateStep(c) } as const;
    return { parts: open ? waits : over, can: open ? ['giveCertificate'] : [] };
  };
  return [
    ...certificate.refusals.map(({ number, by, at, reason }) => {
      const { parts, can } = asked(isLatest(number));
      const quote = { label: `${by.name} underkände ${formatMoment(at)}`, text: reason };
      return news(`certificate-refused-${number}`, 'Intyget är underkänt', { ...parts, quote }, can);
    }),
    ...certificate.reminders.map(({ number, until }) => {
      const { parts, can } = asked(number === certificate.reminders.length && until === lastDay(c));
      return news(`certificate-reminder-${number}`, 'Påminnelse: intyget saknas', parts, can);
    }),
    ...(c.state === 'lapsed'
      ? [
          news(
            'lapsed',
            `${noun} är avslutad`,
            {
              quote: {
                label: 'Anledning',
                text: `Inget intyg hade kommit inom ${terms.certificate?.days ?? 0} dagar.`,
              },
              next: 'beställ på nytt när intyget finns. Det du skrev följer med.',
            },
            ['orderAgain'],
          ),
        ]
      : []),
  ];
}
