import type { CrewPhase, CrewRun } from '../../../crew/index.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob } from './boosting-job.ts';

/** Orders of {@link copyPhase}: how many columns to copy, then pairs of feature and place. */
export const COPY = { count: 0, pairs: 1 } as const;
/** Most columns copied after one tree. */
const MOST_COPIES = 8;
/** How much of a feature's use is remembered from tree to tree. */
const MEMORY = 0.8;
/** A newcomer must be used so many times as much as the column that it replaces, since a copy costs time. */
const HYSTERESIS = 1.5;

/** Task: one block of rows of every column that is to be copied out of the table. O(rows × columns copied). */
export function copyPhase(job: BoostingJob, { table, columns, orders }: BoostingArrays): CrewPhase {
  const { codes, stride } = table;
  return (block) => {
    const from = block * BLOCK_ROWS;
    const to = Math.min(job.trainRows, from + BLOCK_ROWS);
    for (let i = 0; i < orders[COPY.count]; i++) {
      const column = columns[orders[COPY.pairs + 2 * i + 1]];
      const feature = orders[COPY.pairs + 2 * i];
      for (let row = from, at = from * stride + feature; row < to; row++, at += stride) column[row] = codes[at];
    }
  };
}

/**
 * Keeps copies, column by column, of the features that split most rows: to part a leaf needs one feature of scattered rows,
 * and a column of a million codes fits the cache where the table does not. What is copied changes the time a fit
 * takes, never its result. O(features) a tree, and a pass over the rows where copies change.
 */
export function columnCache(job: BoostingJob, arrays: BoostingArrays, run: CrewRun, copyPhaseNumber: number) {
  const { placeOf, orders, columns } = arrays;
  placeOf.fill(-1);
  const use = new Float64Array(job.features);
  const held: number[] = [];
  return {
    /** Notes that the split at a node parted `rows` rows by `feature`. */
    note(feature: number, rows: number): void {
      use[feature] += rows;
    },
    /** Copies what the latest trees asked for. */
    refresh(): void {
      const wanted = Array.from(use.keys())
        .filter((f) => placeOf[f] < 0 && use[f] > job.trainRows)
        .sort((a, b) => use[b] - use[a] || a - b);
      let count = 0;
      for (const feature of wanted.slice(0, MOST_COPIES)) {
        let place = held.length;
        if (place < columns.length) held.push(feature);
        else {
          place = held.reduce((least, f, at) => (use[f] < use[held[least]] ? at : least), 0);
          if (held.length === 0 || use[feature] < HYSTERESIS * use[held[place]]) break;
          placeOf[held[place]] = -1;
          held[place] = feature;
        }
        placeOf[feature] = place;
        orders[COPY.pairs + 2 * count] = feature;
        orders[COPY.pairs + 2 * count + 1] = place;
        count++;
      }
      orders[COPY.count] = count;
      if (count > 0) run(copyPhaseNumber, Math.ceil(job.trainRows / BLOCK_ROWS));
      for (let f = 0; f < use.length; f++) use[f] *= MEMORY;
    },
  };
}
