import type { Fault } from './fault.ts';
import type { Field } from './field.ts';

export type CertificateParts = {
  readonly days: number;
  readonly reminderDays: readonly number[];
  readonly noted?: { readonly field: string; readonly note: string } | undefined;
};

/** Faults in what a process asks of a certificate, by their path in the process. */
export function certificateFaults({
  certificate,
  fields,
}: {
  readonly certificate?: CertificateParts | undefined;
  readonly fields: readonly Field[];
}): Fault[] {
  if (certificate === undefined) return [];
  const { days, reminderDays, noted } = certificate;
  const lacking = (key: 'field' | 'note', kind: Field['kind']): Fault[] =>
    noted === undefined || fields.some((field) => field.id === noted[key] && field.kind === kind)
      ? []
      : [{ path: ['certificate', 'noted', key], message: `ett fält av sorten ${kind} med id ”${noted[key]}” saknas` }];
  return [
    ...reminderDays.flatMap((reminder, index) =>
      reminder < days ? [] : [{ path: ['certificate', 'reminderDays', index], message: 'ska vara färre än days' }],
    ),
    ...lacking('field', 'yes'),
    ...lacking('note', 'longText'),
  ];
}

/** Prices stand in the order of their days, each with a day of its own. */
export function priceFaults(prices: readonly { readonly from: string }[]): Fault[] {
  return prices.flatMap(({ from }, index) =>
    from > (prices[index - 1]?.from ?? '')
      ? []
      : [{ path: ['price', index, 'from'], message: 'ska vara efter den förra dagen' }],
  );
}
