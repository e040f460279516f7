import type { Application } from './application.ts';
import type { Ending } from './case.ts';
import type { Held } from './register.ts';
import { isSerial } from './serial.ts';

/**
 * What the person has of what a change is about, as an application would say it: the change is shown as a difference to that.
 * `toField` is the form's field for the last day.
 */
export function whatIsHeld(
  application: Application,
  ends: readonly Ending[],
  held: readonly Held[],
  toField: string | undefined,
): Application {
  const ended = held.filter((one) => ends.some((end) => end.case === one.case && end.system === one.system.id));
  // The number of what was handed out is no answer to the form.
  const systems = application.systems.flatMap(({ id }) => {
    const had = ended.find(({ system }) => system.id === id)?.system;
    return had === undefined ? [] : [{ ...had, answers: had.answers.filter((one) => !isSerial(one)) }];
  });
  const to =
    ended
      .flatMap((one) => one.to ?? [])
      .sort()
      .at(-1) ?? '';
  const answers = application.answers.map((one) => (one.field === toField ? { ...one, text: to, raw: to } : one));
  const { to: _to, ...rest } = application;
  return { ...rest, ...(to === '' ? {} : { to }), answers, systems };
}
