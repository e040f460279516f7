import type { Mail } from './api.ts';
import { h } from './h.ts';
import { time } from './message.ts';
import { hashFor } from './place.ts';

/** Everything that has gone by mail, newest first, whoever it went to. */
export function renderMailbox(person: string, mails: readonly Mail[]): HTMLElement {
  const rows = mails.map(renderMail);
  return h(
    'main',
    { class: 'conversation' },
    h(
      'header',
      { class: 'conversation-head' },
      h('a', { class: 'back', href: hashFor(person), 'aria-label': 'Tillbaka till listan' }, '←'),
      h('h2', {}, 'E-post', h('span', { class: 'team' }, 'från den lokala e-postservern')),
    ),
    h(
      'div',
      { class: 'messages', tabindex: '0', 'aria-label': 'E-post', 'data-testid': 'mails' },
      ...(rows.length === 0 ? [h('p', { class: 'hint' }, 'Ingen e-post har skickats än.')] : rows),
    ),
  );
}

function renderMail({ from, to, subject, text, at }: Mail): HTMLElement {
  return h(
    'article',
    { class: 'mail', 'data-testid': 'mail', 'aria-label': subject },
    h('h3', {}, subject),
    h('p', { class: 'mail-route' }, `${from} → ${to} · `, h('time', { datetime: at }, time(at))),
    h('p', { class: 'mail-text' }, text.trimEnd()),
  );
}
