import type { EpochDay } from '../calendar/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../ledger/index.ts';
import { forecastInvoices, type LatenessModel } from '../models/index.ts';
import { scoreForecasts } from '../models/lateness/lateness-scores.ts';
import { latenessBase } from '../models/lateness/outcomes.ts';
import type { OutcomeScores } from './night-engine.ts';

/** Most invoices that are scored; more would not change what is decided. */
const MOST_ROWS = 5000;
const BINS = 10;

/**
 * Scores models on the invoices whose outcome (late or not) was open on the morning of `from` and known on that of `asOf`:
 * all that fell due in between, so that quick payers do not weigh more than slow ones. Each is forecast on the morning
 * of `from`, or of the day it became known where that is later, and only where it was not paid by then. All models must
 * agree in what late means. O(rows of the debtors concerned).
 */
export function scoreOutcomes(
  ledger: Ledger,
  models: readonly LatenessModel[],
  from: EpochDay,
  asOf: EpochDay,
): OutcomeScores {
  const visible = visibleAt(ledger, asOf);
  const items = itemStates(visible);
  const { lateAfterDays, roll } = models[0];
  const base = latenessBase(visible, roll);
  const { count, amountMinor, knownDay } = visible.invoices;
  const settled = settledDays(visible, items.paidDay);
  const rows: number[] = [];
  for (let i = 0; i < count; i++) {
    const decided = base[i] + lateAfterDays;
    if (amountMinor[i] <= 0 || items.state[i] === ITEM.closed || decided < from || decided >= asOf) continue;
    const moment = Math.max(from, knownDay[i]);
    if (moment <= decided && settled[i] >= moment) rows.push(i);
  }
  const spread =
    rows.length <= MOST_ROWS
      ? rows
      : Array.from({ length: MOST_ROWS }, (_, k) => rows[Math.floor((k * rows.length) / MOST_ROWS)]);
  const invoice = Int32Array.from(spread);
  const moment = invoice.map((i) => Math.max(from, knownDay[i]));
  const paidDay = invoice.map((i) => items.paidDay[i]);
  const label = Uint8Array.from(invoice, (i) =>
    (items.state[i] === ITEM.paid ? items.paidDay[i] : asOf) - base[i] > lateAfterDays ? 1 : 0,
  );
  const scored = models.map((model) => {
    const { forecasts } = forecastInvoices(model, visible, { invoice, moment });
    return {
      scores: scoreForecasts(forecasts.pLate, label, { ...forecasts, paidDay }),
      chanceError: chanceCalibrationError(forecasts.pLate),
    };
  });
  return {
    rows: invoice.length,
    late: label.reduce((sum, late) => sum + late, 0),
    scores: scored.map(({ scores }) => scores),
    chanceErrors: scored.map(({ chanceError }) => chanceError),
  };
}

/** Day on which the payment that settled each invoice was known (booked and matched); far ahead where it is open. */
function settledDays(ledger: Ledger, paidDay: Int32Array): Float64Array {
  const { payments, invoices } = ledger;
  const known = new Float64Array(invoices.count).fill(Number.POSITIVE_INFINITY);
  for (let p = 0; p < payments.count; p++) {
    const i = payments.invoice[p];
    if (i >= 0 && payments.paidDay[p] === paidDay[i])
      known[i] = Math.min(known[i], Math.max(payments.bookedDay[p], payments.appliedDay[p]));
  }
  return known;
}

/**
 * Expected calibration error (ten bins of equal count) that true probabilities would show by chance: the mean absolute
 * deviation of a bin's late share, √(2/π) · √(Σ p(1−p)) ÷ n a bin, averaged over the bins.
 */
function chanceCalibrationError(probability: Float64Array): number {
  const sorted = probability.slice().sort();
  if (sorted.length === 0) return 0;
  let sum = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const from = Math.floor((bin * sorted.length) / BINS);
    const to = Math.floor(((bin + 1) * sorted.length) / BINS);
    let variance = 0;
    for (let r = from; r < to; r++) variance += sorted[r] * (1 - sorted[r]);
    sum += Math.sqrt((2 / Math.PI) * variance) / sorted.length;
  }
  return sum;
}
