import type { Case } from '../domain/case.ts';
import type { HandoverRef } from '../domain/decisions/credentials.ts';
import { leftBehind } from '../domain/files.ts';
import type { CaseChange } from './ports.ts';

/** What else goes in the transaction of a change: the rows of login details whose time is over, and files that leave the case. */
export function consequences(before: Case, after: Case): Pick<CaseChange, 'forget'> & { erase: CaseChange['erase'] } {
  return { forget: forgotten(before, after), erase: leftBehind(before, after) };
}

function forgotten(before: Case, after: Case): HandoverRef[] {
  const readable = ({ state }: Case['handovers'][number]): boolean =>
    state.kind === 'unopened' || state.kind === 'opened';
  const ended = after.handovers.filter((handover) => !readable(handover));
  return ended
    .filter(({ task, round }) =>
      before.handovers.some((old) => old.task === task && old.round === round && readable(old)),
    )
    .map(({ task, round }) => ({ task, round }));
}
