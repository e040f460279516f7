import type { Evidence } from './evidence.ts';

/** What nobody but some may see, and what stands nowhere in the open. */
export function checkSecrecy({ rows, messages, mail, logs, canaries, seen = [], guarded = [] }: Evidence): string[] {
  const open = [
    ...rows.map(({ key, value }) => ({ where: `the row ${key}`, text: `${key} ${JSON.stringify(value)}` })),
    ...messages.map(({ activityId, versions }) => ({
      where: `the message ${activityId}`,
      text: JSON.stringify(versions),
    })),
    ...(mail?.arrived ?? []).map((one) => ({ where: `the mail ${one.id}`, text: JSON.stringify(one) })),
    ...logs.map((text, index) => ({ where: `line ${index + 1} of the log`, text })),
  ];
  const leaks = open.flatMap(({ where, text }) =>
    canaries.filter((canary) => text.includes(canary)).map((canary) => `${where} holds ${canary}`),
  );
  const peeks = guarded.flatMap(({ text, maySee, until = Number.POSITIVE_INFINITY }) =>
    seen
      .filter((one) => one.text.includes(text) && (!maySee(one.person) || one.asked > until))
      .map(({ person, asked }) => `${person} saw ${text}${asked > until ? ' after it was gone' : ''}`),
  );
  const sent = guarded.flatMap(({ text, maySee, inMessages = false }) =>
    messages
      .filter(({ place, versions }) => (!inMessages || !maySee(place.id)) && JSON.stringify(versions).includes(text))
      .map(({ place, activityId }) => `the message ${activityId} to ${place.id} shows ${text}`),
  );
  return [...leaks, ...peeks, ...sent];
}
