/**
 * What a rule says of somebody's situation: the order is right as it is, nothing needs to be ordered, or the one who approves decides
 * and says why. `elsewhere`: it is no matter for this order, and the words say where to turn.
 */
export type Outcome = 'order' | 'notNeeded' | 'decide' | 'elsewhere';

/** A question that comes before the form, with the rule's word on each answer (domain 6). */
export type Guide = {
  readonly question: string;
  readonly help?: string | undefined;
  readonly answers: readonly { readonly choice: string; readonly outcome: Outcome; readonly text: string }[];
  /** The tick of one who orders though the rule says that it is not needed: then the approver decides. */
  readonly anyway?: string | undefined;
};

/** What the rule said of an order that was sent. */
export type Assessment = { readonly outcome: Exclude<Outcome, 'notNeeded' | 'elsewhere'>; readonly text: string };

/** `notNeeded` or `elsewhere` with the rule's words where nothing is to be ordered; undefined for an answer that is none. */
export function assess(
  { answers, anyway }: Guide,
  choice: string,
  insists: boolean,
): Assessment | { readonly outcome: 'notNeeded' | 'elsewhere'; readonly text: string } | undefined {
  const found = answers.find((answer) => answer.choice === choice);
  if (found === undefined) return undefined;
  const { outcome, text } = found;
  if (outcome === 'notNeeded' && insists && anyway !== undefined)
    return { outcome: 'decide', text: `${text} ${anyway}.` };
  return { outcome, text };
}

/** What goes with the order that is sent; whatever needs no order, or goes elsewhere, is none. */
export function isAssessment(said: ReturnType<typeof assess>): said is Assessment {
  return said?.outcome === 'order' || said?.outcome === 'decide';
}
