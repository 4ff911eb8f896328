import { weekdayOf } from '../../calendar/index.ts';
import type { FeatureMatrix } from '../estimators/index.ts';
import type { LatenessGrid } from './lateness-grid.ts';
import { MODEL_FEATURES } from './model-inputs.ts';

/** Columns of a person-period table beside the model features: what the bin itself is like. */
const BIN_COLUMNS = [
  'bin_end_days',
  'bin_ahead_days',
  'bin_payment_days',
  'bin_has_run',
  'bin_after_run',
  'bin_prior_hazard',
] as const;

/** Which (invoice row, bin) pairs a table is made of. */
export interface Periods {
  /** Row of the feature table. */
  readonly row: Int32Array;
  readonly bin: Int32Array;
}

/** What the bin columns are worked out from; arrays run parallel to the rows of the feature table. */
export interface PeriodContext {
  readonly grid: LatenessGrid;
  /** The date lateness counts from. */
  readonly baseDay: Int32Array;
  readonly moment: Int32Array;
  /** Share of payments on Monday … Sunday, times 7: 1 is an average day. */
  readonly weekdayWeights: readonly number[];
  /** Days from the date lateness counts from to the expected payment run; NaN without a run. */
  readonly dueToRunDays: Float64Array;
  /** Chance of being unpaid after each bin by the debtor's own record, row-major, rows × bins; see `priorSurvival`. */
  readonly priorSurvival: Float64Array;
}

/**
 * One row for each pair: the invoice's features at its moment beside the bin. With `binDummies`, a 0/1 column for every
 * bin as well, which a linear model needs and trees do not. O(pairs × columns).
 */
export function personPeriodMatrix(
  inputs: readonly Float64Array[],
  periods: Periods,
  context: PeriodContext,
  binDummies: boolean,
): FeatureMatrix {
  const rows = periods.row.length;
  const columns = inputs.map((input) => {
    const column = new Float64Array(rows);
    for (let r = 0; r < rows; r++) column[r] = input[periods.row[r]];
    return column;
  });
  const own = binMatrix(periods, context, binDummies);
  return { rows, names: [...MODEL_FEATURES, ...own.names], columns: [...columns, ...own.columns] };
}

/** What the bins of the pairs are like: the columns of {@link personPeriodMatrix} that are not the invoice's own. */
export function binMatrix(periods: Periods, context: PeriodContext, binDummies: boolean): FeatureMatrix {
  const rows = periods.row.length;
  const end = new Float64Array(rows);
  const ahead = new Float64Array(rows);
  const paymentDays = new Float64Array(rows);
  const hasRun = new Float64Array(rows);
  const afterRun = new Float64Array(rows);
  const priorHazard = new Float64Array(rows);
  const bins = context.grid.edges.length;
  for (let r = 0; r < rows; r++) {
    const row = periods.row[r];
    const edge = context.grid.edges[periods.bin[r]];
    const seen = context.moment[row] - context.baseDay[row];
    end[r] = Math.sign(edge) * Math.log1p(Math.abs(edge));
    ahead[r] = Math.log1p(Math.max(0, edge - seen));
    paymentDays[r] = Math.log(0.05 + paymentDaysIn(context, row, periods.bin[r]));
    const at = row * bins + periods.bin[r];
    priorHazard[r] = logOddsOfHazard(
      periods.bin[r] === 0 ? 1 : context.priorSurvival[at - 1],
      context.priorSurvival[at],
    );
    const run = context.dueToRunDays[row];
    const from = periods.bin[r] === 0 ? Number.NEGATIVE_INFINITY : context.grid.edges[periods.bin[r] - 1];
    hasRun[r] = run > from && run <= edge ? 1 : 0;
    afterRun[r] = Number.isNaN(run) ? 0 : Math.sign(edge - run) * Math.log1p(Math.abs(edge - run));
  }
  const columns = [end, ahead, paymentDays, hasRun, afterRun, priorHazard];
  const names: string[] = [...BIN_COLUMNS];
  if (binDummies) {
    context.grid.edges.forEach((edge, bin) => {
      const dummy = new Float64Array(rows);
      for (let r = 0; r < rows; r++) dummy[r] = periods.bin[r] === bin ? 1 : 0;
      columns.push(dummy);
      names.push(`bin_${edge}`);
    });
  }
  return { rows, names, columns };
}

function logOddsOfHazard(before: number, after: number): number {
  const hazard = Math.min(0.999, Math.max(0.001, 1 - after / before));
  return Math.log(hazard / (1 - hazard));
}

/** Days of the bin that lie ahead, each weighed by how usual payments are on its weekday. */
function paymentDaysIn(context: PeriodContext, row: number, bin: number): number {
  const base = context.baseDay[row];
  const last = base + context.grid.edges[bin];
  const first = Math.max(bin === 0 ? last - 6 : base + context.grid.edges[bin - 1] + 1, context.moment[row]);
  const days = last - first + 1;
  let weight = Math.floor(days / 7) * 7;
  for (let day = first; day < first + (days % 7); day++) weight += context.weekdayWeights[weekdayOf(day)];
  return weight;
}
