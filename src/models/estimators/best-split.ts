import { MISSING_BIN } from './quantile-cuts.ts';

/** What a leaf must keep to be worth splitting, and how its value is drawn in. */
export interface SplitRules {
  /** Fewest rows of a leaf, judged by its share of the curvature as LightGBM does. */
  readonly minLeafRows: number;
  /** Least summed curvature (weighted p·(1 − p)) of a leaf. */
  readonly minLeafCurvature: number;
  /** Added to the curvature of every leaf. */
  readonly l2: number;
  /** A split must gain more than this. */
  readonly minGain: number;
  /** Per feature 1, −1 or 0; undefined where no feature is constrained. */
  readonly monotone: Int8Array | undefined;
}

/** The sums of one leaf and the bounds that constrained splits above it have set to its value. */
export interface LeafSums {
  readonly gradient: number;
  readonly curvature: number;
  readonly rows: number;
  readonly lower: number;
  readonly upper: number;
}

/** A way to part a leaf: codes up to `code` go left, the missing code where `missingLeft` says. */
export interface Split {
  readonly feature: number;
  readonly code: number;
  readonly missingLeft: boolean;
  /** Fall of twice the regularised loss, second order: Gₗ²/(Hₗ+λ) + Gᵣ²/(Hᵣ+λ) − G²/(H+λ). */
  readonly gain: number;
  readonly left: LeafSums;
  readonly right: LeafSums;
}

/** Newton value of a leaf, −G / (H + λ), held within the leaf's bounds. */
export function leafValue(sums: LeafSums, l2: number): number {
  return Math.min(sums.upper, Math.max(sums.lower, -sums.gradient / (sums.curvature + l2)));
}

/**
 * The best split of a leaf over the listed features, or undefined where none gains: exhaustive over codes, the missing values
 * once on either side (Chen and Guestrin, "XGBoost", 2016, algorithm 3). Of equal gains the first feature and lowest code win. Monotone features: a split whose
 * values run the wrong way is refused, and the middle of the two values bounds everything below it. O(features × codes).
 */
export function bestSplit(
  histogram: Float64Array,
  gradientUnit: number,
  curvatureUnit: number,
  binCounts: ArrayLike<number>,
  features: ArrayLike<number>,
  leaf: LeafSums,
  rules: SplitRules,
): Split | undefined {
  const context = splitContext(leaf, rules, gradientUnit, curvatureUnit);
  if (context === undefined) return undefined;
  const scan = emptyScan(rules);
  for (let i = 0; i < features.length; i++)
    scanFeature(context, histogram, features[i] * 512, features[i], binCounts[features[i]], scan);
  return scan.feature < 0 ? undefined : finishSplit(scan, leaf, rules);
}

/** What the scans of all features of one leaf have in common. */
export interface SplitContext {
  readonly leaf: LeafSums;
  readonly rules: SplitRules;
  readonly gradientUnit: number;
  readonly curvatureUnit: number;
  /** Least curvature of a side. */
  readonly least: number;
  readonly parentScore: number;
}

/** The context of a leaf, or undefined where it is too small to be split. O(1). */
export function splitContext(
  leaf: LeafSums,
  rules: SplitRules,
  gradientUnit: number,
  curvatureUnit: number,
): SplitContext | undefined {
  const { gradient, curvature } = leaf;
  const least = Math.max(rules.minLeafCurvature, ((rules.minLeafRows - 0.5) * curvature) / leaf.rows, 1e-300);
  if (!(curvature >= 2 * least)) return undefined;
  // Bounds of a constrained ancestor hold the parent's own value too.
  const parentScore = scoreAt(gradient, curvature + rules.l2, leafValue(leaf, rules.l2));
  return { leaf, rules, gradientUnit, curvatureUnit, least, parentScore };
}

/** The best way to part a leaf that was found so far; `feature` −1: none. */
export interface SplitScan {
  gain: number;
  feature: number;
  code: number;
  missing: 'none' | 'left' | 'right';
  gradient: number;
  curvature: number;
}

/** A scan that has found nothing yet. */
export function emptyScan(rules: SplitRules): SplitScan {
  return { gain: rules.minGain, feature: -1, code: -1, missing: 'none', gradient: 0, curvature: 0 };
}

/**
 * Looks for a better split at one feature, whose cells begin at `base` of the histogram. O(bins), twice that where values
 * are missing.
 */
export function scanFeature(
  context: SplitContext,
  histogram: Float64Array,
  base: number,
  feature: number,
  bins: number,
  scan: SplitScan,
): void {
  const { leaf, rules, gradientUnit, curvatureUnit, least, parentScore } = context;
  const { gradient, curvature } = leaf;
  const { l2 } = rules;
  const direction = rules.monotone === undefined ? 0 : rules.monotone[feature];
  const bounded = rules.monotone !== undefined && (direction !== 0 || leaf.lower > -Infinity || leaf.upper < Infinity);
  const missingGradient = histogram[base + 2 * MISSING_BIN] * gradientUnit;
  const missingCurvature = histogram[base + 2 * MISSING_BIN + 1] * curvatureUnit;
  // Subtraction of histograms leaves crumbs where nothing is.
  const anyMissing = missingCurvature > curvature * 1e-9;
  for (let side = 0; side < (anyMissing ? 2 : 1); side++) {
    let leftGradient = side === 1 ? missingGradient : 0;
    let leftCurvature = side === 1 ? missingCurvature : 0;
    const last = anyMissing && side === 0 ? bins : bins - 1;
    for (let code = 0; code < last; code++) {
      leftGradient += histogram[base + 2 * code] * gradientUnit;
      leftCurvature += histogram[base + 2 * code + 1] * curvatureUnit;
      if (leftCurvature < least) continue;
      const rightCurvature = curvature - leftCurvature;
      if (rightCurvature < least) break;
      const rightGradient = gradient - leftGradient;
      const gain = bounded
        ? boundedGain(leftGradient, leftCurvature + l2, rightGradient, rightCurvature + l2, direction, leaf) -
          parentScore
        : (leftGradient * leftGradient) / (leftCurvature + l2) +
          (rightGradient * rightGradient) / (rightCurvature + l2) -
          parentScore;
      if (gain > scan.gain) {
        scan.gain = gain;
        scan.feature = feature;
        scan.code = code;
        scan.missing = anyMissing ? (side === 1 ? 'left' : 'right') : 'none';
        scan.gradient = leftGradient;
        scan.curvature = leftCurvature;
      }
    }
  }
}

/** Twice the loss that a leaf with this value saves. */
function scoreAt(gradient: number, damped: number, value: number): number {
  return -(2 * gradient * value + damped * value * value);
}

function boundedGain(
  leftGradient: number,
  leftDamped: number,
  rightGradient: number,
  rightDamped: number,
  direction: number,
  leaf: LeafSums,
): number {
  const left = Math.min(leaf.upper, Math.max(leaf.lower, -leftGradient / leftDamped));
  const right = Math.min(leaf.upper, Math.max(leaf.lower, -rightGradient / rightDamped));
  if (direction * (right - left) < 0) return -Infinity;
  return scoreAt(leftGradient, leftDamped, left) + scoreAt(rightGradient, rightDamped, right);
}

/** The split that a scan found, with the sums and bounds of both sides. O(1). */
export function finishSplit(scan: SplitScan, leaf: LeafSums, rules: SplitRules): Split {
  const { lower, upper } = leaf;
  const leftRows = Math.round((leaf.rows * scan.curvature) / leaf.curvature);
  const left = { gradient: scan.gradient, curvature: scan.curvature, rows: leftRows, lower, upper };
  const right = {
    gradient: leaf.gradient - scan.gradient,
    curvature: leaf.curvature - scan.curvature,
    rows: leaf.rows - leftRows,
    lower,
    upper,
  };
  const direction = rules.monotone?.[scan.feature] ?? 0;
  if (direction !== 0) {
    const middle = (leafValue(left, rules.l2) + leafValue(right, rules.l2)) / 2;
    if (direction > 0) {
      left.upper = middle;
      right.lower = middle;
    } else {
      left.lower = middle;
      right.upper = middle;
    }
  }
  const { gain, feature, code } = scan;
  // A node that saw no missing value sends a later one the way of the many.
  const missingLeft = scan.missing === 'none' ? left.rows > right.rows : scan.missing === 'left';
  return { feature, code, missingLeft, gain, left, right };
}
