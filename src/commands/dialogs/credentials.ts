import { z } from 'zod';
import { Secret, type Sealed } from '../../domain/secret.ts';
import type { HandoverRef } from '../../domain/decisions/credentials.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { act } from '../act.ts';
import { caseData, clickOf } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import { input } from '../order/input.ts';
import { unknownButton } from '../buttons.ts';
import { openSealed } from '../sealed.ts';
import { closeWith } from '../show.ts';
import { readSlot } from '../slot-ref.ts';
import { unreadableTexts } from '../unreadable.ts';

const credentials = z.object({ userName: z.string(), password: z.string() });
export type Credentials = z.output<typeof credentials>;

const place = (caseId: string, { task, round }: HandoverRef): { caseId: string; field: string } => ({
  caseId,
  field: `credentials.${task}.${round}`,
});

export function sealCredentials(
  { services }: Context,
  caseId: string,
  given: Credentials,
): (ref: HandoverRef) => Sealed {
  return (ref) => services.vault.seal(new Secret(JSON.stringify(given)), place(caseId, ref));
}

/** Visa inloggningsuppgifter, and the receipt after which they are gone. Every opening is recorded before it is shown. */
export const credentialsDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const ref = parsed.success ? readSlot(parsed.data.slot) : undefined;
    if (!parsed.success || ref?.kind !== 'credentials') return unknownButton;
    const { data } = parsed;
    const outcome = await act(context, {
      caseId: data.case,
      command: { verb: 'openCredentials', task: ref.task, round: ref.round },
      click: clickOf(data),
      sensitive: true,
    });
    if (outcome.refused || !outcome.case)
      return { kind: 'notice', text: refusalText(outcome.refused ?? { reason: 'unknownCase' }) };
    const c = outcome.case;
    const handover = c.handovers.find((one) => one.task === ref.task && one.round === ref.round);
    const sealed = await context.services.cases.credentials(c.id, ref);
    if (sealed === undefined || handover === undefined)
      return { kind: 'notice', text: refusalText({ reason: 'credentialsGone' }) };
    const opened = openSealed(context, sealed, place(c.id, ref));
    if (opened === undefined)
      return { kind: 'notice', text: `${unreadableTexts.credentials} ${unreadableTexts.recorded}` };
    const { userName, password } = credentials.parse(JSON.parse(opened));
    const card = render('credentials-dialog', {
      id: c.id,
      slot: data.slot,
      version: handover.version,
      notice: '',
      rows: [
        { label: 'Gäller', value: c.application.subject.name },
        { label: 'Från', value: `${handover.givenBy.name} (${handover.title})` },
        { label: 'Användarnamn', value: userName },
        { label: 'Tillfälligt lösenord', value: password },
      ],
      copies: [
        input('text', 'copyUserName', 'Användarnamn att kopiera', { value: userName }),
        input('text', 'copyPassword', 'Lösenord att kopiera', { value: password }),
      ],
      links: c.terms.delivery?.links ?? [],
      guide: c.terms.delivery?.text ?? '',
      text: `Ge uppgifterna till personen själv och ingen annan. De försvinner när du trycker på knappen, eller ${c.terms.credentialMinutes} minuter efter att de öppnades första gången.`,
    });
    return { kind: 'dialog', title: 'Inloggningsuppgifter', size: 'medium', card };
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const ref = parsed.success ? readSlot(parsed.data.slot) : undefined;
    if (!parsed.success || ref?.kind !== 'credentials') return unknownButton;
    return closeWith(
      await act(context, {
        caseId: parsed.data.case,
        command: { verb: 'receipt', task: ref.task, round: ref.round },
        click: clickOf(parsed.data),
      }),
    );
  },
};
