import type { FeatureColumn } from '../aligned-columns.ts';
import { binColumn, indexCuts } from '../binned-table.ts';
import type { CrewPhase } from '../crew/crew.ts';
import { MAX_BINS, quantileCuts } from '../quantile-cuts.ts';
import type { BoostingArrays, BoostingJob } from './boosting-job.ts';

/** `orders[0]`: the feature whose column lies in the first place of the staging memory. */
export const FIRST_STAGED = 0;

/** Task `t` finds the cuts of the `t`-th staged column and writes its codes. O(rows × about 2 comparisons). */
export function binPhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  return (task) => {
    binFeature(job, arrays, arrays.orders[FIRST_STAGED] + task, stagedColumn(job, arrays, task));
  };
}

/** The `slot`-th column of the staging memory. O(1). */
export function stagedColumn(job: BoostingJob, { staging }: BoostingArrays, slot: number): FeatureColumn {
  const { buffer, byteOffset } = staging;
  const at = byteOffset + slot * job.rows * job.columnBytes;
  // Shared memory reads like any other; the element type of the declaration does not say so.
  return (
    job.columnBytes === 4
      ? new Float32Array(buffer as ArrayBuffer, at, job.rows)
      : new Float64Array(buffer as ArrayBuffer, at, job.rows)
  ) as FeatureColumn;
}

/** Cuts and codes of one feature. */
export function binFeature(job: BoostingJob, arrays: BoostingArrays, feature: number, column: FeatureColumn): void {
  const cuts = quantileCuts(column, job.trainRows, job.settings.maxBins, job.seed);
  arrays.cuts.set(cuts, feature * (MAX_BINS + 1));
  arrays.cutCounts[feature] = cuts.length;
  binColumn(column, indexCuts(cuts), 0, job.rows, arrays.codes[feature]);
}
