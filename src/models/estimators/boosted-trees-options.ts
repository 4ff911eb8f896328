import { PayrhythmError } from '../../errors.ts';
import { MAX_BINS } from './quantile-cuts.ts';

/** Hyper-parameters of `boostedTrees`. Defaults suit a few thousand rows as well as millions. */
export interface BoostedTreesOptions {
  /** Most trees, default 400 with a validation block and 150 without (nothing says when to stop then). */
  readonly maxTrees?: number;
  /** Share of each tree's step that is taken, in (0, 1]; default 0.06. */
  readonly learningRate?: number;
  /** Most leaves of a tree, ≥ 2; default 7 below 3,000 training rows, 15 below 20,000, else 31. */
  readonly maxLeaves?: number;
  /** Most splits on a path, ≥ 1; default 12. */
  readonly maxDepth?: number;
  /** Fewest rows of a leaf, ≥ 1, judged by curvature; default 20. */
  readonly minLeafRows?: number;
  /** Least sum of weight · p · (1 − p) in a leaf, ≥ 0; default 1. */
  readonly minLeafCurvature?: number;
  /** Added to every leaf's curvature, ≥ 0; default 5. */
  readonly l2?: number;
  /** Least gain of a split, ≥ 0; default 0. */
  readonly minGain?: number;
  /** Share of the rows that a tree sees, in (0, 1]; default 0.8. */
  readonly rowShare?: number;
  /** Share of the features that a tree sees (at least one), in (0, 1]; default 0.7. */
  readonly columnShare?: number;
  /** Most bins of a feature, 2 … 255; default 255. */
  readonly maxBins?: number;
  /** Trees without a better validation log-loss before training stops, ≥ 1; default 30. */
  readonly patience?: number;
  /** How derivatives are summed; `auto`, the default, is exact below 50,000 training rows and packed above. */
  readonly gradients?: 'auto' | 'exact' | 'packed';
  /** Whether packed sums may use WebAssembly where the machine has it; default true. Changes speed only, never a bit. */
  readonly webAssembly?: boolean;
}

/** Every hyper-parameter, decided. */
export type BoostedTreesSettings = Required<BoostedTreesOptions>;

/** Fills in the defaults for a table; `USAGE` for values out of range. O(1). */
export function boostedTreesSettings(
  options: BoostedTreesOptions,
  trainRows: number,
  validated: boolean,
): BoostedTreesSettings {
  const gradients = options.gradients ?? 'auto';
  const settings: BoostedTreesSettings = {
    maxTrees: options.maxTrees ?? (validated ? 400 : 150),
    learningRate: options.learningRate ?? 0.06,
    maxLeaves: options.maxLeaves ?? (trainRows < 3_000 ? 7 : trainRows < 20_000 ? 15 : 31),
    maxDepth: options.maxDepth ?? 12,
    minLeafRows: options.minLeafRows ?? 20,
    minLeafCurvature: options.minLeafCurvature ?? 1,
    l2: options.l2 ?? 5,
    minGain: options.minGain ?? 0,
    rowShare: options.rowShare ?? 0.8,
    columnShare: options.columnShare ?? 0.7,
    maxBins: options.maxBins ?? MAX_BINS,
    patience: options.patience ?? 30,
    gradients: gradients === 'auto' ? (trainRows < 50_000 ? 'exact' : 'packed') : gradients,
    webAssembly: options.webAssembly ?? true,
  };
  requireRange('maxTrees', settings.maxTrees, 1, 100_000, true);
  requireRange('learningRate', settings.learningRate, Number.MIN_VALUE, 1);
  requireRange('maxLeaves', settings.maxLeaves, 2, 65_535, true);
  requireRange('maxDepth', settings.maxDepth, 1, 64, true);
  requireRange('minLeafRows', settings.minLeafRows, 1, Number.MAX_VALUE);
  requireRange('minLeafCurvature', settings.minLeafCurvature, 0, Number.MAX_VALUE);
  requireRange('l2', settings.l2, 0, Number.MAX_VALUE);
  requireRange('minGain', settings.minGain, 0, Number.MAX_VALUE);
  requireRange('rowShare', settings.rowShare, Number.MIN_VALUE, 1);
  requireRange('columnShare', settings.columnShare, Number.MIN_VALUE, 1);
  requireRange('maxBins', settings.maxBins, 2, MAX_BINS, true);
  requireRange('patience', settings.patience, 1, Number.MAX_VALUE, true);
  return settings;
}

/** `USAGE` unless `low ≤ value ≤ high`, and whole where `whole` says so. */
export function requireRange(name: string, value: number, low: number, high: number, whole = false): void {
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return;
  const upTo = high === Number.MAX_VALUE ? 'or more' : `to ${high}`;
  throw new PayrhythmError(
    'USAGE',
    `${name} is ${value}; it must be ${whole ? 'a whole number ' : ''}from ${low === Number.MIN_VALUE ? 'above 0' : low} ${upTo}.`,
  );
}
