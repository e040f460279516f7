import type { Answer, Application } from '../../domain/application.ts';
import type { FormField } from '../../domain/form.ts';
import { Secret } from '../../domain/secret.ts';
import type { Context } from '../context.ts';
import type { Services } from '../services.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';

export const personnummerPlace = (caseId: string): { caseId: string; field: string } => ({
  caseId,
  field: 'personnummer',
});

/**
 * The form as an application: the personnummer sealed to the case, and its keyed hash to find the same person by. What is about nobody
 * has no number, and is like no other.
 */
export function toApplication(
  { services }: Context,
  form: Pick<Form, 'process' | 'profile'>,
  caseId: string,
  filled: FilledIn,
): Application {
  const secret = new Secret(filled.personnummer);
  return {
    version: 1,
    subject: {
      name: filled.name,
      personnummer: services.vault.seal(secret, personnummerPlace(caseId)),
      hash: services.vault.hash(filled.personnummer === '' ? new Secret(caseId) : secret),
    },
    unit: filled.unit,
    ...(filled.from ? { from: filled.from } : {}),
    ...(filled.to ? { to: filled.to } : {}),
    ...(filled.assessment ? { assessment: filled.assessment } : {}),
    answers: withUnique(services, form.process.fields, filled.answers),
    systems: filled.systems.map((system) => {
      const fields = form.profile.systems.find(({ id }) => id === system.id)?.fields ?? [];
      return { ...system, answers: withUnique(services, fields, system.answers) };
    }),
  };
}

/** What nobody else may have is found again by its keyed hash, however it was spelled. */
export function withUnique(
  { vault }: Pick<Services, 'vault'>,
  fields: readonly FormField[],
  answers: readonly Answer[],
): readonly Answer[] {
  return answers.map((one) =>
    one.text !== '' && fields.some(({ id, unique }) => id === one.field && unique === true)
      ? { ...one, unique: uniqueHash({ vault }, one) }
      : one,
  );
}

export function uniqueHash(
  { vault }: Pick<Services, 'vault'>,
  { field, text }: Pick<Answer, 'field' | 'text'>,
): string {
  return vault.hash(new Secret(`${field} ${text}`));
}
