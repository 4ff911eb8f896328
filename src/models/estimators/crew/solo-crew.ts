import type { Crew } from '../../../crew/index.ts';
import { openJob } from './open-job.ts';

/** A crew of the calling thread alone: every task in its turn. */
export const SOLO_CREW: Crew = {
  members: 1,
  open(job) {
    const phases = openJob(job);
    return (phase, tasks) => {
      const results: unknown[] = [];
      for (let task = 0; task < tasks; task++) {
        const result = phases[phase](task, 0);
        if (result !== undefined) results[task] = result;
      }
      return results;
    };
  },
};
