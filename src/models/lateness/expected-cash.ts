import { dayOption, type EpochDay, formatDay } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../../ledger/index.ts';
import { type CashPeriodOptions, cashPeriodEnds } from './cash-periods.ts';
import { forecastCurves } from './forecast-curves.ts';
import type { LatenessModel } from './lateness-model.ts';
import { requireFittingModel } from './require-fitting-model.ts';

/** What {@link expectedCash} is asked. */
export interface ExpectedCashRequest extends CashPeriodOptions {
  readonly ledger: Ledger;
  /** From `trainLatenessModel` or `loadLatenessModel`; trained on or before `asOf`. */
  readonly model: LatenessModel;
  /** The morning it is seen from, `YYYY-MM-DD` or an epoch day. */
  readonly asOf: string | EpochDay;
  /** An open amount of this much or less counts as paid; default 1.00. */
  readonly tolerance?: number;
  /** Threads that share the work, see `payrhythm/parallel`; default the calling one alone. Never changes a bit. */
  readonly crew?: Crew;
}

/**
 * One period: amounts in the reporting currency, to the minor unit, rounded so that the periods add up. Standard deviations
 * come twice, since nobody knows how far payments hang together: `…_independent` as if every invoice were paid on its own
 * (too small: invoices of a debtor are often paid in one run), `…_together` as if all invoices of a debtor moved as one and
 * debtors on their own (the most that any dependence within debtors can give). Neither holds the model's own error, or a
 * shock that hits all debtors.
 */
export interface CashInterval {
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly from_date: string;
  readonly to_date: string;
  /** Open amount of the invoices that fall due in it (rolled or not, as the model counts lateness). */
  readonly due_amount: number;
  /** Sum of open amount × P(paid in it). */
  readonly expected_amount: number;
  readonly sd_independent: number;
  readonly sd_together: number;
  /** The same from the as-of date to `to_date`. */
  readonly cumulative_amount: number;
  readonly cumulative_sd_independent: number;
  readonly cumulative_sd_together: number;
}

/** Money expected from the open invoices of a morning; amounts in the reporting currency. */
export interface CashForecast {
  readonly asOf: string;
  /** Last day of the last interval. */
  readonly until: string;
  readonly currency: string;
  /** Open invoices (no credit notes), their number and what is open on them. */
  readonly invoices: number;
  readonly openAmount: number;
  /** Of that, due before the as-of date. */
  readonly overdueAmount: number;
  readonly intervals: readonly CashInterval[];
  /** Expected after the last interval, or never; with the intervals, the open amount. */
  readonly laterAmount: number;
  /** Due after the last interval. */
  readonly dueLaterAmount: number;
}

/**
 * What the open invoices of a morning are expected to bring, by day, week, month or any dates: for each period the sum of open
 * amount × chance of being paid in it. An invoice counts with what is open on it, as if the rest came at once. Credit
 * notes, unapplied cash and invoices that are still to be issued are not in it. Nothing known on or after `asOf` is looked at.
 * O(cost of `forecastCurves` + open invoices × periods × days of a bin).
 *
 * @throws {PayrhythmError} `USAGE` for bad dates or periods; `BAD_MODEL` where the model does not fit the ledger and the day.
 *
 * @example
 * ```ts
 * const { intervals } = expectedCash({ ledger, model, asOf: '2026-03-02', by: 'week' });
 * intervals[0].expected_amount; // received by Sunday
 * ```
 */
export function expectedCash(request: ExpectedCashRequest): CashForecast {
  const { ledger, model, tolerance, crew } = request;
  const asOf = dayOption(request.asOf, 'asOf');
  requireFittingModel(model, ledger, asOf, 'expectedCash');
  const ends = cashPeriodEnds(asOf, request);
  const visible = visibleAt(ledger, asOf);
  const items = itemStates(visible, tolerance);
  const open: number[] = [];
  for (let i = 0; i < visible.invoices.count; i++)
    if (items.state[i] === ITEM.open && visible.invoices.amountMinor[i] > 0) open.push(i);
  const asked = { invoice: Int32Array.from(open), moment: new Int32Array(open.length).fill(asOf) };
  const { dueDay, curveOf } = forecastCurves(model, visible, asked, crew);

  const within = createSpread(ends.length);
  const byThen = createSpread(ends.length);
  const dueMinor = new Float64Array(ends.length + 1);
  let openMinor = 0;
  let overdueMinor = 0;
  for (let row = 0; row < open.length; row++) {
    const i = open[row];
    const amount = items.openMinor[i];
    openMinor += amount;
    if (dueDay[row] < asOf) overdueMinor += amount;
    else {
      const period = ends.findIndex((end) => dueDay[row] <= end);
      dueMinor[period < 0 ? ends.length : period] += amount;
    }
    const curve = curveOf(row);
    let before = 0;
    for (let k = 0; k < ends.length; k++) {
      const paid = curve.paidBy(ends[k]);
      within.add(k, amount, paid - before);
      byThen.add(k, amount, paid);
      before = paid;
    }
    // Invoices stand by debtor: after the last of one, what moves together is known.
    if (visible.invoices.debtor[i] !== visible.invoices.debtor[open[row + 1]]) {
      within.endDebtor();
      byThen.endDebtor();
    }
  }

  const scale = 10 ** visible.reporting.minorDigits;
  const money = (minor: number): number => Math.round(minor) / scale;
  const cumulative = Array.from(byThen.expected, Math.round);
  const intervals = ends.map((end, k) => ({
    from_date: formatDay(k === 0 ? asOf : ends[k - 1] + 1),
    to_date: formatDay(end),
    due_amount: money(dueMinor[k]),
    expected_amount: money(cumulative[k] - (cumulative[k - 1] ?? 0)),
    sd_independent: money(Math.sqrt(within.independent[k])),
    sd_together: money(Math.sqrt(within.together[k])),
    cumulative_amount: money(cumulative[k]),
    cumulative_sd_independent: money(Math.sqrt(byThen.independent[k])),
    cumulative_sd_together: money(Math.sqrt(byThen.together[k])),
  }));
  return {
    asOf: formatDay(asOf),
    until: formatDay(ends[ends.length - 1]),
    currency: visible.reporting.code,
    invoices: open.length,
    openAmount: money(openMinor),
    overdueAmount: money(overdueMinor),
    intervals,
    laterAmount: money(Math.round(openMinor) - cumulative[ends.length - 1]),
    dueLaterAmount: money(dueMinor[ends.length]),
  };
}

/** Sums over invoices that are paid in a period or not: mean, and variance under either assumption; minor units. */
interface Spread {
  readonly expected: Float64Array;
  readonly independent: Float64Array;
  readonly together: Float64Array;
  add(period: number, amount: number, chance: number): void;
  endDebtor(): void;
}

/**
 * An invoice of amount a that is paid in the period with chance p has the standard deviation a·√(p(1 − p)); variances add
 * up where invoices are independent, standard deviations where they move as one (the bound of Cauchy and Schwarz).
 */
function createSpread(periods: number): Spread {
  const expected = new Float64Array(periods);
  const independent = new Float64Array(periods);
  const together = new Float64Array(periods);
  const ofDebtor = new Float64Array(periods);
  return {
    expected,
    independent,
    together,
    add(period, amount, chance) {
      const variance = amount * amount * Math.max(0, chance * (1 - chance));
      expected[period] += amount * chance;
      independent[period] += variance;
      ofDebtor[period] += Math.sqrt(variance);
    },
    endDebtor() {
      for (let period = 0; period < periods; period++) together[period] += ofDebtor[period] ** 2;
      ofDebtor.fill(0);
    },
  };
}
