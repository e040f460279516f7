import { z } from 'zod';
import { dayOf } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import { registerCall } from '../../domain/decisions/register-call.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { commit } from '../act.ts';
import { type Faults, type Typed, typedTexts } from '../admin/typed.ts';
import { unknownButton } from '../buttons.ts';
import { caseId } from '../card-data.ts';
import { actorOf, type Context, factsOf, membership } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { toApplication } from '../order/application.ts';
import { offeredTo, stagesOf } from '../order/route.ts';
import { allTerms, routeOf } from '../order/terms.ts';
import { type OnCallQueue, onCallQueues } from '../roster/queues.ts';
import { type CallForm, callInputs, readCall } from './form.ts';
import { onlyOnCall } from './words.ts';

const openData = z.object({ entry: z.string().max(60) });
const submitData = openData.extend({ case: caseId });

/** Registrera samtal: who rang, about which system and how they were identified; whoever enters it has the task. */
export const registerCallDialog: Dialog = {
  async open(context) {
    const parsed = openData.safeParse(context.incoming.data);
    const found = parsed.success ? await find(context, parsed.data.entry) : unknownButton;
    return 'kind' in found ? found : show(found, context.services.newCaseId(), {}, {});
  },

  async submit(context) {
    const parsed = submitData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const found = await find(context, parsed.data.entry);
    return 'kind' in found ? found : save(context, found, parsed.data.case, typedTexts(context.incoming.data));
  },
};

type Found = { readonly queue: OnCallQueue; readonly form: CallForm };

/** Sealed data are taken: the membership is asked of Teams anew. */
async function find(context: Context, wanted: string): Promise<Found | Extract<Reply, { kind: 'notice' }>> {
  const { services, now } = context;
  const { profile, directory } = services;
  const queue = (await onCallQueues(context)).find(({ id }) => id === wanted);
  const process = profile.password;
  if (queue === undefined || process?.calls === undefined) return onlyOnCall;
  const answer = await membership(context, queue.id, { fresh: true });
  if (answer !== 'yes')
    return answer === 'notMember' ? onlyOnCall : { kind: 'notice', text: refusalText({ reason: answer }) };
  const providers = (await directory.providers()).filter(({ unreadable }) => unreadable !== true);
  return { queue, form: { profile, process, providers, today: dayOf(now) } };
}

async function save(context: Context, found: Found, id: string, typed: Typed): Promise<Reply> {
  const { services, incoming, now } = context;
  const { queue, form } = found;
  const { profile, today } = form;
  const read = readCall(form, typed);
  if ('faults' in read) return show(found, id, typed, read.faults);
  const { provider, identified, name, personnummer, answers } = read;
  const process = offeredTo(form.process, profile, provider.kind);
  const unit = provider.units[0] ?? { name: provider.name, costCode: '' };
  const filled = { name, personnummer, unit, answers, systems: [], queries: [] };
  const route = stagesOf({ profile, process }, answers).map((stage) => ({ ...stage, queue: queue.id }));
  const decided = registerCall(
    {
      id,
      kind: 'password',
      provider,
      application: toApplication(context, { profile, process }, id, filled),
      route: routeOf(profile, { route }),
      terms: allTerms(profile, process, [], today),
      held: [],
      today,
      identified,
      managers: provider.managers,
    },
    factsOf(context, actorOf(context, [queue.id])),
  );
  if ('refused' in decided) return show(found, id, typed, {}, refusalText(decided.refused));
  const { person } = incoming;
  const operation = services.newOperation();
  const event = { operation, at: now, person: person.id, by: person.name, verb: 'registerCall' };
  const committed = await commit(context, { after: decided.accepted, event });
  services.nudge();
  // The second of two presses finds it there.
  const text =
    committed === 'committed' ? 'Samtalet är registrerat, och du har ärendet' : 'Samtalet är redan registrerat';
  return { kind: 'notice', text: `${text}: ${formatCaseId(id)}. Kortet finns i beredskapens kanal.` };
}

function show({ queue, form }: Found, id: string, typed: Typed, faults: Faults, fault = ''): Reply {
  const count = Object.keys(faults).length;
  const correct =
    count === 0
      ? ''
      : `Rätta ${count === 1 ? 'en uppgift' : `${count} uppgifter`} nedan. Det du har skrivit finns kvar.`;
  const card = render('entry-dialog', {
    dialog: 'registerCall',
    saySubmit: 'Registrera',
    id,
    entry: queue.id,
    number: 0,
    revision: 0,
    heading: 'Registrera samtal',
    text: form.profile.protectedIdentityText,
    notice: [fault, correct].join(' ').trim(),
    fields: callInputs(form, typed, faults),
  });
  return { kind: 'dialog', title: 'Registrera samtal', size: 'large', card };
}
