import { z } from 'zod';
import { isOwner } from '../../domain/actor.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import type { CaseFile } from '../../domain/file.ts';
import { acceptedPurposes, filesOf, maySeeFiles } from '../../domain/files.ts';
import { slots, slotVersion } from '../../domain/slots.ts';
import { caseFileDetails } from '../../views/files.ts';
import { refusalText } from '../../views/refusals.ts';
import { renderFitting } from '../../views/fit.ts';
import { act, actorOn } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { type CaseData, caseData } from '../card-data.ts';
import { actorOf, type Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import { linkText, openCaseFile } from '../files/open.ts';
import type { Incoming, Reply } from '../incoming.ts';

type DialogContext = Context<Incoming & { data: unknown }>;

const pressed = z.object({
  press: z.enum(['list', 'fetch', 'remove', 'confirm']),
  file: z.coerce.number().int().min(0).catch(0),
});

/** Filer: what is attached to a case, for those who may see it. Each opening is decided and recorded before its link is given. */
export const filesDialog: Dialog = {
  open: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    return parsed.success ? list(context, parsed.data) : unknownButton;
  },
  submit: async (context) => {
    const parsed = caseData.safeParse(context.incoming.data);
    const press = pressed.safeParse(context.incoming.data).data;
    if (!parsed.success || press === undefined) return unknownButton;
    switch (press.press) {
      case 'list':
        return list(context, parsed.data);
      case 'fetch':
        return fetch(context, parsed.data, press.file);
      case 'remove':
        return askBeforeRemoval(context, parsed.data, press.file);
      case 'confirm':
        return remove(context, parsed.data, press.file);
    }
  },
};

async function list(context: DialogContext, data: CaseData, notice = ''): Promise<Reply> {
  const found = await readable(context, data);
  if ('text' in found) return { kind: 'notice', ...found };
  const { c } = found;
  const mayAdd = isOwner(c, actorOf(context)) && acceptedPurposes(c, context.now).length > 0;
  return show(c, data, {
    text: mayAdd ? howToAdd : '',
    notice,
    items: filesOf(c).map((file) => ({ ...lineOf(file), mayRemove: mayAdd && file.purpose !== 'certificate' })),
  });
}

const howToAdd = 'Vill du lägga till en fil? Stäng rutan, skicka filen till mig i din egen chatt och välj ärendet.';

/** The link stands in the dialog alone: it leaves nothing in the chat. */
async function fetch(context: DialogContext, data: CaseData, number: number): Promise<Reply> {
  const opened = await openCaseFile(context, data, number);
  if ('text' in opened)
    return opened.reason === 'fileGone' ? list(context, data, opened.text) : { kind: 'notice', text: opened.text };
  const { file, link } = opened;
  return show(opened.case, data, { text: linkText, items: [lineOf(file)], file: number, link });
}

async function askBeforeRemoval(context: DialogContext, data: CaseData, number: number): Promise<Reply> {
  const found = await readable(context, data);
  if ('text' in found) return { kind: 'notice', ...found };
  const { c } = found;
  const file = filesOf(c).find((one) => one.number === number);
  if (file === undefined) return list(context, data, refusalText({ reason: 'fileGone' }));
  return show(c, data, {
    text: 'Ska filen tas bort ur ärendet? Den raderas och går inte att få tillbaka.',
    items: [lineOf(file)],
    file: number,
    asks: true,
  });
}

async function remove(context: DialogContext, data: CaseData, number: number): Promise<Reply> {
  const found = await readable(context, data);
  if ('text' in found) return { kind: 'notice', ...found };
  const file = filesOf(found.c).find((one) => one.number === number);
  if (file === undefined) return list(context, data, refusalText({ reason: 'fileGone' }));
  const outcome = await act(context, {
    caseId: data.case,
    command: { verb: 'removeFile', number },
    click: { slot: slots.file(file.id), version: 0 },
  });
  return list(context, data, outcome.refused ? refusalText(outcome.refused) : 'Filen är borttagen.');
}

/** The case, for whoever may see its files now: Teams is asked about the queue's team afresh. */
async function readable(
  context: DialogContext,
  data: CaseData,
): Promise<{ readonly c: Case } | { readonly text: string }> {
  const c = (await context.services.cases.read(data.case))?.value;
  const who = c && (await actorOn(context, c, data.slot, { fresh: true }));
  if (c === undefined || who === undefined) return { text: refusalText({ reason: 'unknownCase' }) };
  if ('refused' in who) return { text: refusalText(who.refused) };
  return maySeeFiles(c, who.actor) ? { c } : { text: refusalText({ reason: 'filesNotYours' }) };
}

type Line = { readonly number: number; readonly name: string; readonly details: string; readonly mayRemove?: boolean };

function lineOf(file: CaseFile): Line {
  return { number: file.number, name: file.name, details: caseFileDetails(file), mayRemove: false };
}

type Shown = {
  readonly text: string;
  readonly items: readonly Line[];
  readonly notice?: string;
  /** The one file that it is about. */
  readonly file?: number;
  readonly link?: string;
  readonly asks?: boolean;
};

function show(c: Case, data: CaseData, { text, items, notice = '', file, link = '', asks = false }: Shown): Reply {
  const card = renderFitting(
    'files-dialog',
    {
      id: c.id,
      slot: data.slot,
      version: slotVersion(c, data.slot) ?? 0,
      reference: `Ärende ${formatCaseId(c.id)}`,
      notice,
      text: items.length === 0 ? `Inga filer är bifogade. ${text}`.trim() : text,
      items,
      file: file ?? 0,
      link,
      can: { list: file !== undefined, choose: file === undefined, asks },
    },
    ['items'],
  );
  return { kind: 'dialog', title: 'Filer', size: 'medium', card };
}
