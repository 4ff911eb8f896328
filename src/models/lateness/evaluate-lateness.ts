import { type EpochDay, formatDay, NO_DAY, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import {
  computeInvoiceFeatures,
  type FeatureTable,
  type InvoiceMoments,
  type MomentKind,
  momentsOf,
} from '../../features/index.ts';
import { ITEM, type ItemStates, itemStates, type Ledger } from '../../ledger/index.ts';
import { forecastInvoices } from './forecast-invoices.ts';
import type { InvoiceForecasts } from './invoice-forecasts.ts';
import { featureOptionsOf, type LatenessModel } from './lateness-model.ts';
import { type LatenessScores, scoreForecasts } from './lateness-scores.ts';
import { latenessBase } from './outcomes.ts';
import { settlementKnownDay } from './settlement-known-day.ts';
import { type TrainOptions, trainLatenessModel } from './train-lateness-model.ts';

/** Choices of {@link evaluateLateness}. */
export interface EvaluateOptions extends Omit<TrainOptions, 'asOf'> {
  /** `YYYY-MM-DD`: trained on what was known that morning, tested on invoices issued on or after it. */
  readonly cut: string;
  /** Moment at which each test invoice is looked at; default `issue`. */
  readonly at?: MomentKind;
}

/** The test invoices with their features at their moments and what became of them; arrays run parallel. */
export interface PreparedEvaluation {
  readonly model: LatenessModel;
  readonly at: MomentKind;
  readonly cut: EpochDay;
  readonly asked: InvoiceMoments;
  readonly features: FeatureTable;
  /** 1 = late, as the model's threshold and roll define it. */
  readonly label: Uint8Array;
  /** `NO_DAY` where not paid yet. */
  readonly paidDay: Int32Array;
}

/** A prepared evaluation with what was forecast, and how well that came true. */
export interface Evaluation extends PreparedEvaluation {
  readonly forecasts: InvoiceForecasts;
  readonly baselineForecasts: InvoiceForecasts;
  readonly scores: LatenessScores;
  readonly baseline: LatenessScores;
}

/**
 * Scores a model on a time split, beside the debtor's own smoothed record. Parameters are frozen at the cut; features
 * roll forward to each invoice's own moment. Tested are invoices (no credit notes) issued on or after the cut whose
 * outcome the ledger knows: paid, or still open past the late threshold; at `due` moments, not fully paid before it.
 *
 * @throws {PayrhythmError} `USAGE` for a bad moment, `TOO_LITTLE_HISTORY` where nothing is left to test.
 */
export function evaluateLateness(ledger: Ledger, options: EvaluateOptions): Evaluation {
  const model = trainLatenessModel(ledger, { ...options, asOf: parseDay(options.cut, '--cut') });
  return scoreEvaluation(ledger, prepareEvaluation(ledger, options, model));
}

/** The first half of {@link evaluateLateness}: test rows, features and labels for a model trained at the cut. */
export function prepareEvaluation(
  ledger: Ledger,
  options: Pick<EvaluateOptions, 'cut' | 'at'>,
  model: LatenessModel,
): PreparedEvaluation {
  const cut = parseDay(options.cut, '--cut');
  const at = options.at ?? 'issue';
  if (!/^(issue|due|due-\d{1,3})$/.test(at))
    throw new PayrhythmError(
      'USAGE',
      `there is no moment "${at}": choose issue, due or due-N (N days before the due date)`,
    );
  const items = itemStates(ledger);
  const base = latenessBase(ledger, model.roll);
  const end = outcomesKnownUntil(ledger);
  const invoice = testInvoices(ledger, items, base, cut, end, model.lateAfterDays);
  const asked = unpaidAt(ledger, items, invoice, momentsOf(ledger, invoice, at), at);
  if (asked.invoice.length === 0)
    throw new PayrhythmError(
      'TOO_LITTLE_HISTORY',
      `no invoice issued on or after ${options.cut} has a known outcome at this moment: choose an earlier --cut (the ledger knows payments up to ${formatDay(end)})`,
    );
  return {
    model,
    at,
    cut,
    asked,
    features: computeInvoiceFeatures(ledger, asked, featureOptionsOf(model)),
    label: lateLabels(items, asked.invoice, base, end, model.lateAfterDays),
    paidDay: Int32Array.from(asked.invoice, (i) => (items.state[i] === ITEM.paid ? items.paidDay[i] : NO_DAY)),
  };
}

/** The second half of {@link evaluateLateness}: forecasts and scores. */
export function scoreEvaluation(ledger: Ledger, prepared: PreparedEvaluation): Evaluation {
  const { model, asked, features, label, paidDay } = prepared;
  const { forecasts, baseline: baselineForecasts } = forecastInvoices(model, ledger, asked, features);
  return {
    ...prepared,
    forecasts,
    baselineForecasts,
    scores: scoreForecasts(forecasts.pLate, label, { ...forecasts, paidDay }),
    baseline: scoreForecasts(forecasts.baselinePLate, label, { ...baselineForecasts, paidDay }),
  };
}

/**
 * Invoices issued before the cut whose outcome was known then, looked at as the test rows are, with their labels: what a
 * plain classifier would learn from. O(invoices + payments).
 */
export function pastRows(
  ledger: Ledger,
  { model, cut, at }: Pick<PreparedEvaluation, 'model' | 'cut' | 'at'>,
): { readonly asked: InvoiceMoments; readonly label: Uint8Array } {
  const items = itemStates(ledger);
  const base = latenessBase(ledger, model.roll);
  const settledOn = settlementKnownDay(ledger, items);
  const { count, issueDay, knownDay, amountMinor } = ledger.invoices;
  const known: number[] = [];
  for (let i = 0; i < count; i++) {
    if (issueDay[i] >= cut || knownDay[i] >= cut || amountMinor[i] <= 0 || items.state[i] === ITEM.closed) continue;
    if (settledOn[i] < cut || cut - 1 - base[i] > model.lateAfterDays) known.push(i);
  }
  const invoice = Int32Array.from(known);
  const asked = unpaidAt(ledger, items, invoice, momentsOf(ledger, invoice, at), at);
  return { asked, label: lateLabels(items, asked.invoice, base, outcomesKnownUntil(ledger), model.lateAfterDays) };
}

/** The last day on which anything is known to have happened: later than that, nothing was seen. */
export function lastKnownDay({ invoices, payments, contacts }: Ledger): EpochDay {
  return Math.max(latestOf(invoices.knownDay), latestOf(payments.bookedDay), latestOf(contacts.day));
}

/** The latest of some days; `NO_DAY` where there is none. */
function latestOf(days: Int32Array): EpochDay {
  let last = NO_DAY;
  for (let i = 0; i < days.length; i++) if (days[i] > last) last = days[i];
  return last;
}

/**
 * The last day of which payments are known: an invoice that looks unpaid later than that may have been paid. The end of the
 * ledger where it has no payments.
 */
function outcomesKnownUntil(ledger: Ledger): EpochDay {
  const last = latestOf(ledger.payments.bookedDay);
  return last === NO_DAY ? lastKnownDay(ledger) : last;
}

/** 1 = paid more than `lateAfterDays` after its date, or still open so long after it on the last day of which payments are known. */
function lateLabels(
  items: ItemStates,
  invoice: Int32Array,
  base: Int32Array,
  end: EpochDay,
  lateAfterDays: number,
): Uint8Array {
  return Uint8Array.from(invoice, (i) =>
    (items.state[i] === ITEM.paid ? items.paidDay[i] : end) - base[i] > lateAfterDays ? 1 : 0,
  );
}

function testInvoices(
  ledger: Ledger,
  items: ItemStates,
  base: Int32Array,
  cut: EpochDay,
  end: EpochDay,
  lateAfterDays: number,
): Int32Array {
  const tested: number[] = [];
  for (let i = 0; i < ledger.invoices.count; i++) {
    if (ledger.invoices.issueDay[i] < cut || ledger.invoices.amountMinor[i] <= 0 || items.state[i] === ITEM.closed)
      continue;
    if (items.state[i] === ITEM.paid || end - base[i] > lateAfterDays) tested.push(i);
  }
  return Int32Array.from(tested);
}

/** Invoices not fully paid, as far as was known, before their moment; at issue every invoice counts. */
function unpaidAt(
  ledger: Ledger,
  items: ItemStates,
  invoice: Int32Array,
  moment: Int32Array,
  at: MomentKind,
): InvoiceMoments {
  if (at === 'issue') return { invoice, moment };
  const settledOn = settlementKnownDay(ledger, items);
  const kept: number[] = [];
  for (let r = 0; r < invoice.length; r++) if (!(settledOn[invoice[r]] < moment[r])) kept.push(r);
  return {
    invoice: Int32Array.from(kept, (r) => invoice[r]),
    moment: Int32Array.from(kept, (r) => moment[r]),
  };
}
