import { PayrhythmError } from '../../errors.ts';
import { createRandom, hash32 } from '../estimators/random.ts';
import { weightedAucInOrder } from './auc.ts';
import { orderByScore } from './score-order.ts';

/** An estimate with its percentile interval. */
export interface BootstrapInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/** Result of {@link bootstrapPairedAuc}. */
export interface PairedAucBootstrap {
  readonly first: BootstrapInterval;
  readonly second: BootstrapInterval;
  /** First minus second, resampled together. */
  readonly difference: BootstrapInterval;
  /** Resamples in which both classes occurred; the others are left out. */
  readonly replicates: number;
}

/** Options of {@link bootstrapPairedAuc}. */
export interface PairedAucBootstrapOptions {
  readonly seed: number;
  /** Resamples, at least 1; default 1000. */
  readonly replicates?: number;
  /** Coverage of the intervals, in (0, 1); default 0.95. */
  readonly level?: number;
}

/**
 * How sure is the difference of two AUCs on the same rows? Whole debtors are drawn with replacement, because the rows
 * of a debtor are not independent (cluster bootstrap; Field and Welsh 2007), and both scores are judged on each draw.
 * `debtors[row]` is any number that identifies the debtor; debtors are numbered by first occurrence, so the order of rows
 * matters to the draw, not to the estimate. Errors: `BAD_DATA` for unequal lengths or NaN, `USAGE` for options out of range. O(replicates × n).
 */
export function bootstrapPairedAuc(
  first: Float64Array,
  second: Float64Array,
  labels: Uint8Array,
  debtors: ArrayLike<number>,
  options: PairedAucBootstrapOptions,
): PairedAucBootstrap {
  const { seed, replicates = 1000, level = 0.95 } = options;
  if (!(replicates >= 1 && level > 0 && level < 1))
    throw new PayrhythmError('USAGE', 'replicates must be at least 1 and level between 0 and 1.');
  if (debtors.length !== labels.length)
    throw new PayrhythmError('BAD_DATA', `There are ${debtors.length} debtors for ${labels.length} rows.`);
  const firstOrder = orderByScore(first, labels);
  const secondOrder = orderByScore(second, labels);
  const numbers = new Map<number, number>();
  const clusters = Uint32Array.from({ length: labels.length }, (_, row) => {
    const known = numbers.get(debtors[row]) ?? numbers.size;
    numbers.set(debtors[row], known);
    return known;
  });
  const firsts: number[] = [];
  const seconds: number[] = [];
  const weights = new Float64Array(labels.length);
  const counts = new Float64Array(numbers.size);
  for (let replicate = 0; replicate < replicates; replicate++) {
    const random = createRandom(hash32(seed, replicate));
    counts.fill(0);
    for (let i = 0; i < counts.length; i++) counts[Math.floor(random() * counts.length)]++;
    for (let row = 0; row < weights.length; row++) weights[row] = counts[clusters[row]];
    const a = weightedAucInOrder(firstOrder, first, labels, weights);
    if (Number.isNaN(a)) continue;
    firsts.push(a);
    seconds.push(weightedAucInOrder(secondOrder, second, labels, weights));
  }
  const firstAuc = weightedAucInOrder(firstOrder, first, labels, undefined);
  const secondAuc = weightedAucInOrder(secondOrder, second, labels, undefined);
  return {
    first: interval(firstAuc, firsts, level),
    second: interval(secondAuc, seconds, level),
    difference: interval(
      firstAuc - secondAuc,
      firsts.map((value, i) => value - seconds[i]),
      level,
    ),
    replicates: firsts.length,
  };
}

/** Percentile interval with linear interpolation; NaN bounds where there is no replicate. */
function interval(estimate: number, draws: readonly number[], level: number): BootstrapInterval {
  const sorted = Float64Array.from(draws).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
  };
  if (sorted.length === 0) return { estimate, low: NaN, high: NaN, standardError: NaN };
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, sorted.length - 1);
  return { estimate, low: at((1 - level) / 2), high: at((1 + level) / 2), standardError: Math.sqrt(variance) };
}
