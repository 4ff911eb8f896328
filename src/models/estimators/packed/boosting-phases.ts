import type { CrewPhase } from '../../../crew/index.ts';
import { binPhase, cutPhase } from './bin-phase.ts';
import { type BoostingJob, boostingArrays } from './boosting-job.ts';
import { copyPhase } from './column-cache.ts';
import { derivePhase, markPhase } from './derive-phase.ts';
import { proposePhase } from './propose-phase.ts';
import { sumPhase } from './sum-phase.ts';

/** Numbers of the phases of a boosting job, in the order of {@link boostingPhases}. */
export const PHASE = { cut: 0, bin: 1, derive: 2, sum: 3, propose: 4, mark: 5, copy: 6 } as const;

/** The phases of a fit with packed gradients. O(features + leaves + members). */
export function boostingPhases(job: BoostingJob): readonly CrewPhase[] {
  const { arrays } = boostingArrays(job, job.memory.buffer);
  return [
    cutPhase(job, arrays),
    binPhase(job, arrays),
    derivePhase(job, arrays),
    sumPhase(job, arrays),
    proposePhase(job, arrays),
    markPhase(arrays),
    copyPhase(job, arrays),
  ];
}
