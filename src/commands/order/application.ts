import type { Application } from '../../domain/application.ts';
import { Secret } from '../../domain/secret.ts';
import type { Context } from '../context.ts';
import type { FilledIn } from './fill-in.ts';

export const personnummerPlace = (caseId: string): { caseId: string; field: string } => ({
  caseId,
  field: 'personnummer',
});

/** The form as an application: the personnummer sealed to the case, and its keyed hash to find the same person by. */
export function toApplication({ services }: Context, caseId: string, filled: FilledIn): Application {
  const secret = new Secret(filled.personnummer);
  return {
    version: 1,
    subject: {
      name: filled.name,
      personnummer: services.vault.seal(secret, personnummerPlace(caseId)),
      hash: services.vault.hash(secret),
    },
    unit: filled.unit,
    ...(filled.from ? { from: filled.from } : {}),
    ...(filled.to ? { to: filled.to } : {}),
    ...(filled.assessment ? { assessment: filled.assessment } : {}),
    answers: filled.answers,
    systems: filled.systems,
  };
}
