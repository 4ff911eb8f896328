import { dayOption, type EpochDay, formatDay } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import type { MlRandomForestModule } from '../estimators/index.ts';
import { ESTIMATOR_NAMES, type EstimatorName } from './estimator-names.ts';
import { holdBack, recentreOn } from './hold-back.ts';
import { hazardDesigns } from './lateness-estimators.ts';
import type { LatenessModel } from './lateness-model.ts';
import { finishLatenessModel } from './lateness-model-document.ts';
import { countTrainingOutcomes, isThin, learnLateness } from './learn-lateness.ts';
import { LIBRARY_VERSION } from './library-version.ts';
import type { LatenessSearch } from './search-space.ts';
import { trainingSpan } from './training-span.ts';

/** Choices of {@link trainLatenessModel}. */
export interface TrainOptions {
  /** `YYYY-MM-DD` or an epoch day: only what was known that morning is learnt from. */
  readonly asOf: string | EpochDay;
  /** Default 7. */
  readonly seed?: number;
  readonly estimator?: EstimatorName;
  /** "Late" is paid more than this many days after the due date; a whole number 0–180, default 0. */
  readonly lateAfterDays?: number;
  /** Whether weekend and holiday due dates roll to the next business day; default `following`. */
  readonly roll?: 'following' | 'none';
  /** The npm package, for the estimator `ml-random-forest`: pass `await import('ml-random-forest')`. */
  readonly mlRandomForest?: MlRandomForestModule;
  /** What `searchLatenessModel` found for this estimator; default: the default hyper-parameters. */
  readonly search?: LatenessSearch;
  /** Threads that share the work, see `payrhythm/parallel`; default the calling one alone. Changes speed only, never a bit. */
  readonly crew?: Crew;
}

/**
 * Learns when invoices are paid from what a ledger knew at `asOf`: population values, payment-run thresholds, and a
 * discrete-time hazard of payment over days relative to the due date, from paid and still open invoices alike
 * (Singer & Willett 1993), recalibrated on the latest weeks. With too little history the model is the debtor's own
 * smoothed record (`estimator` says `prior`, `warnings` says why). Deterministic in rows, options and seed.
 *
 * @throws {PayrhythmError} `USAGE` for options out of range.
 */
export function trainLatenessModel(ledger: Ledger, options: TrainOptions): LatenessModel {
  const asOf = dayOption(options.asOf, 'asOf');
  const requested = options.estimator ?? 'boosted-trees';
  if (!ESTIMATOR_NAMES.includes(requested))
    throw new PayrhythmError(
      'USAGE',
      `there is no estimator "${requested}": choose one of ${ESTIMATOR_NAMES.join(', ')}`,
    );
  const lateAfterDays = options.lateAfterDays ?? 0;
  if (!Number.isInteger(lateAfterDays) || lateAfterDays < 0 || lateAfterDays > 180)
    throw new PayrhythmError('USAGE', `late after ${lateAfterDays} days: give a whole number of days from 0 to 180`);
  const settings = {
    requested,
    lateAfterDays,
    roll: options.roll ?? 'following',
    seed: options.seed ?? 7,
    crew: options.crew,
    mlRandomForest: options.mlRandomForest,
    parameters: options.search?.chosen,
  } as const;
  if (options.search !== undefined && options.search.estimator !== requested)
    throw new PayrhythmError(
      'USAGE',
      `the search is one for ${options.search.estimator}, not for ${requested}: search again for this estimator`,
    );
  // A package that is not there is said at once, not after a quarter of an hour.
  hazardDesigns(requested, settings);
  const visible = visibleAt(ledger, asOf);
  const warnings: string[] = [];
  let estimator = requested;
  const outcomes = countTrainingOutcomes(visible, itemStates(visible), asOf, settings);
  if (outcomes.paid === 0) {
    warnings.push(
      `no invoice was paid before ${formatDay(asOf)}, as far as the ledger shows: open items alone do not tell who pays late, ` +
        'so all debtors are taken to be alike; give a ledger with its paid invoices to tell them apart',
    );
    estimator = 'prior';
  } else if (estimator !== 'prior' && isThin(outcomes)) {
    warnings.push(
      `${outcomes.rows} invoices have a known outcome before ${formatDay(asOf)}, ${outcomes.late} of them late: ` +
        `too few of a kind to train ${requested}, so every debtor's own smoothed record is used instead`,
    );
    estimator = 'prior';
  }
  const learning = { ...settings, estimator, knownOutcomes: outcomes.rows };
  const held = holdBack(visible, asOf, learning);
  const recalibration = estimator === 'prior' ? undefined : held?.recalibration;
  const model = learnLateness(visible, asOf, learning, recalibration);
  const first = {
    ...model.parts,
    trainedAt: asOf,
    currency: ledger.reporting.code,
    requested,
    estimator,
    seed: settings.seed,
    training: {
      rows: model.training.rows,
      lateShare: model.training.rows === 0 ? 0 : model.training.late / model.training.rows,
    },
    trainingSpan: trainingSpan(visible, asOf),
    libraryVersion: LIBRARY_VERSION,
    ...(held ? { timeSplit: held.scores } : {}),
    ...(options.search && estimator === requested ? { search: options.search } : {}),
    warnings,
  };
  if (!recalibration) return finishLatenessModel(first);
  const recentred = recentreOn(visible, asOf, finishLatenessModel(first), settings.crew);
  return finishLatenessModel({ ...first, recalibration: recentred });
}
