import type { BoostedTreesSettings } from '../boosted-trees-options.ts';
import type { EstimatorJob } from '../crew/estimator-job.ts';
import { type FitMemory, fitMemory, memoryLayout } from '../crew/fit-memory.ts';
import { MAX_BINS } from '../quantile-cuts.ts';
import type { RowCodes } from './row-kernels.ts';

/** Rows of one task: some tens of microseconds of work at least, and few enough to spread evenly. */
export const BLOCK_ROWS = 16_384;
/** Int32 elements of one feature's histogram: 256 cells of curvature and gradient. */
export const CELLS = 512;
/** Rows whose amounts lie unpacked side by side: with eight histograms they fit the innermost cache. */
export const CHUNK_ROWS = 1024;
/** Numbers of a split that is proposed for one feature: gain, code, side of the missing, left sums. */
export const PROPOSAL = 5;

/** What every member of a crew must know of a fit with packed gradients. */
export interface BoostingJob extends EstimatorJob {
  readonly kind: 'boosting';
  readonly rows: number;
  readonly trainRows: number;
  readonly features: number;
  readonly members: number;
  readonly seed: number;
  readonly settings: BoostedTreesSettings;
  /** Per feature 1, −1 or 0; undefined where no feature is constrained. */
  readonly monotone: Int8Array | undefined;
  readonly isWeighted: boolean;
  /** Largest weight of a row: what the levels of a gradient are measured by. */
  readonly largestWeight: number;
  /** Bytes of one element of the input columns: 4 where all are Float32, else 8. */
  readonly columnBytes: 4 | 8;
}

/** All arrays of a fit; the same memory for every member. */
export interface BoostingArrays {
  /** Bin codes row by row, a row on a multiple of 8 bytes: the rows of a leaf are scattered, but each is in one place. */
  readonly table: RowCodes;
  /** Columns of the table, copied for the features that split most rows, and the place of each feature's copy or −1. */
  readonly columns: readonly Uint8Array[];
  readonly placeOf: Int32Array;
  /** Cut points, 256 to a feature, and how many there are. */
  readonly cuts: Float64Array;
  readonly cutCounts: Int32Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array | undefined;
  /** Input columns on their way to their codes; later the same memory is scores, gradients and lists. */
  readonly staging: Uint8Array;
  readonly scores: Float64Array;
  /** By training row: gradient level in the upper 16 bits, curvature level in the lower. */
  readonly packed: Int32Array;
  readonly listed: Uint32Array;
  readonly spare: Uint32Array;
  /** By training row: 1 + the leaf of the latest tree that the row helped to grow; 0 where it was left out. */
  readonly leafOf: Uint16Array;
  /** Histograms of open leaves, `CELLS` to a feature. */
  readonly histograms: readonly Int32Array[];
  /** By member: sums of the present node by place among the features in play, `CELLS` to a place. */
  readonly narrow: readonly Int32Array[];
  /** Views of `narrow`, eight places each. */
  readonly groups: readonly (readonly Int32Array[])[];
  readonly touched: Int32Array;
  readonly amounts: readonly Int32Array[];
  readonly sorted: readonly Uint32Array[];
  /** By block: rows that go left, or rows listed. */
  readonly counts: Int32Array;
  /** By block: weighted loss of its validation rows. */
  readonly losses: Float64Array;
  /** Proposals for the smaller and the larger child, by feature. */
  readonly proposals: Float64Array;
  /** Features in play; places beyond the last repeat the first, and what they sum up is thrown away. */
  readonly play: Int32Array;
  /** The latest tree: feature, code limit, rotation, left, right by node; values by node; leaf values by leaf. */
  readonly tree: Int32Array;
  readonly treeValues: Float64Array;
  readonly leafValues: Float64Array;
  /** First place of each leaf in the list, in the order of the list, and the leaf. */
  readonly leafStarts: Int32Array;
  /** What the present phase is about; see the phases. */
  readonly orders: Float64Array;
}

/** Cuts the memory of a job into its arrays, the same way on every member. O(features + leaves + members). */
export function boostingArrays(job: Omit<BoostingJob, 'memory'>, buffer: FitMemory['buffer'] | undefined) {
  const { rows, trainRows, features, members } = job;
  const { maxLeaves } = job.settings;
  const layout = memoryLayout(buffer);
  const each = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const places = Math.ceil(features / 8) * 8;
  const codes = layout.uint8(rows * places);
  // A fifth of a byte a cell.
  const columns = each(Math.floor(features / 5), () => layout.uint8(trainRows));
  const placeOf = layout.int32(features);
  const cuts = layout.float64(features * (MAX_BINS + 1));
  const cutCounts = layout.int32(features);
  const labels = layout.uint8(rows);
  const weights = job.isWeighted ? layout.float64(rows) : undefined;
  const stagingFrom = layout.used();
  const scores = layout.float64(rows);
  const packed = layout.int32(trainRows);
  const listed = layout.uint32(trainRows);
  const spare = layout.uint32(trainRows);
  const stagingBytes = layout.used() - stagingFrom;
  const narrow = each(members, () => layout.int32(places * CELLS));
  const arrays: BoostingArrays = {
    table: { codes, stride: places },
    columns,
    placeOf,
    cuts,
    cutCounts,
    labels,
    weights,
    staging: buffer === undefined ? new Uint8Array(0) : new Uint8Array(buffer, stagingFrom, stagingBytes),
    scores,
    packed,
    listed,
    spare,
    leafOf: layout.uint16(trainRows),
    histograms: each(maxLeaves, () => layout.int32(features * CELLS)),
    narrow,
    groups: narrow.map((sums) =>
      Array.from({ length: places / 8 }, (_, g) => sums.subarray(g * 8 * CELLS, (g + 1) * 8 * CELLS)),
    ),
    touched: layout.int32(members),
    amounts: each(members, () => layout.int32(2 * CHUNK_ROWS)),
    sorted: each(members, () => layout.uint32(BLOCK_ROWS)),
    counts: layout.int32(Math.ceil(rows / BLOCK_ROWS) + 1),
    losses: layout.float64(Math.ceil(rows / BLOCK_ROWS) + 1),
    proposals: layout.float64(2 * features * PROPOSAL),
    play: layout.int32(places),
    tree: layout.int32(5 * 2 * maxLeaves),
    treeValues: layout.float64(2 * maxLeaves),
    leafValues: layout.float64(maxLeaves + 1),
    leafStarts: layout.int32(2 * maxLeaves + 2),
    orders: layout.float64(32),
  };
  return { arrays, bytes: layout.used() };
}

/** Allocates the memory of a job. O(1). */
export function boostingJob(parts: Omit<BoostingJob, 'memory'>): BoostingJob {
  const { bytes } = boostingArrays(parts, undefined);
  return { ...parts, memory: fitMemory(bytes, parts.members > 1, parts.settings.webAssembly) };
}

/**
 * How finely gradients are rounded: levels of the largest possible gradient and of the largest curvature. As many as sums
 * over all training rows in 31 bits allow, at most 15 bits: 32,767 up to 65,536 rows, 2,147 for a million.
 */
export function gradientLevels(trainRows: number): number {
  return Math.min(32_767, Math.floor((2 ** 31 - 1) / Math.max(1, trainRows)));
}

/** What one level of gradient and of curvature is worth; curvature is at most a quarter of the weight. */
export function gradientUnits(job: Pick<BoostingJob, 'trainRows' | 'largestWeight'>) {
  const levels = gradientLevels(job.trainRows);
  return { gradientUnit: job.largestWeight / levels, curvatureUnit: (0.25 * job.largestWeight) / levels };
}
