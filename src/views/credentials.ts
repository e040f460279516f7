import type { Case, Handover } from '../domain/case.ts';
import { mayAskAgain } from '../domain/decisions/credentials.ts';
import { findTask } from '../domain/evolve.ts';
import { isSettled } from '../domain/route.ts';
import { handoverSlot } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatMoment } from './format.ts';

/** Login details on their way to the manager alone. The card holds none of them; the dialog shows them. */
export function credentialsCard(c: Case, handover: Handover): CaseCard {
  const { state } = handover;
  const slot = handoverSlot(handover);
  const rows = [
    ...coreRows(c).slice(0, 1),
    { label: 'Från', value: `${handover.givenBy.name} ${formatMoment(handover.givenAt)}` },
  ];
  const parts = { sayHeading: `Inloggningsuppgifter: ${handover.title}`, rows };
  const task = findTask(c, handover.task);
  const isOver = c.state !== 'handling' && c.state !== 'finished';
  const canAsk = task !== undefined && mayAskAgain(c, handover, task) && !isOver;
  const again: CaseAction[] = canAsk ? ['requestCredentials'] : [];
  const asked = task?.purpose === 'reissue' && !isSettled(task);
  if (asked && state.kind !== 'unopened') {
    return caseCard(c, slot, { ...parts, state: 'Nya uppgifter är begärda', stateColor: 'accent' });
  }
  switch (state.kind) {
    case 'unopened':
      return caseCard(
        c,
        slot,
        {
          ...parts,
          state: 'Väntar på dig',
          stateColor: 'accent',
          next: `öppna dem när du kan ge dem vidare. De försvinner när du har kvitterat, eller ${c.terms.credentialMinutes} minuter efter att de öppnats.`,
        },
        ['openCredentials'],
      );
    case 'opened':
      return caseCard(
        c,
        slot,
        {
          ...parts,
          state: `Öppnade ${formatMoment(state.firstAt)} av ${state.by.name}`,
          stateColor: 'warning',
          next: `kvittera i rutan. Uppgifterna försvinner ${c.terms.credentialMinutes} minuter efter att de öppnades.`,
        },
        ['openCredentials', ...again],
      );
    case 'receipted':
      return caseCard(
        c,
        slot,
        { ...parts, state: `Kvitterade ${formatMoment(state.at)}; uppgifterna är raderade`, stateColor: 'good' },
        again,
      );
    case 'expired':
      return caseCard(
        c,
        slot,
        {
          ...parts,
          state: state.opened ? 'Tiden gick ut; uppgifterna är raderade' : 'Öppnades aldrig; uppgifterna är raderade',
          stateColor: 'default',
        },
        again,
      );
  }
}
