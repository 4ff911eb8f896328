import type { CrewPhase } from '../crew/crew.ts';
import { binPhase } from './bin-phase.ts';
import { type BoostingJob, boostingArrays } from './boosting-job.ts';
import { derivePhase, markPhase } from './derive-phase.ts';
import { proposePhase } from './propose-phase.ts';
import { sumPhase } from './sum-phase.ts';

/** Numbers of the phases of a boosting job, in the order of {@link boostingPhases}. */
export const PHASE = { bin: 0, derive: 1, sum: 2, propose: 3, mark: 4 } as const;

/** The phases of a fit with packed gradients. O(features + leaves + members). */
export function boostingPhases(job: BoostingJob): readonly CrewPhase[] {
  const { arrays } = boostingArrays(job, job.memory.buffer);
  return [
    binPhase(job, arrays),
    derivePhase(job, arrays),
    sumPhase(job, arrays),
    proposePhase(job, arrays),
    markPhase(arrays),
  ];
}
