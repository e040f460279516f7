import type { Assessment } from './guide.ts';
import type { Day, Instant, Person } from './person.ts';
import type { Sealed } from './secret.ts';

/** A unit of a provider. `costCode` is its ansvarskod, to which costs are charged. */
export type Unit = { readonly name: string; readonly costCode: string };

/** One of a person's employments at a provider (R27): where, in which form and as what. */
export type Employment = { readonly unit: Unit; readonly type: string; readonly title: string };

/**
 * One filled-in field as it was submitted: the label and the text a reader sees, kept so that a later profile
 * cannot change or break it, and the `raw` input from which the form can be filled in again.
 */
export type Answer = {
  readonly field: string;
  readonly label: string;
  readonly text: string;
  readonly raw: string;
  /** The keyed hash of the value, where nobody else may have the same. */
  readonly unique?: string;
};

/** A system asked for, with the answers to its own fields. */
export type OrderedSystem = {
  readonly id: string;
  readonly name: string;
  readonly answers: readonly Answer[];
  /** The queue that handles it, where it is another than the stage's. */
  readonly queue?: { readonly id: string; readonly name: string };
  /** The thing that goes with it, in the definite form: it is receipted when it is handed out, and comes back at the end. */
  readonly item?: string;
  /** The thing has a number of its own, by which it is handed out and given back. */
  readonly serial?: { readonly label: string };
  /** It is one of several of which a person has exactly one; they have this in common. */
  readonly alternative?: string;
  /** What its task is called, where it is another than the stage's words. */
  readonly title?: string;
  /** No system, but something that a queue is told of beside them (R28). */
  readonly notice?: true;
};

/**
 * The permission application (domain 3). `version` counts its alterations, from 1.
 * `subject` is the person it concerns; the personnummer is sealed to the case, field `personnummer`. Where it concerns a thing it is
 * that: then the number is empty, and the hash is the case's own.
 */
export type Application = {
  readonly version: number;
  readonly subject: { readonly name: string; readonly personnummer: Sealed; readonly hash: string };
  readonly unit: Unit;
  readonly from?: Day;
  readonly to?: Day;
  /** What the rule said of it, where a rule was asked. */
  readonly assessment?: Assessment;
  /** R24: the submitter's own signature, where the order needs one beside the approval. */
  readonly signature?: { readonly by: Person; readonly at: Instant };
  /** The common fields in the form's order, without the personnummer. */
  readonly answers: readonly Answer[];
  readonly systems: readonly OrderedSystem[];
};

/** A permission the person had when the application was submitted, in words. */
export type HeldPermission = { readonly system: string; readonly details: string };

/** R74: what it is charged to; the unit's own where nothing else was said. */
export function costCodeOf({ answers, unit }: Application): string {
  return answers.find(({ field }) => field === 'costCode')?.text || unit.costCode;
}
