import { addDays } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import type { Answer, Application } from '../../domain/application.ts';
import { submit } from '../../domain/decisions/submit.ts';
import { Secret, type Sealed } from '../../domain/secret.ts';
import { opensAt } from '../../domain/termination.ts';
import { latestOf } from '../../domain/staff.ts';
import { formatDay } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { causeTexts, employmentText } from '../../views/termination.ts';
import { capital, nounOf } from '../../views/words.ts';
import { commit } from '../act.ts';
import { actorOf, type Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { personnummerPlace } from '../order/application.ts';
import { alreadySent } from '../order/send.ts';
import { allTerms, routeOf } from '../order/terms.ts';
import { openSealed } from '../sealed.ts';
import { unitOf } from './checks.ts';
import type { TerminationDraft } from './draft.ts';
import { chosenEmployments, type Leaver, type TerminationForm } from './leaver.ts';
import type { DraftPlan } from './plan.ts';

/** Skicka: one transaction that also takes the permissions for this termination alone. `again` where somebody was first. */
export async function sendTermination(
  context: Context,
  form: TerminationForm,
  draft: TerminationDraft,
  leaver: Leaver | undefined,
  plan: DraftPlan,
): Promise<Reply | { readonly fault: string } | 'again'> {
  const { services, incoming, now } = context;
  const application = applicationOf(context, form, draft, leaver, plan);
  const { profile, process, provider, today } = form;
  const decided = submit(
    {
      id: draft.caseId,
      kind: 'termination',
      provider,
      application,
      held: [],
      ends: plan.ends,
      termination: {
        lastDay: draft.lastDay,
        cause: draft.cause,
        employments: draft.about === 'person' ? chosenEmployments(draft, leaver) : [],
        kept: plan.kept,
        opensAt: opensAt(draft.lastDay, now),
      },
      today,
      approver: { own: true },
      route: routeOf(profile, process),
      terms: allTerms(profile, process, [], today),
    },
    { now, actor: actorOf(context) },
  );
  if ('refused' in decided) return { fault: refusalText(decided.refused) };
  const { person } = incoming;
  const event = { operation: services.newOperation(), at: now, person: person.id, by: person.name, verb: 'submit' };
  const owned = { personId: person.id, caseId: draft.caseId };
  const committed = await commit(context, { after: decided.accepted, event, draft: owned });
  services.nudge();
  if (committed === 'committed') return sent(form, draft);
  const [first] = await services.cases.eventsAfter(draft.caseId, 0);
  if (first === undefined) return 'again';
  if (first.operation === event.operation) return sent(form, draft);
  await services.drafts.remove(person.id, draft.caseId);
  return alreadySent(draft.caseId);
}

function sent({ process, today }: TerminationForm, { caseId, lastDay }: TerminationDraft): Reply {
  const next =
    lastDay > today ? `Uppgifterna går till köerna efter ${formatDay(lastDay)}.` : 'Varje kö får sin uppgift nu.';
  return {
    kind: 'notice',
    text: `${capital(nounOf(process).definite)} ${formatCaseId(caseId)} är skickad. ${next} Du följer den på kortet här i chatten.`,
  };
}

function applicationOf(
  context: Context,
  form: TerminationForm,
  draft: TerminationDraft,
  leaver: Leaver | undefined,
  { systems, checks, notices }: DraftPlan,
): Application {
  const chosen = chosenEmployments(draft, leaver);
  const unit =
    unitOf(form, draft.unit) ?? chosen[0]?.unit ?? leaver?.held[0]?.employment.unit ?? form.provider.units[0];
  const answers: Answer[] = [
    ...(chosen.length > 0 ? [said('employment', 'Anställning som upphör', chosen.map(employmentText).join('; '))] : []),
    said('lastDay', 'Sista dag', draft.lastDay),
    said('cause', 'Anledning', causeTexts[draft.cause]),
  ];
  return {
    version: 1,
    subject: subjectOf(context, draft, leaver),
    unit: unit ?? { name: form.provider.name, costCode: '' },
    from: addDays(draft.lastDay, 1),
    answers,
    systems: [...systems, ...checks, ...notices],
  };
}

function said(field: string, label: string, text: string): Answer {
  return { field, label, text, raw: text };
}

/** The number sealed to this case; where the one that is known does not open, nobody can read it here either. */
function subjectOf(
  context: Context,
  { caseId, name, personnummer, person }: TerminationDraft,
  leaver: Leaver | undefined,
): Application['subject'] {
  const { vault } = context.services;
  const latest = leaver && latestOf(leaver.held);
  const opened = latest
    ? openSealed(context, latest.person.personnummer, personnummerPlace(latest.case))
    : personnummer;
  const secret = new Secret(opened ?? '');
  const sealed: Sealed =
    opened === undefined && latest ? latest.person.personnummer : vault.seal(secret, personnummerPlace(caseId));
  return { name: leaver?.name ?? name, personnummer: sealed, hash: latest ? person : vault.hash(secret) };
}
