import type { Application } from '../../domain/application.ts';
import type { Case } from '../../domain/case.ts';
import type { Day } from '../../domain/person.ts';
import type { Held } from '../../domain/register.ts';
import { Secret } from '../../domain/secret.ts';
import type { Context } from '../context.ts';
import { personnummerPlace } from '../order/application.ts';
import { openSealed } from '../sealed.ts';

/** The order that gave it, with its own number, the systems still held and the new last day. */
export function extended(
  context: Context,
  { c, held, id }: { readonly c: Case; readonly held: readonly Held[]; readonly id: string },
  to: Day,
): Application | undefined {
  const { application } = c;
  const opened = openSealed(context, application.subject.personnummer, personnummerPlace(c.id));
  if (opened === undefined) return undefined;
  const personnummer = context.services.vault.seal(new Secret(opened), personnummerPlace(id));
  const field = toFieldOf(c);
  const { from: _from, ...rest } = application;
  return {
    ...rest,
    version: 1,
    subject: { ...application.subject, personnummer },
    to,
    answers: application.answers.map((one) => {
      if (one.field === field) return { ...one, text: to, raw: to };
      return one.field === 'purpose' ? { ...one, text: 'Ändra', raw: 'Ändra' } : one;
    }),
    systems: held.map(({ system, queue }) => ({ ...system, queue })),
  };
}

/** The answer that holds the last day. */
export function toFieldOf({ application: { answers, to } }: Case): string | undefined {
  return answers.find(({ raw, field }) => raw === to && field !== 'from')?.field;
}
