import type { Unit } from './application.ts';
import type { Day, Person } from './person.ts';

export const fieldKinds = [
  'personName',
  'personnummer',
  'unit',
  'units',
  'costCode',
  'phone',
  'mobile',
  'mail',
  'userName',
  'fromDate',
  'toDate',
  'text',
  'longText',
  'choice',
  'yes',
  'date',
  'providerName',
  'providerKind',
  'newUnits',
  'manager',
  'account',
  'serialNumber',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** A field of a form, as a profile declares it. `choices` belong to `choice` alone. `maxLength` counts code points. */
export type FormField = {
  readonly id: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly required: boolean;
  readonly maxLength?: number | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly help?: string | undefined;
  readonly initial?: string | undefined;
  /** The heading of the page on which it stands; fields of one section come after each other. */
  readonly section?: string | undefined;
  /** Nobody else may have given the same in a field of this id. */
  readonly unique?: boolean | undefined;
};

/** What is known where a form is filled in. `units` are those that may be named; `userNamePrefixes` in lower case. */
export type FormContext = {
  readonly today: Day;
  readonly units: readonly Unit[];
  readonly managers?: readonly Person[];
  readonly userNamePrefixes: readonly string[];
};

/** Why an input is not taken; `masked` and `near` are what the writer may have meant. */
export type FieldFault =
  | { readonly kind: 'required' }
  | { readonly kind: 'tooLong'; readonly max: number; readonly over: number }
  | { readonly kind: 'personnummerInText' }
  | { readonly kind: 'malformedName' }
  | { readonly kind: 'malformedPersonnummer' }
  | { readonly kind: 'impossibleBirthDate' }
  | { readonly kind: 'futureBirthDate' }
  | { readonly kind: 'wrongChecksum' }
  | { readonly kind: 'unclearCentury'; readonly masked: readonly string[] }
  | { readonly kind: 'unknownUnit'; readonly typed: string; readonly near: readonly string[] }
  | { readonly kind: 'ambiguousUnit'; readonly typed: string; readonly near: readonly string[] }
  | { readonly kind: 'malformedCostCode' }
  | { readonly kind: 'malformedPhone' }
  | { readonly kind: 'malformedMobile' }
  | { readonly kind: 'malformedMail' }
  | { readonly kind: 'malformedUserName' }
  | { readonly kind: 'malformedDate' }
  | { readonly kind: 'impossibleDate' }
  | { readonly kind: 'toBeforeFrom' }
  | { readonly kind: 'toInPast' }
  | { readonly kind: 'notAmongChoices'; readonly choices: readonly string[] }
  | { readonly kind: 'notYesOrNo' }
  | { readonly kind: 'startInPast' }
  | { readonly kind: 'notValidAtStart' }
  | { readonly kind: 'namesake'; readonly name: string }
  | { readonly kind: 'nameStays' }
  | { readonly kind: 'malformedUnits'; readonly line: number }
  | { readonly kind: 'unknownManager' }
  | { readonly kind: 'malformedAccount' }
  | { readonly kind: 'malformedSerialNumber' }
  | { readonly kind: 'taken' };

/** Something taken as it stands, but to be asked about before the form is sent. */
export type FieldQuery = 'unusualUserName';

/** `text` is what a reader sees, `raw` what fills the field in again. An empty field that may be empty has both empty. */
export type CheckedField =
  | { readonly ok: true; readonly text: string; readonly raw: string; readonly query?: FieldQuery }
  | { readonly ok: false; readonly fault: FieldFault };
