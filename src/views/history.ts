import type { Case } from '../domain/case.ts';
import type { LogVerb } from '../domain/log.ts';
import type { Line } from './case-card.ts';
import { formatMoment } from './format.ts';

const texts: Record<LogVerb, string> = {
  submit: 'skickade in ärendet',
  approve: 'godkände',
  reject: 'avslog',
  undoApproval: 'ångrade godkännandet',
  withdraw: 'drog tillbaka ärendet',
  chooseApprover: 'valde en annan attestant',
  ask: 'begärde komplettering',
  answer: 'svarade',
  alter: 'ändrade uppgifter',
  take: 'tog ärendet',
  takeOver: 'tog över ärendet',
  putBack: 'lade tillbaka ärendet i kön',
  complete: 'klarmarkerade',
  refuseTask: 'avslog',
  openCredentials: 'öppnade inloggningsuppgifterna',
  receipt: 'kvitterade inloggningsuppgifterna',
  requestCredentials: 'begärde nya inloggningsuppgifter',
  openPersonnummer: 'öppnade personnumret',
  elapse: 'påminde om eller raderade inloggningsuppgifter, eftersom tiden gått',
  unreachable: 'kunde inte nå attestanten',
};

/** Who did what and when, latest first. */
export function historyRows(c: Case): Line[] {
  return c.log
    .map(({ at, by, verb, title }) => ({
      label: formatMoment(at),
      value: `${by} ${texts[verb]}${title === undefined ? '' : ` (${title})`}`,
    }))
    .reverse();
}
