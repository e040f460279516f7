import type { CaseKind } from '../domain/case.ts';
import { fault, type Fault } from './fault.ts';
import type { Field } from './field.ts';

/** From these the directory follows, so they are known by their ids. R9: the four of the responsible manager are obligatory. */
const namedFields: Partial<Record<CaseKind, Readonly<Record<string, Field['kind']>>>> = {
  newProvider: {
    provider: 'providerName',
    providerKind: 'providerKind',
    certified: 'yes',
    validFrom: 'date',
    validTo: 'date',
    from: 'fromDate',
    units: 'newUnits',
    name: 'personName',
    personnummer: 'personnummer',
    mobile: 'mobile',
    mail: 'mail',
  },
  changeManager: {
    leaving: 'manager',
    from: 'fromDate',
    name: 'personName',
    personnummer: 'personnummer',
    mobile: 'mobile',
    mail: 'mail',
  },
};
const mayBeEmpty = new Set(['validFrom', 'validTo', 'leaving']);
const namedAsks: Partial<Record<CaseKind, Readonly<Record<string, Field['kind']>>>> = {
  newProvider: { costCode: 'costCode', account: 'account' },
  changeManager: { account: 'account' },
};

type Given = { readonly fields: readonly Field[]; readonly route: readonly { readonly asks: readonly Field[] }[] };

/** What a process lacks of the fields that are known by their ids. */
export function lackingFields(kind: CaseKind, { fields, route }: Given): Fault[] {
  const asks = route.flatMap((stage) => stage.asks);
  return [
    ...lacking(fields, namedFields[kind]).map((text) => fault([kind, 'fields'], text)),
    ...lacking(asks, namedAsks[kind]).map((text) => fault([kind, 'route'], `${text} bland asks`)),
  ];
}

function lacking(given: readonly Field[], wanted: Readonly<Record<string, Field['kind']>> = {}): string[] {
  return Object.entries(wanted)
    .filter(
      ([id, sort]) =>
        !given.some((field) => field.id === id && field.kind === sort && (field.required || mayBeEmpty.has(id))),
    )
    .map(
      ([id, sort]) => `${mayBeEmpty.has(id) ? 'fältet' : 'det obligatoriska fältet'} ${id} av sorten ${sort} saknas`,
    );
}

/** What depends on the person or the provider, which a stage does not ask for. */
export const notAsked: ReadonlySet<Field['kind']> = new Set([
  'personnummer',
  'unit',
  'units',
  'providerName',
  'providerKind',
  'newUnits',
  'manager',
]);
