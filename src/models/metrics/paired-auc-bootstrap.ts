import { createRandom, hash32 } from '../estimators/random.ts';
import { weightedAucInOrder } from './auc.ts';
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapSettings,
  debtorClusters,
  percentileInterval,
} from './bootstrap-interval.ts';
import { orderByScore } from './score-order.ts';

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
export type PairedAucBootstrapOptions = BootstrapOptions;

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
  const { seed, replicates, level } = bootstrapSettings(options);
  const { clusters, count } = debtorClusters(debtors, labels.length);
  const firstOrder = orderByScore(first, labels);
  const secondOrder = orderByScore(second, labels);
  const firsts: number[] = [];
  const seconds: number[] = [];
  const weights = new Float64Array(labels.length);
  const counts = new Float64Array(count);
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
    first: percentileInterval(firstAuc, firsts, level),
    second: percentileInterval(secondAuc, seconds, level),
    difference: percentileInterval(
      firstAuc - secondAuc,
      firsts.map((value, i) => value - seconds[i]),
      level,
    ),
    replicates: firsts.length,
  };
}
