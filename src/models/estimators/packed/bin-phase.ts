import type { CrewPhase } from '../../../crew/index.ts';
import type { FeatureColumn } from '../aligned-columns.ts';
import { type CutIndex, countBelow, indexCuts } from '../binned-table.ts';
import { MAX_BINS, MISSING_BIN, quantileCuts } from '../quantile-cuts.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob } from './boosting-job.ts';

/** Orders of the phases here: the feature whose column is staged first, and how many are staged. */
export const STAGED = { first: 0, count: 1 } as const;

/** How many columns the staging memory holds; at least 1. O(1). */
export function stagingSlots(job: BoostingJob, { staging }: BoostingArrays): number {
  return Math.floor(staging.length / (job.rows * job.columnBytes));
}

/** The `slot`-th column of the staging memory. O(1). */
export function stagedColumn(job: BoostingJob, { staging }: BoostingArrays, slot: number): FeatureColumn {
  const at = staging.byteOffset + slot * job.rows * job.columnBytes;
  // Shared memory reads like any other; only the declaration of the element type tells them apart.
  const buffer = staging.buffer as ArrayBuffer;
  return job.columnBytes === 4 ? new Float32Array(buffer, at, job.rows) : new Float64Array(buffer, at, job.rows);
}

/** Task `t` finds the cuts of the `t`-th staged column. O(sample × log sample). */
export function cutPhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  const { cuts, cutCounts, orders } = arrays;
  return (slot) => {
    const feature = orders[STAGED.first] + slot;
    const found = quantileCuts(stagedColumn(job, arrays, slot), job.trainRows, job.settings.maxBins, job.seed);
    cuts.set(found, feature * (MAX_BINS + 1));
    cutCounts[feature] = found.length;
  };
}

/** Task: the codes of one block of rows in all staged columns. O(rows × staged × about 2 comparisons). */
export function binPhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  const { cuts, cutCounts, orders, table } = arrays;
  let firstIndexed = -1;
  let indexes: CutIndex[] = [];
  return (block) => {
    const first = orders[STAGED.first];
    const count = orders[STAGED.count];
    if (first !== firstIndexed) {
      firstIndexed = first;
      indexes = Array.from({ length: count }, (_, slot) => {
        const from = (first + slot) * (MAX_BINS + 1);
        return indexCuts(cuts.slice(from, from + cutCounts[first + slot]));
      });
    }
    const from = block * BLOCK_ROWS;
    const to = Math.min(job.rows, from + BLOCK_ROWS);
    const { codes, stride } = table;
    for (let slot = 0; slot < count; slot++) {
      const column = stagedColumn(job, arrays, slot);
      const index = indexes[slot];
      for (let row = from, at = from * stride + first + slot; row < to; row++, at += stride) {
        const value = column[row];
        codes[at] = Number.isNaN(value) ? MISSING_BIN : countBelow(index, value);
      }
    }
  };
}
