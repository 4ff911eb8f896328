import { type EpochDay, parseDay } from '../../calendar/index.ts';
import type { Crew } from '../../crew/index.ts';
import { PayrhythmError } from '../../errors.ts';
import type { InvoiceMoments } from '../../features/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { paymentCurves } from './forecast-invoices.ts';
import type { LatenessModel } from './lateness-model.ts';
import { modelFeatures } from './model-features.ts';
import { latenessBase } from './outcomes.ts';
import { modelSurvival, stageOf } from './survival.ts';

/**
 * When one invoice is paid, as a model sees it on the morning of `moment`, given that it is not fully paid then. All
 * answers are read off one curve, so that they never contradict each other or `forecastInvoices`.
 */
export interface InvoiceCurve {
  /** Row of the ledger's invoice table. */
  readonly invoice: number;
  readonly moment: EpochDay;
  /** The day that lateness counts from: the due date, rolled or not as the model says. */
  readonly dueDay: EpochDay;
  /**
   * Chance that it is paid by the end of `day` (`YYYY-MM-DD` or an epoch day), 0–1; rises with the day, 0 before the
   * moment, 1 at `Infinity`. O(days of a bin).
   *
   * @throws {PayrhythmError} `USAGE` for what is no day.
   */
  paidBy(day: EpochDay | string): number;
  /**
   * P(late > N): the chance that it is paid more than `days` after its due day, 0–1; falls with the days (any number,
   * negative ones too). `pLate` of `forecastInvoices` at the model's `lateAfterDays`, to the bit. O(days of a bin).
   *
   * @throws {PayrhythmError} `USAGE` for NaN.
   */
  lateBy(days: number): number;
  /**
   * First day by whose end it is paid with at least this chance; `NO_DAY` beyond a year. 0.5 is the P50 of
   * `forecastInvoices`; its P10 and P90 are {@link InvoiceCurve.interval80}. O(bins + days of a bin).
   *
   * @throws {PayrhythmError} `USAGE` for a chance outside (0, 1).
   */
  quantileDay(chance: number): EpochDay;
  /** P10 and P90 of `forecastInvoices`: read at the levels at which, on held-back invoices, a tenth was paid before and a tenth after. */
  interval80(): { readonly low: EpochDay; readonly high: EpochDay };
}

/** Curves of several invoices; arrays run parallel to what was asked. */
export interface ForecastCurves extends InvoiceMoments {
  readonly dueDay: Int32Array;
  /** The curve of the invoice asked about in this row. O(1). */
  curveOf(row: number): InvoiceCurve;
}

/**
 * The whole payment-date distribution of invoices, each on the morning of its own moment and not fully paid then. Looks
 * at nothing known on or after that moment but the invoice itself. A `crew` of threads shares the work of the features.
 * O(n log of a debtor's rows + rows × bins × cost of the estimator); 8 bytes a row and bin are kept.
 *
 * @throws {PayrhythmError} `USAGE` where invoices and moments are not of one length, or an invoice is none of the ledger.
 *
 * @example
 * ```ts
 * const { curveOf } = forecastCurves(model, ledger, { invoice: Int32Array.of(3), moment: Int32Array.of(asOf) });
 * curveOf(0).lateBy(14); // P(paid more than 14 days after its due date)
 * ```
 */
export function forecastCurves(
  model: LatenessModel,
  ledger: Ledger,
  asked: InvoiceMoments,
  crew?: Crew,
): ForecastCurves {
  const { invoice, moment } = asked;
  const stray = invoice.findIndex((i) => !(i >= 0 && i < ledger.invoices.count));
  if (invoice.length !== moment.length || stray >= 0)
    throw new PayrhythmError(
      'USAGE',
      stray >= 0
        ? `invoice[${stray}] is ${invoice[stray]}: give rows of ledger.invoices, from 0 to ${ledger.invoices.count - 1}`
        : `${invoice.length} invoices but ${moment.length} moments: give each invoice its moment`,
    );
  const features = modelFeatures(model, ledger, asked, crew);
  const base = latenessBase(ledger, model.roll);
  const dueDay = Int32Array.from(invoice, (i) => base[i]);
  const survival = modelSurvival(model, { features, baseDay: dueDay, moment });
  const paymentCurveOf = paymentCurves(model, asked, features, dueDay, survival);
  const { edges } = model.grid;

  const curveOf = (row: number): InvoiceCurve => {
    if (!(row >= 0 && row < invoice.length))
      throw new PayrhythmError('USAGE', `there is no row ${row}: ${invoice.length} invoices were asked about`);
    const curve = paymentCurveOf(row);
    const due = dueDay[row];
    return {
      invoice: invoice[row],
      moment: moment[row],
      dueDay: due,
      paidBy: (day) => 1 - curve.unpaidAfter(dayOf(day)),
      lateBy(days) {
        if (Number.isNaN(days)) throw new PayrhythmError('USAGE', 'late by NaN days: give a number of days');
        const whole = Math.floor(days);
        // Read where it was learnt, not through the days of the bin: the same bits as pLate.
        const bin = edges.indexOf(whole);
        return bin >= 0 ? survival[row * edges.length + bin] : curve.unpaidAfter(due + whole);
      },
      quantileDay(chance) {
        if (!(chance > 0 && chance < 1))
          throw new PayrhythmError('USAGE', `the chance ${chance} has no day: give one between 0 and 1, e.g. 0.5`);
        return curve.quantileDay(chance);
      },
      interval80() {
        const { lowLevel, highLevel } = stageOf(model.recalibration, moment[row] - due);
        return { low: curve.quantileDay(lowLevel), high: curve.quantileDay(highLevel) };
      },
    };
  };
  return { invoice, moment, dueDay, curveOf };
}

function dayOf(day: EpochDay | string): number {
  if (typeof day === 'string') return parseDay(day, 'day');
  if (typeof day !== 'number' || Number.isNaN(day))
    throw new PayrhythmError('USAGE', `${String(day)} is no day: give YYYY-MM-DD or an epoch day`);
  return Math.floor(day);
}
