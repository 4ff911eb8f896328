import { PayrhythmError } from '../../errors.ts';
import {
  boostedTrees,
  logistic,
  type MlRandomForestModule,
  mlRandomForest,
  randomForest,
} from '../estimators/index.ts';
import type { EstimatorName } from './estimator-names.ts';
import type { HazardDesign } from './hazard-phases.ts';
import type { HyperParameters } from './search-space.ts';

/** Most (invoice, bin) pairs that any estimator learns from. */
export const MOST_PERIODS = 1_000_000;
/** A linear model has learnt what it can from fewer. */
const MOST_LINEAR_PERIODS = 60_000;
/** The package's time grows with the square of the pairs: a thousand take it about as long as a million take ours. */
const MOST_PACKAGE_PERIODS = 1000;

/** Above this many pairs there is enough to learn from for larger trees with smaller leaves. */
const MANY_PERIODS = 200_000;

/** Up to so many invoices of known outcome a forest stands beside the boosted trees: there are not many pairs then, and it costs little. */
const FEW_OUTCOMES = 25_000;

/** What may be said about an estimator beside its name. */
export interface EstimatorSettings {
  /** Invoices of known outcome in the whole training span, also where a part of it is learnt from; default few. */
  readonly knownOutcomes?: number | undefined;
  /** Found by a search; default those chosen on time folds of several ledgers, by size. */
  readonly parameters?: HyperParameters | undefined;
  /** The npm package, for `ml-random-forest`. */
  readonly mlRandomForest?: MlRandomForestModule | undefined;
}

/**
 * Leaves of at least 100 (invoice, bin) pairs: an invoice brings about eight pairs that share its features, so that
 * smaller leaves would learn single invoices by heart; large ledgers bear leaves of 50. Chosen on time folds inside
 * training spans.
 */
function trees(parameters: HyperParameters): HazardDesign {
  const bySize = (pairs: number): { minLeafRows: number; l2: number; maxLeaves: number; maxTrees?: number } =>
    pairs < MANY_PERIODS
      ? { minLeafRows: 100, l2: 20, maxLeaves: 15 }
      : { minLeafRows: 50, l2: 5, maxLeaves: 31, maxTrees: 200 };
  return {
    estimatorFor: (pairs) => boostedTrees({ ...bySize(pairs), ...parameters }),
    describe(pairs) {
      const { maxLeaves, minLeafRows } = { ...bySize(pairs), ...parameters };
      const size = pairs < MANY_PERIODS ? 'below' : 'from';
      const why = Object.keys(parameters).length > 0 ? 'searched' : `${size} ${MANY_PERIODS} pairs`;
      return `boosted trees of at most ${maxLeaves} leaves of at least ${minLeafRows} pairs (${why})`;
    },
    phaseEnds: [],
    binDummies: false,
    mostPeriods: MOST_PERIODS,
  };
}

/** Leaves as large as the small trees', for the same reason. */
function forest(parameters: HyperParameters): HazardDesign {
  const settings = { minLeafRows: 100, ...parameters };
  return {
    estimatorFor: () => randomForest(settings),
    describe: () => `a forest whose leaves hold at least ${settings.minLeafRows} pairs`,
    phaseEnds: [],
    binDummies: false,
    mostPeriods: MOST_PERIODS,
  };
}

/** The forest beside the boosted trees: fewer trees with larger leaves than one that stands alone, so that it is small and quick. Chosen on time folds. */
const FOREST_MEMBER = { trees: 30, minLeafRows: 200 } as const;

/** A penalty worth 100 pairs, for the same reason: with the usual 1, the model knows single debtors of small ledgers by heart. */
function linear(parameters: HyperParameters): HazardDesign {
  return {
    estimatorFor: () => logistic({ l2: 100, ...parameters }),
    describe: () => 'three logistic regressions (up to the due date, up to 30 days after it, beyond)',
    phaseEnds: [0, 30],
    binDummies: true,
    mostPeriods: MOST_LINEAR_PERIODS,
  };
}

function packageForest(module: MlRandomForestModule | undefined, parameters: HyperParameters): HazardDesign {
  if (module === undefined)
    throw new PayrhythmError(
      'USAGE',
      "the estimator ml-random-forest is the npm package of that name: pass mlRandomForest: await import('ml-random-forest')",
    );
  const settings = { trees: 20, minNodeRows: 20, maxDepth: 10, ...parameters };
  return {
    estimatorFor: () => mlRandomForest(module, settings),
    describe: () => `${settings.trees} trees of the npm package ml-random-forest, a baseline on a small sample`,
    phaseEnds: [],
    binDummies: false,
    mostPeriods: MOST_PACKAGE_PERIODS,
  };
}

/**
 * The members of each estimator, whose curves are blended on held-back weeks. Boosted trees take the logistic model
 * along: where most debtors are new, smooth effects of amount and term carry further than steps. Searched parameters are
 * those of the first member. On ledgers of few invoices a forest stands third: its errors are others than those of boosted trees.
 *
 * @throws {PayrhythmError} `USAGE` for `ml-random-forest` without the package.
 */
export function hazardDesigns(name: EstimatorName, settings: EstimatorSettings = {}): readonly HazardDesign[] {
  const { parameters = {}, knownOutcomes = 0 } = settings;
  switch (name) {
    case 'prior':
      return [];
    case 'logistic':
      return [linear(parameters)];
    case 'boosted-trees':
      return [trees(parameters), linear({}), ...(knownOutcomes <= FEW_OUTCOMES ? [forest(FOREST_MEMBER)] : [])];
    case 'random-forest':
      return [forest(parameters)];
    case 'ml-random-forest':
      return [packageForest(settings.mlRandomForest, parameters)];
  }
}

/** What the members were made of on so many (invoice, bin) pairs, in words; empty without members. */
export function describeDesigns(designs: readonly HazardDesign[], pairs: number): string {
  return designs
    .map((design) => {
      const used = Math.min(pairs, design.mostPeriods);
      const of = used < pairs ? `${used} of ${pairs} pairs, evenly spread` : `${pairs} pairs`;
      return `${design.describe(used)}, from ${of}`;
    })
    .join('; blended with ');
}
