import { formatCaseId } from '../domain/case-id.ts';
import type { Case } from '../domain/case.ts';
import { isOpenQuestion } from '../domain/evolve.ts';
import { allOwners, ownerOf, placeOf } from '../domain/owner.ts';
import { slots } from '../domain/slots.ts';
import type { Posting } from './posting.ts';

/**
 * A case that was passed on: the new owner gets its cards as messages of her own, but for what is settled already; those before her
 * read that it is another's, and nothing of it any longer.
 */
export function passedOn(c: Case, all: readonly Posting[]): Posting[] {
  if (c.owners === undefined || c.owners.length === 0) return [...all];
  const isOwners = ({ slot }: Posting): boolean => placeOf(c, slot) !== slot;
  const owners = all.filter(isOwners);
  const settled = settledSlots(c);
  const own = owners.map((posting) => ({
    ...posting,
    slot: placeOf(c, posting.slot),
    ...(settled.has(posting.slot) ? { retired: true } : {}),
  }));
  const former = allOwners(c)
    .slice(0, -1)
    .flatMap(({ id }, number) => owners.map((posting) => handedOver(c, posting, number, id)));
  return [...all.filter((posting) => !isOwners(posting)), ...own, ...former];
}

function handedOver(c: Case, { slot }: Posting, number: number, personId: string): Posting {
  const id = formatCaseId(c.id);
  return {
    slot: placeOf(c, slot, number),
    to: { kind: 'person', personId },
    template: 'note',
    data: { text: `Ärende ${id} har gått vidare till ${ownerOf(c).name}. Du behöver inte göra något.` },
    summary: `Ärende ${id}: har gått vidare`,
    retired: true,
  };
}

/** What nobody needs to be told of who was not there. */
function settledSlots(c: Case): Set<string> {
  const questions = c.questions
    .filter((question) => !isOpenQuestion(c, question))
    .map(({ number }) => slots.question(number));
  const gone = c.handovers
    .filter(({ state, to }) => to === undefined && (state.kind === 'receipted' || state.kind === 'expired'))
    .flatMap(({ task, round }) => [slots.credentials(task, round), `${slots.credentials(task, round)}.reminder`]);
  return new Set([...questions, ...gone]);
}
