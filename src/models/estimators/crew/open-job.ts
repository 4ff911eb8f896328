import type { CrewJob, CrewPhase } from '../../../crew/index.ts';
import { type ForestJob, forestPhases } from '../forest-job.ts';
import type { BoostingJob } from '../packed/boosting-job.ts';
import { boostingPhases } from '../packed/boosting-phases.ts';
import { type ScoringJob, scoringPhases } from '../score-ensemble.ts';

/** Every job that a crew knows. */
type AnyJob = BoostingJob | ForestJob | ScoringJob;

/** The phases of a job, over this thread's own view of its memory. O(size of the description). */
export function openJob(job: CrewJob): readonly CrewPhase[] {
  const known = job as AnyJob;
  switch (known.kind) {
    case 'boosting':
      return boostingPhases(known);
    case 'forest':
      return forestPhases(known);
    case 'scoring':
      return scoringPhases(known);
  }
}
