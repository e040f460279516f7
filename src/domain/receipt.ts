import type { Answer } from './application.ts';
import type { Instant, Person } from './person.ts';

/** A thing handed out by a task, to be receipted by the manager: the slot `receipt.<task>.<round>`. */
export type Receipt = {
  readonly task: string;
  readonly round: number;
  readonly version: number;
  readonly item: string;
  /** The number that stands on it. */
  readonly serial?: Answer;
  /** It could not be given back. */
  readonly lost?: true;
  readonly by: Person;
  readonly at: Instant;
  readonly received?: { readonly by: Person; readonly at: Instant };
};
