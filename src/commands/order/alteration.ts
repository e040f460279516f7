import type { Application } from '../../domain/application.ts';
import type { Case, CaseKind, Question } from '../../domain/case.ts';
import { currentAttestation } from '../../domain/evolve.ts';
import { type FieldKind, unitText } from '../../domain/form.ts';
import { processOf } from '../../profiles/schema.ts';
import type { Context } from '../context.ts';
import { openSealed } from '../sealed.ts';
import { personnummerPlace } from './application.ts';
import type { Draft } from './draft.ts';

/** The application as it would be if everything that waits were approved. */
export function currentApplication(c: Case): Application {
  return c.state === 'handling' && c.alteration ? c.alteration.application : c.application;
}

/** What the case holds, whatever the form has become since it was sent. */
export function orderedOf(c: Case): NonNullable<Draft['ordered']> {
  const { answers, systems, from, to } = currentApplication(c);
  return {
    answers: [...answers],
    systems: systems.map((system) => ({ ...system, answers: [...system.answers] })),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

export const lostNumber = 'Personnumret går inte att läsa. Skriv in det på nytt.';

/** The form filled in with what was submitted; the personnummer is left empty where it does not open. */
export function alterationOf(context: Context, c: Case, question: Question): { draft: Draft; isNumberLost: boolean } {
  const { draft, isNumberLost } = filledAgain(context, c, c.id);
  return { draft: { ...draft, question: question.number, systemsLocked: c.state === 'handling' }, isNumberLost };
}

/** A draft of a new order with the same in it. */
export function filledAgain(context: Context, c: Case, id: string): { draft: Draft; isNumberLost: boolean } {
  const application = currentApplication(c);
  const attestation = currentAttestation(c);
  const opened = openSealed(context, application.subject.personnummer, personnummerPlace(c.id));
  const draft = {
    caseId: id,
    kind: c.kind,
    providerId: c.provider.id,
    values: { ...byKind(context, c.kind, application, opened), ...raw(application.answers) },
    systems: application.systems.map((system) => system.id),
    systemValues: Object.fromEntries(application.systems.map((system) => [system.id, raw(system.answers)])),
    own: false,
    begun: true,
    approver: attestation && attestation.approver.id !== context.incoming.person.id ? attestation.approver.id : '',
  };
  return { draft, isNumberLost: opened === undefined };
}

function raw(answers: Application['answers']): Record<string, string> {
  return Object.fromEntries(answers.map((answer) => [answer.field, answer.raw]));
}

/** What stands in the application itself, under the ids that the fields have now. */
function byKind(
  { services }: Context,
  kind: CaseKind,
  { subject, unit, from, to }: Application,
  personnummer: string | undefined,
): Record<string, string> {
  const known: Partial<Record<FieldKind, string | undefined>> = {
    personName: subject.name,
    personnummer,
    unit: unitText(unit),
    fromDate: from,
    toDate: to,
  };
  return Object.fromEntries(
    (processOf(services.profile, kind)?.fields ?? []).flatMap((field) => {
      const value = known[field.kind];
      return value ? [[field.id, value]] : [];
    }),
  );
}
