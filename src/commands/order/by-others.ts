import { isTaken } from '../reserve.ts';
import type { Context } from '../context.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import { alternativesFault, purposeIn } from './alternatives.ts';
import { uniqueHash } from './application.ts';
import type { Draft } from './draft.ts';
import { checkStep } from './fill-in.ts';
import { type Form, type Step, stepsOf } from './form.ts';
import { personHash } from './person-hash.ts';

type Faults = ReadonlyMap<string, string>;
type WrongStep = { readonly step: Exclude<Step, 'summary'>; readonly faults: Faults };

/** The first step of which something is wrong that only others' cases can tell. */
export async function wrongByOthers(context: Context, form: Form, draft: Draft): Promise<WrongStep | undefined> {
  for (const step of stepsOf(form, draft)) {
    if (step === 'summary') continue;
    const faults = await faultsByOthers(context, form, draft, step);
    if (faults.size > 0) return { step, faults };
  }
  return undefined;
}

/** What is wrong in a step by what others' cases hold, by the input: a number that is somebody else's, one key too many. */
export async function faultsByOthers(context: Context, form: Form, draft: Draft, step: Step): Promise<Faults> {
  if (step === 'systems') {
    const fault = await alternativesFault(context, form, draft);
    return new Map(fault === '' ? [] : [['systems', fault]]);
  }
  return takenIn(context, form, draft, step);
}

async function takenIn({ services }: Context, form: Form, draft: Draft, step: Step): Promise<Faults> {
  const faults = new Map<string, string>();
  const holder = personHash(services, form, draft);
  if (holder === undefined || step === 'summary' || purposeIn(form, draft) === 'remove') return faults;
  for (const { slot, text, fault } of checkStep(form, draft, step)) {
    const { id: scope, label, unique } = slot.field;
    if (unique !== true || text === '' || fault !== undefined) continue;
    const wanted = { scope, key: uniqueHash(services, { field: scope, text }), holder, label };
    if (await isTaken(services, wanted, draft.caseId)) faults.set(slot.inputId, fieldFaultText({ kind: 'taken' }));
  }
  return faults;
}
