import type { EpochDay } from '../calendar/index.ts';
import type { LoadedLedger } from '../io/index.ts';
import type { LatenessModel, LatenessScores } from '../models/index.ts';
import type { CallQueue, Policy, PopulationSample } from '../prioritise/index.ts';

/** What a night's ledger is, without its rows. */
export interface LoadedNight {
  readonly report: LoadedLedger['report'];
  readonly source: LoadedLedger['source'];
  readonly currency: string;
  /** Parts that the ledger was read in; 1 = as a whole. */
  readonly partitions: number;
}

/** How old the cash data of a ledger are on a morning. */
export interface CashFacts {
  /** Newest day before the morning on which a payment was booked; `NO_DAY` where there is none. */
  readonly newestBookedDay: EpochDay;
  /** Business days (Monday to Friday) since then. */
  readonly ageBusinessDays: number;
  /** Longest gap between two booking days in the 180 days before the newest, business days; 0 without two of them. */
  readonly longestGapBusinessDays: number;
  /** Payments and contacts known on or after the morning: it is a past day, or the clock is behind. */
  readonly rowsKnownLater: number;
}

/** What became known from one morning to the next. */
export interface NewlyKnown {
  readonly payments: number;
  /** Major units of the reporting currency. */
  readonly amount: number;
  readonly invoices: number;
}

/** How forecasts made from a day on came true. */
export interface OutcomeScores {
  /** Invoices whose outcome became known. */
  readonly rows: number;
  readonly late: number;
  /** One for each model that was asked about. */
  readonly scores: readonly LatenessScores[];
  /** Calibration error that even true probabilities would show on so few rows, one for each model. */
  readonly chanceErrors: readonly number[];
}

/** What the ranking is asked. */
export interface RankingRequest {
  readonly asOf: EpochDay;
  readonly model: LatenessModel;
  readonly policy: Policy;
  /** See `RankRequest.staleCash`. */
  readonly staleCash: EpochDay | undefined;
}

/** A ranked night. */
export interface RankedNight {
  readonly queue: CallQueue;
  /** What the model saw and said, for the measure of drift. */
  readonly population: PopulationSample;
}

/**
 * What the batch does with a ledger; see `ledgerEngine`.
 */
export interface NightEngine {
  /** Reads the ledger; comes first and once. */
  load(): Promise<LoadedNight>;
  cashFacts(asOf: EpochDay): Promise<CashFacts>;
  newlyKnown(from: EpochDay, to: EpochDay): Promise<NewlyKnown>;
  /** Trains on what was known on the morning of `asOf`. */
  train(asOf: EpochDay): Promise<LatenessModel>;
  /** Share of the debtors that such a training looks at, 0–1: below 1 where the ledger does not fit in memory. */
  trainedShare(asOf: EpochDay): number;
  /** Scores models on invoices whose outcome became known from `from` to `asOf`, each forecast at its first moment since. */
  score(models: readonly LatenessModel[], from: EpochDay, asOf: EpochDay): Promise<OutcomeScores>;
  rank(request: RankingRequest): Promise<RankedNight>;
  /** Lets the ledger go. */
  close(): Promise<void>;
}
