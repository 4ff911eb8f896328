import type { CrewJob, CrewPhase } from '../../crew/index.ts';
import { type FeatureJob, openFeatureJob } from '../../features/index.ts';
import { openJob } from '../../models/estimators/crew/open-job.ts';
import { openRankJob, type RankJob } from '../../prioritise/index.ts';

/** The phases of any job that a crew of worker threads can be given. O(size of the description). */
export function openAnyJob(job: CrewJob): readonly CrewPhase[] {
  if (job.kind === 'features' || job.kind === 'runs') return openFeatureJob(job as FeatureJob);
  if (job.kind === 'ranking') return openRankJob(job as RankJob);
  return openJob(job);
}
