import type { FeatureColumn } from './aligned-columns.ts';
import { hash32 } from './random.ts';

/** Most bins that values may use; one more code is for the missing value. */
export const MAX_BINS = 255;
/** The code of a missing value in a binned table. */
export const MISSING_BIN = 255;

const SAMPLE_ROWS = 65_536;

/**
 * Rising cut points that part a column into at most `maxBins` (2 … 255) bins of about equal count; a value `x` falls into
 * bin `#{cut < x}`. Few distinct values get a bin each, and a frequent value one of its own. Cuts lie half-way between
 * neighbouring values. Reads the first `rows` values, or a seeded stratified sample of 65,536 of them; missing values
 * are left out. O(sample × log sample).
 */
export function quantileCuts(column: FeatureColumn, rows: number, maxBins: number, seed: number): Float64Array {
  const values = sampleSorted(column, rows, seed);
  let distinct = 0;
  for (let to = 0; to < values.length; distinct++) to = endOfRun(values, to);
  const everyOne = distinct <= maxBins;
  const cuts: number[] = [];
  let remaining = values.length;
  let binsLeft = maxBins;
  let inBin = 0;
  for (let from = 0, to = endOfRun(values, 0); to < values.length && binsLeft > 1; ) {
    const nextTo = endOfRun(values, to);
    inBin += to - from;
    const target = remaining / binsLeft;
    if (everyOne || inBin >= target || nextTo - to >= target) {
      cuts.push(between(values[from], values[to]));
      remaining -= inBin;
      inBin = 0;
      binsLeft--;
    }
    from = to;
    to = nextTo;
  }
  return Float64Array.from(cuts);
}

/** Where the values that equal the one at `from` end; `from` itself beyond the last. */
function endOfRun(values: Float64Array, from: number): number {
  let to = from;
  while (to < values.length && values[to] === values[from]) to++;
  return to;
}

/** Half-way, but never at the upper value: `low ≤ cut < high` also where the two are neighbouring floats. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle + 0 : low + 0;
}

function sampleSorted(column: FeatureColumn, rows: number, seed: number): Float64Array {
  const size = Math.min(rows, SAMPLE_ROWS);
  const sample = new Float64Array(size);
  let kept = 0;
  for (let i = 0; i < size; i++) {
    // One random row of each stratum: a plain stride could fall in step with the rows of an invoice.
    const row = size === rows ? i : Math.floor(((i + hash32(seed, i) / 4294967296) * rows) / size);
    const value = column[row];
    if (!Number.isNaN(value)) sample[kept++] = value;
  }
  return sample.subarray(0, kept).sort();
}
