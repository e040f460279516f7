import type { Answer } from '../../src/domain/application.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Case, Stage } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/decide.ts';
import type { Provider } from '../../src/domain/directory.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { answer, application, birgit, own, provider, submitted, terms, tes, treserva } from './cases.ts';

const raw = (field: string, text: string, value: string): Answer => ({ ...answer(field, field, text), raw: value });

export const noraId = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
export const nora = { id: noraId, name: 'Nora Ny' };

const login: Stage = {
  id: 'backOffice',
  queue: 'it',
  queueName: 'Kommunens IT-enhet',
  per: 'case',
  title: 'Inloggningsuppgifter till ansvarig chef',
  credentials: false,
  asks: [{ id: 'account', kind: 'account', label: 'Konto', required: true }],
};
const code: Stage = {
  ...login,
  id: 'costCode',
  title: 'Ansvarskod',
  asks: [{ id: 'costCode', kind: 'costCode', label: 'Ansvarskod', required: true }],
};
const systems: Stage = {
  queue: 'systemAdministration',
  queueName: 'Systemförvaltningen',
  per: 'system',
  title: 'Konfigurera enheten i {system}',
  credentials: false,
};

const byOrderers: Terms = { ...terms, orderedBy: 'orderers', approver: 'submitter', warnDays: [14, 5] };
const person = { name: nora.name, personnummer: application().subject.personnummer, hash: 'hash-of-nora' };

export const linden: Provider = {
  id: 'linden',
  revision: 0,
  name: 'Linden AB',
  kind: 'private',
  certified: true,
  managers: [],
  namedContacts: [],
  units: [{ name: 'Linden Väster', costCode: '' }],
};

/** Birgit has ordered a new provider that starts on 1 April, with Treserva and TES. */
export function ordered(answers: Readonly<Record<string, string>> = {}, from = '2026-04-01'): Case {
  const said = { certified: 'true', units: 'Linden Väster\nLinden Öster; 49220', ...answers };
  return submitted(
    {
      kind: 'newProvider',
      provider: linden,
      route: [code, login, systems],
      terms: byOrderers,
      approver: own,
      application: {
        version: 1,
        subject: person,
        unit: { name: 'Linden Väster', costCode: '' },
        from,
        answers: Object.entries(said).map(([field, value]) => raw(field, value, value)),
        systems: [treserva, tes].map((system) => ({ ...system, answers: [] })),
      },
    },
    birgit,
  );
}

/** Birgit has ordered that Nora takes over from a manager of Omsorg AB; where none leaves, that she comes as one more. */
export function exchangeOrdered(leaving?: Actor, from = '2026-04-01'): Case {
  const answers = leaving === undefined ? [] : [raw('leaving', leaving.person.name, leaving.person.id)];
  return submitted(
    {
      kind: 'changeManager',
      provider,
      route: [login],
      terms: byOrderers,
      approver: own,
      application: {
        version: 1,
        subject: person,
        unit: { name: provider.name, costCode: '' },
        from,
        answers,
        systems: [],
      },
    },
    birgit,
  );
}

export const says = {
  costCode: (value = '49110'): Command => ({
    verb: 'complete',
    task: 'costCode',
    credentials: false,
    answers: [raw('costCode', value, value)],
  }),
  account: (id = noraId): Command => ({
    verb: 'complete',
    task: 'backOffice',
    credentials: false,
    answers: [raw('account', 'valt i Teams', id)],
  }),
};
