import type { ProposedAction, QueuedCall, SuppressedDebtor } from '../prioritise/index.ts';
import type { PackedColumn } from './packed-column.ts';
import type { ReportFigures } from './report-figures.ts';

/** Rows of one table, column by column: names are written once instead of once a row. All columns have equal length. */
export type TableColumns<Row> = { readonly [Name in keyof Row]: PackedColumn<Row[Name]> };

/** A file of the ledger as the import counted it. */
export interface ReadTable {
  readonly name: string;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** Scores on invoices held back at training; 0–1, null where they could not be measured. */
export interface HeldBackScores {
  readonly from: string;
  readonly rows: number;
  readonly auc: number | null;
  readonly ece: number | null;
  readonly baselineAuc: number | null;
}

/** What is told about the run below the tables. */
export interface RunFacts {
  /** Version of payrhythm that ranked the day. */
  readonly version: string;
  /** When the run began, as an ISO date-time; empty where not recorded. */
  readonly startedAt: string;
  readonly modelId: string;
  readonly estimator: string;
  readonly trainedAt: string;
  readonly heldBack: HeldBackScores | null;
  readonly tables: readonly ReadTable[];
  /** In English, as the run wrote them. */
  readonly warnings: readonly string[];
}

/** Sums over all rows of the day, shown or left out; money in the reporting currency. */
export interface DayTotals {
  readonly calls: number;
  readonly worth: number;
  readonly overdueInQueue: number;
  readonly leftAlone: number;
  readonly openLeftAlone: number;
  readonly actions: number;
}

/** Everything the page shows, as it stands in its data block. Dates `YYYY-MM-DD`, missing = empty text. */
export interface PageData {
  readonly asOf: string;
  readonly currency: string;
  readonly totals: DayTotals;
  readonly calls: TableColumns<QueuedCall>;
  readonly suppressed: TableColumns<SuppressedDebtor>;
  readonly actions: TableColumns<ProposedAction>;
  readonly figures: ReportFigures;
  readonly run: RunFacts;
}
