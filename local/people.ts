import type { Person, Team } from './teams/index.ts';

/** The tenant that the bot takes for its own in the local mode. */
export const TENANT = '11111111-1111-4111-8111-111111111111';

/** Invented people; directory.json gives those who need rights theirs, by the same ids. */
const person = (number: number, name: string, role: string): Person => ({
  id: `22222222-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
  teamsId: `29:local-${number}`,
  role,
  installed: true,
});

export const anna = person(1, 'Anna Ek', 'Ansvarig chef, Omsorg AB');
export const bertil = person(2, 'Bertil Lund', 'Ansvarig chef och godkännare, Omsorg AB');
export const cecilia = person(3, 'Cecilia Holm', 'Chef i kommunens egen regi');
export const david = person(4, 'David Sand', 'Handläggare, IT-enheten');
export const elin = person(5, 'Elin Berg', 'Handläggare, IT-enheten');
export const fatima = person(6, 'Fatima Alm', 'Systemförvaltningen');
export const gunnar = person(7, 'Gunnar Ros', 'Beställare i kommunen');
export const hanna = person(8, 'Hanna Vik', 'Botens administratör');
export const ivar = person(9, 'Ivar Stig', 'Utomstående utan rättigheter');
export const jonas = person(10, 'Jonas Ask', 'Ansvarig chef, Trygg Hemvård AB (inte certifierad)');
export const karin = person(11, 'Karin Dal', 'Attesträtt i kommunen');
/** In no directory until she has been made a manager. */
export const nora = person(12, 'Nora Lind', 'Blivande chef hos en ny utförare');

export const lena = person(13, 'Lena Frid', 'Ansvarig för SITHS-kort');

export const oskar = person(14, 'Oskar Nord', 'Beredskap');
export const petra = person(15, 'Petra Lo', 'Beredskap');

export const people: readonly Person[] = [
  anna,
  bertil,
  cecilia,
  david,
  elin,
  fatima,
  gunnar,
  hanna,
  ivar,
  jonas,
  karin,
  lena,
  nora,
  oskar,
  petra,
];

export const itQueue = '19:local-it-behorigheter@thread.tacv2';
export const onCallQueue = '19:local-beredskap-larm@thread.tacv2';
export const sithsQueue = '19:local-siths-kort@thread.tacv2';
export const systemQueue = '19:local-systemforvaltning-behorigheter@thread.tacv2';

const itTeam = '19:local-it@thread.tacv2';
const onCallTeam = '19:local-beredskap@thread.tacv2';
const sithsTeam = '19:local-siths@thread.tacv2';
const systemTeam = '19:local-systemforvaltning@thread.tacv2';

export const teams: readonly Team[] = [
  {
    id: itTeam,
    name: 'IT-enheten',
    members: [david.id, elin.id, hanna.id],
    channels: [
      { id: itTeam, name: 'Allmänt' },
      { id: itQueue, name: 'Behörigheter' },
    ],
  },
  {
    id: systemTeam,
    name: 'Systemförvaltningen',
    members: [fatima.id, hanna.id],
    channels: [
      { id: systemTeam, name: 'Allmänt' },
      { id: systemQueue, name: 'Behörigheter' },
    ],
  },
  {
    id: onCallTeam,
    name: 'Beredskap',
    members: [oskar.id, petra.id, hanna.id],
    channels: [
      { id: onCallTeam, name: 'Allmänt' },
      { id: onCallQueue, name: 'Larm' },
    ],
  },
  {
    id: sithsTeam,
    name: 'SITHS-kort',
    members: [lena.id, hanna.id],
    channels: [
      { id: sithsTeam, name: 'Allmänt' },
      { id: sithsQueue, name: 'Beställningar' },
    ],
  },
];
