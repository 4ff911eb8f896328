import type { CrewJob } from '../../../crew/index.ts';
import type { FitMemory } from './fit-memory.ts';

/** Work of an estimator: its kind, and the one block of memory that it goes on in. */
export interface EstimatorJob extends CrewJob {
  readonly kind: 'boosting' | 'forest' | 'scoring';
  readonly memory: FitMemory;
}
