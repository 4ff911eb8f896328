import type { EpochDay } from '../../calendar/index.ts';
import type { FeatureOptions, RunThresholds, Smoothing } from '../../features/index.ts';
import type { EstimatorName } from './estimator-names.ts';
import type { HazardPhases } from './hazard-phases.ts';
import type { LatenessGrid } from './lateness-grid.ts';
import type { LatenessScores } from './lateness-scores.ts';
import type { PopulationCurve } from './population-curve.ts';
import type { ScoreIntervals } from './score-intervals.ts';
import type { LatenessSearch } from './search-space.ts';
import type { TrainingSpan } from './training-span.ts';

/**
 * P'(unpaid) has log-odds `intercept + Σ slopes[m] × log-odds of member m's P(unpaid) + priorSlope × log-odds of the debtor's
 * own record`: learnt on the latest training weeks. Slopes are never negative.
 */
export interface SurvivalRecalibration {
  readonly intercept: number;
  /** One for each member of `hazards`, in their order. */
  readonly slopes: readonly number[];
  readonly priorSlope: number;
  /** What the blend still gets wrong at single days after the due date, ascending; see {@link OddsCorrection}. */
  readonly corrections: readonly OddsCorrection[];
  /** Chances on the payment curve at which P10 and P90 are read, so that a tenth was paid before and a tenth after. */
  readonly lowLevel: number;
  readonly highLevel: number;
}

/** `intercept + slope × log-odds` of being unpaid at `day`; between two such days both are interpolated. */
export interface OddsCorrection {
  readonly day: number;
  readonly intercept: number;
  readonly slope: number;
}

/** Blends for invoices seen before their due date, and from it on. */
export interface StageRecalibrations {
  readonly beforeDue: SurvivalRecalibration;
  readonly fromDue: SurvivalRecalibration;
}

/** Scores of a model and of the baseline on the same rows of the latest training weeks, which neither had seen. */
export interface TimeSplitScores {
  /** First day of the block, `YYYY-MM-DD`. */
  readonly from: string;
  readonly rows: number;
  readonly model: LatenessScores;
  readonly baseline: LatenessScores;
  /** How sure they are, by a bootstrap over debtors. */
  readonly intervals: ScoreIntervals;
}

/**
 * A fitted model of WHEN an invoice is paid, usable at any moment of its life: everything that was learnt over the
 * population, frozen at `trainedAt`. Immutable; `toJSON` gives plain data that `loadLatenessModel` reads back.
 */
export interface LatenessModel {
  /** 16 hexadecimal digits over the content. */
  readonly id: string;
  readonly trainedAt: EpochDay;
  /** What was asked for, and what is used: `prior` where history is too thin for anything else. */
  readonly requested: EstimatorName;
  readonly estimator: EstimatorName;
  /** What the estimator was made of for a ledger of this size, in words. */
  readonly choice: string;
  /** How its hyper-parameters were searched; absent where the defaults are used. */
  readonly search?: LatenessSearch;
  readonly seed: number;
  readonly currency: string;
  readonly lateAfterDays: number;
  readonly roll: 'following' | 'none';
  readonly smoothing: Smoothing;
  readonly runThresholds: RunThresholds;
  readonly grid: LatenessGrid;
  readonly population: PopulationCurve;
  readonly weekdayWeights: readonly number[];
  /** The members whose curves are blended; none for `prior`. */
  readonly hazards: readonly HazardPhases[];
  readonly recalibration: StageRecalibrations;
  /** Invoices it learnt from, and the share of them known to be late. */
  readonly training: { readonly rows: number; readonly lateShare: number };
  readonly trainingSpan: TrainingSpan;
  /** Version of this package that trained it. */
  readonly libraryVersion: string;
  /** Absent where there was too little history to hold some back. */
  readonly timeSplit?: TimeSplitScores;
  /** What a user should know about this model, in sentences. */
  readonly warnings: readonly string[];
  toJSON(): Record<string, unknown>;
}

/** How features are worked out for a model: with its own population values. */
export function featureOptionsOf(model: Pick<LatenessModel, 'smoothing' | 'runThresholds'>): FeatureOptions {
  return { smoothing: model.smoothing, runThresholds: model.runThresholds };
}
