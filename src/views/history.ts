import type { Case } from '../domain/case.ts';
import type { LogVerb } from '../domain/log.ts';
import type { Line } from './case-card.ts';
import { formatMoment } from './format.ts';

const texts: Record<LogVerb, string> = {
  registerCall: 'registrerade ett samtal och tog ärendet',
  submit: 'skickade in ärendet',
  import: 'lade in behörigheten ur en lista över dem som redan hade den',
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
  identify: 'kontrollerade identiteten',
  complete: 'klarmarkerade',
  refuseTask: 'avslog',
  openCredentials: 'öppnade inloggningsuppgifterna',
  receipt: 'kvitterade inloggningsuppgifterna',
  receive: 'kvitterade',
  requestCredentials: 'begärde nya inloggningsuppgifter',
  openPersonnummer: 'öppnade personnumret',
  read: 'öppnade ärendet',
  noteCertificate: 'skrev var intyget finns',
  acceptCertificate: 'godkände intyget',
  refuseCertificate: 'underkände intyget',
  remindCertificate: 'påminde om intyget',
  lapse: 'avslutade beställningen, eftersom inget intyg hade kommit',
  attachFile: 'bifogade fil',
  removeFile: 'tog bort fil',
  openFile: 'hämtade fil',
  elapse: 'påminde om eller raderade inloggningsuppgifter, eftersom tiden gått',
  remind: 'påminde, eftersom inget hade hänt',
  escalate: 'sade till om att inget hade hänt',
  toQueue: 'lämnade vidare till kön, eftersom ingen hade tagit ärendet',
  call: 'tillkallade den som har jouren',
  callNobody: 'hittade ingen att tillkalla i jouren',
  standIn: 'lät frågan gå vidare till den som står in',
  away: 'såg att attestanten är borta och att ingen står in',
  back: 'såg att attestanten är tillbaka',
  open: 'öppnade uppgifterna, eftersom sista dagen har passerat',
  changeLastDay: 'ändrade sista dag',
  reconsider: 'räknade om vad som ska avslutas',
  warnOfEnd: 'påminde om sista dagen',
  letEnd: 'lät behörigheten avslutas',
  seeToEnd: 'såg till att det som hade passerat sin sista dag avslutas',
  endByItself: 'började avsluta, eftersom tiden har gått',
  unreachable: 'kunde inte nå personen i Teams',
  unreachableQueue: 'kunde inte nå kön i Teams',
  warn: 'sade till om det som inte är klart före start',
  overdue: 'sade till om att handläggningstiden har gått',
  proposeTimes: 'föreslog tider',
  chooseTime: 'valde tid',
  declineTimes: 'bad om andra tider',
  exchange: 'gav den nya chefen sina rättigheter',
  start: 'avslutade uppstarten: allt är på plats',
  passOn: 'lämnade ärendet vidare',
  gather: 'såg hur många som har anmält samma fel',
  follow: 'lät anmälan följa den första av samma fel',
  mailed: 'skickade e-post',
  mailFailed: 'fick inte iväg e-post',
};

/** Who did what and when, latest first. */
export function historyRows(c: Case): Line[] {
  return c.log
    .map(({ at, by, verb, title, insteadOf }) => ({
      label: formatMoment(at),
      value: [
        `${by} ${texts[verb]}`,
        ...(title === undefined ? [] : [`(${title})`]),
        ...(insteadOf === undefined ? [] : [`i stället för ${insteadOf}`]),
      ].join(' '),
    }))
    .reverse();
}
