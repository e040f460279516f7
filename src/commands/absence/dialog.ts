import { z } from 'zod';
import { unknownButton } from '../buttons.ts';
import type { Dialog } from '../dialog.ts';
import { choose, readChosen } from './choose.ts';
import { save, show } from './edit.ts';

const person = z.string().regex(/^[\w-]{0,64}$/);
const openData = z.object({ person });
const submitData = z.object({ person, revision: z.int().min(0) });

/**
 * When somebody is away and who stands in: the own absence, or, for administrators, that of one who fell ill, whom they
 * choose first.
 */
export const absenceDialog: Dialog = {
  async open(context) {
    const parsed = openData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    return parsed.data.person === '' ? choose(context, {}, {}) : show(context, parsed.data.person);
  },

  async submit(context) {
    const parsed = submitData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const { person: id, revision } = parsed.data;
    if (id !== '') return save(context, id, revision);
    const chosen = await readChosen(context);
    return 'id' in chosen ? show(context, chosen.id) : chosen;
  },
};
