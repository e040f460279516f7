import { type FaultCounts, noFaults } from './faults.ts';
import type { PointName } from './kills.ts';

export type Figures = {
  rounds: number;
  /** Errands that people were on. */
  errands: number;
  /** Presses made again because no answer came. */
  repeated: number;
  killed: { atRandom: number; atPoints: Partial<Record<PointName, number>> };
  faults: FaultCounts;
  /** Messages that may stand twice, how many do, and how many of those were pressed and healed. */
  ambiguous: number;
  doubled: number;
  healed: number;
  /** From the end of the faults until what is shown was what is recorded. */
  slowestMs: number;
};

export const noFigures = (): Figures => ({
  rounds: 0,
  errands: 0,
  repeated: 0,
  killed: { atRandom: 0, atPoints: {} },
  faults: noFaults(),
  ambiguous: 0,
  doubled: 0,
  healed: 0,
  slowestMs: 0,
});
