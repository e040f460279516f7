/** How a step is shown. */
export type StepView = {
  /** Faults are shown: only after Nästa, not the first time the step is seen. */
  readonly checked: boolean;
  /** Units in full instead of by type-ahead, those that fit the query. */
  readonly allUnits?: string;
  /** What is wrong beside what the form itself says, by the input. */
  readonly faults?: ReadonlyMap<string, string>;
  /** What there is to say before anything is filled in. */
  readonly notice?: string;
};
