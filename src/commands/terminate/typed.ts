import { cleanLine } from '../../domain/text.ts';
import { typed } from '../card-data.ts';
import type { DialogContext } from '../order/dialog.ts';
import type { TerminationDraft } from './draft.ts';
import type { TerminationStep } from './step-card.ts';

/** What was typed in a step, right or wrong. */
export function withTyped(
  { incoming }: DialogContext,
  draft: TerminationDraft,
  step: TerminationStep,
): TerminationDraft {
  const text = (id: string): string => cleanLine(typed(incoming, id));
  const many = (id: string): string[] => text(id).split(',').filter(Boolean);
  switch (step) {
    case 'who': {
      const unlisted = text('unlisted') === 'true';
      const person = unlisted ? '' : text('person').slice(0, 64);
      // Another person has other employments and systems.
      const fresh = person === draft.person ? {} : { offered: [], chosen: [], older: [] };
      return { ...draft, ...fresh, unlisted, person, find: text('find').slice(0, 60) };
    }
    case 'unlisted':
      return { ...draft, name: text('name'), personnummer: text('personnummer'), unit: text('unit') };
    case 'what':
      return {
        ...draft,
        chosen: many('employments').flatMap((index) => draft.offered[Number(index)] ?? []),
        older: many('older'),
        lastDay: text('lastDay'),
        cause: (['leaves', 'leave', 'other'] as const).find((one) => one === text('cause')) ?? draft.cause,
      };
    case 'summary':
      return draft;
  }
}
