import type { BinnedTable } from './binned-table.ts';
import { MISSING_BIN } from './quantile-cuts.ts';

/** Most features that are summed at a time. */
export const MOST_SUMMED = 4;

/** Rows of one node: `rows[from … to − 1]`. */
interface NodeRows {
  readonly from: number;
  readonly to: number;
}

/** What the rows of a tree are summed from. */
interface SummedRows {
  readonly table: BinnedTable;
  readonly labels: Uint8Array;
  /** Weight of each row in this tree. */
  readonly drawn: Float64Array;
}

/** Weights of a node's rows by feature, code and label. One for a tree. */
export interface ForestSums {
  /** Weight of code `c`, label `y` at `2c + y`, for each of the features summed last. */
  readonly cells: readonly Float64Array[];
  /** Lays the weights and labels of a node's rows side by side. O(rows of the node). */
  gather(task: SummedRows, rows: Uint32Array, node: NodeRows): void;
  /** Sums at most `MOST_SUMMED` features of the node gathered last. O(features × (rows of the node + bins)). */
  sum(task: SummedRows, features: Uint16Array, rows: Uint32Array, node: NodeRows): void;
}

/** Weights beyond this many in a node could not share a number with their positives. */
const PACK = 2 ** 26;

/**
 * Sums for a tree of `count` rows. Whole weights (a bootstrap without row weights) share one number with the weights of
 * the positives, weight + 2²⁶ × positive, which is exact below 2⁵³: one addition a row and feature, four features side by
 * side, so that a row is looked up once. Other weights are added as they are. Sums of whole weights are the same either way.
 */
export function forestSums(count: number, isWhole: boolean): ForestSums {
  return isWhole && count < PACK / 16 ? packedSums(count) : plainSums(count);
}

function packedSums(count: number): ForestSums {
  const packed = new Float64Array(count);
  const [a, b, c, d] = Array.from({ length: MOST_SUMMED }, () => new Float64Array(MISSING_BIN + 1));
  const cells = Array.from({ length: MOST_SUMMED }, () => new Float64Array(2 * MISSING_BIN + 2));
  return {
    cells,
    gather({ labels, drawn }, rows, { from, to }) {
      for (let i = from; i < to; i++) {
        const row = rows[i];
        packed[i - from] = drawn[row] * (1 + PACK * labels[row]);
      }
    },
    sum({ table }, features, rows, { from, to }) {
      const { columns, cuts } = table;
      if (features.length === MOST_SUMMED) {
        const [codesA, codesB, codesC, codesD] = Array.from(features, (f) => columns[f]);
        for (let k = 0; k < MOST_SUMMED; k++) clear([a, b, c, d][k], cuts[features[k]].length + 1);
        for (let i = from; i < to; i++) {
          const row = rows[i];
          const value = packed[i - from];
          a[codesA[row]] += value;
          b[codesB[row]] += value;
          c[codesC[row]] += value;
          d[codesD[row]] += value;
        }
      } else
        for (let k = 0; k < features.length; k++) {
          const sums = [a, b, c, d][k];
          const codes = columns[features[k]];
          clear(sums, cuts[features[k]].length + 1);
          for (let i = from; i < to; i++) sums[codes[rows[i]]] += packed[i - from];
        }
      for (let k = 0; k < features.length; k++) {
        const sums = [a, b, c, d][k];
        const bins = cuts[features[k]].length + 1;
        for (let code = 0; code < bins; code++) unpack(sums[code], code, cells[k]);
        unpack(sums[MISSING_BIN], MISSING_BIN, cells[k]);
      }
    },
  };
}

function clear(sums: Float64Array, bins: number): void {
  sums.fill(0, 0, bins);
  sums[MISSING_BIN] = 0;
}

function unpack(value: number, code: number, cells: Float64Array): void {
  const positive = Math.floor(value / PACK);
  cells[2 * code] = value - positive * PACK - positive;
  cells[2 * code + 1] = positive;
}

function plainSums(count: number): ForestSums {
  const weights = new Float64Array(count);
  const ones = new Uint8Array(count);
  const cells = Array.from({ length: MOST_SUMMED }, () => new Float64Array(2 * MISSING_BIN + 2));
  return {
    cells,
    gather({ labels, drawn }, rows, { from, to }) {
      for (let i = from; i < to; i++) {
        weights[i - from] = drawn[rows[i]];
        ones[i - from] = labels[rows[i]];
      }
    },
    sum({ table }, features, rows, { from, to }) {
      for (let k = 0; k < features.length; k++) {
        const codes = table.columns[features[k]];
        const sums = cells[k];
        sums.fill(0, 0, 2 * table.cuts[features[k]].length + 2);
        sums[2 * MISSING_BIN] = 0;
        sums[2 * MISSING_BIN + 1] = 0;
        for (let i = from; i < to; i++) sums[2 * codes[rows[i]] + ones[i - from]] += weights[i - from];
      }
    },
  };
}
