import type { Instant, Person } from './person.ts';

/** One time that a task was refused. */
export type TaskRefusal = {
  readonly round: number;
  readonly purpose: 'fulfil' | 'redo' | 'reissue';
  readonly by: Person;
  readonly at: Instant;
  readonly reason: string;
};
