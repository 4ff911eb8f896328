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
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of values) {
    if (distinct.length > 0 && distinct[distinct.length - 1] === value) counts[counts.length - 1]++;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  const cuts: number[] = [];
  let remaining = values.length;
  let binsLeft = maxBins;
  let inBin = 0;
  const everyOne = distinct.length <= maxBins;
  for (let i = 0; i + 1 < distinct.length && binsLeft > 1; i++) {
    inBin += counts[i];
    const target = remaining / binsLeft;
    if (!everyOne && inBin < target && counts[i + 1] < target) continue;
    cuts.push(between(distinct[i], distinct[i + 1]));
    remaining -= inBin;
    inBin = 0;
    binsLeft--;
  }
  return Float64Array.from(cuts);
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
