import type { Case } from '../domain/case.ts';
import { lastDay } from '../domain/certificate-wait.ts';
import { formatDay, formatMoment } from './format.ts';
import type { Line, Step } from './step.ts';
import { nounOf } from './words.ts';

/** How it is with the certificate, among the steps of the case. */
export function certificateSteps(c: Case): Step[] {
  const { certificate, terms } = c;
  if (certificate === undefined) return [];
  const title = terms.certificate?.title ?? 'Intyg';
  const { state } = certificate;
  const until = lastDay(c);
  switch (state.kind) {
    case 'missing': {
      const text = until === undefined ? 'kom inte' : `saknas; senast ${formatDay(until)}`;
      return [
        { mark: until === undefined ? '✕' : '!', color: until === undefined ? 'default' : 'warning', title, text },
      ];
    }
    case 'given':
      return [
        { mark: '●', color: 'accent', title, text: `från ${state.by.name} ${formatMoment(state.at)}; ska bedömas` },
      ];
    case 'accepted':
      return [{ mark: '✓', color: 'good', title, text: `godkänt av ${state.by.name} ${formatMoment(state.at)}` }];
  }
}

/** The same as a row on a card without steps. */
export function certificateRows(c: Case): Line[] {
  return certificateSteps(c).map(({ text }) => ({ label: 'Intyg', value: text }));
}

/** Where the certificate is, and what was said of those before it: for the one who judges it. */
export function certificateDetails({ certificate }: Case): Line[] {
  if (certificate === undefined) return [];
  const { state, refusals } = certificate;
  return [
    ...refusals.map(({ by, at, reason }) => ({ label: `Underkänt av ${by.name} ${formatMoment(at)}`, value: reason })),
    ...(state.kind === 'given' && state.note !== undefined ? [{ label: 'Var det finns', value: state.note }] : []),
  ];
}

/** What is asked of the submitter next; empty where nothing is. */
export function certificateStep(c: Case): string {
  const until = lastDay(c);
  return until === undefined
    ? ''
    : `bifoga intyget senast ${formatDay(until)}, annars avslutas ${nounOf(c.terms).definite}.`;
}
