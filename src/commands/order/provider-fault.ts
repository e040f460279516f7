import { checkValidity, type FieldFault } from '../../domain/form.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import type { Draft } from './draft.ts';
import type { Form, Slot } from './form.ts';
import { likeNamed } from './new-provider.ts';

type Fault = { readonly fault?: string };
type Checked = Fault & { readonly slot: Slot; readonly raw: string; readonly text: string };

/** What a new provider's fields must say beside being filled in: a name of its own, and certified and current at the start (R1). */
export function providerFault(form: Form, draft: Draft, { slot, raw, text, fault }: Checked): Fault {
  if (fault !== undefined || text === '') return {};
  const { kind, id } = slot.field;
  const said = (found: FieldFault | undefined): Fault => (found ? { fault: fieldFaultText(found) } : {});
  if (kind === 'providerName') {
    const ordered = draft.ordered?.answers.find(({ field }) => field === id)?.raw;
    if (ordered !== undefined) return said(ordered === raw ? undefined : { kind: 'nameStays' });
    const near = likeNamed(draft, text, form.others);
    return said(near && { kind: 'namesake', name: near.name });
  }
  if (kind !== 'fromDate') return {};
  if (raw < form.today && draft.question === undefined) return said({ kind: 'startInPast' });
  const { validFrom, validTo } = form.provider;
  return said(checkValidity({ validFrom, validTo }, raw));
}
