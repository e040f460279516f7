import type { Case } from '../../domain/case.ts';
import { mayOrder, type Provider } from '../../domain/directory.ts';
import { currentAttestation } from '../../domain/evolve.ts';
import { act } from '../act.ts';
import { type CaseData, caseData, clickOf, typed } from '../card-data.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { awayNow } from '../away.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Reply } from '../incoming.ts';
import { approverChoices } from '../order/approver-choices.ts';
import { approversFor, readApprover } from '../order/approvers.ts';
import { input } from '../order/input.ts';
import { ownTick } from '../order/summary-card.ts';
import { unknownButton } from '../buttons.ts';
import { closeWith } from '../show.ts';
import { refusalText } from '../../views/refusals.ts';
import { textDialog } from './text-dialog.ts';

/** Another approver, when the one asked is away or cannot be reached. */
export const chooseApproverDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    return parsed.success ? show(context, parsed.data, '') : unknownButton;
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const found = await findCase(context, parsed.data);
    if (found === undefined) return { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
    const approver = await readApprover(context, found.provider, found.c.terms, {
      own: typed(context.incoming, 'own') === 'true',
      approver: typed(context.incoming, 'approver'),
    });
    if (approver === undefined)
      return show(context, parsed.data, 'Bocka i rutan om du själv attesterar, eller välj vem som ska godkänna.');
    return closeWith(
      await act(context, {
        caseId: parsed.data.case,
        command: { verb: 'chooseApprover', approver },
        click: clickOf(parsed.data),
      }),
    );
  },
};

/** The case with its provider, for one of the provider's managers: nobody else is told who may approve. */
async function findCase(
  { services, rights }: Context,
  data: CaseData,
): Promise<{ readonly c: Case; readonly provider: Provider } | undefined> {
  const c = (await services.cases.read(data.case))?.value;
  if (c === undefined || !mayOrder(rights, c.provider.id, c.terms)) return undefined;
  const provider = (await services.directory.provider(c.provider.id))?.value;
  return provider && { c, provider };
}

async function show(context: Context, data: CaseData, notice: string): Promise<Reply> {
  const found = await findCase(context, data);
  if (found === undefined) return { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
  const { c, provider } = found;
  // Not the one who has just been asked in vain, nor the submitter, who approves by the own tick alone.
  const { approver, insteadOf } = currentAttestation(c) ?? {};
  const absent = insteadOf && (await awayNow(context.services, insteadOf.person.id, dayOf(context.now)));
  const unwanted = [approver?.id, c.submitter.id, ...(absent ? [insteadOf.person.id] : [])];
  const others = (await approversFor(context, provider, c.terms)).filter(({ id }) => !unwanted.includes(id));
  const choices = await approverChoices(context, c, others);
  const tick = input('toggle', 'own', ownTick, { value: 'false', help: 'Ja, jag attesterar' });
  const choice = input('choice', 'approver', 'Godkänns av', {
    help: 'Välj vem som ska godkänna',
    choices,
  });
  const self = c.terms.ownAttestation;
  return textDialog({
    dialog: 'chooseApprover',
    data,
    heading: 'Välj annan attestant',
    notice,
    fields: [...(self ? [tick] : []), ...(choices.length > 0 ? [choice] : [])],
    submit: 'Välj attestant',
  });
}
