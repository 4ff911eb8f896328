import type { EpochDay } from '../calendar/index.ts';
import { ITEM, itemStates, type Ledger, linkedDebtors, type TextColumn, textAt, visibleAt } from '../ledger/index.ts';
import { forecastInvoices, type LatenessModel } from '../models/index.ts';
import type { InvoiceForecasts } from '../models/lateness/invoice-forecasts.ts';
import { scoreForecasts } from '../models/lateness/lateness-scores.ts';
import { latenessBase } from '../models/lateness/outcomes.ts';
import { settlementKnownDay } from '../models/lateness/settlement-known-day.ts';
import type { OutcomeScores } from './night-engine.ts';

/** Most invoices that are scored; more would not change what is decided. */
const MOST_ROWS = 5000;
/** Invoices due in the stretch that are looked at for each one that is scored; the others may have been paid before. */
const LOOKED_AT = 4;
const BINS = 10;

/**
 * Scores models on the invoices whose outcome (late or not) was open on the morning of `from` and known on that of `asOf`:
 * all that fell due in between, so that quick payers do not weigh more than slow ones. Each is forecast on the morning
 * of `from`, or of the day it became known where that is later, and only where it was not paid by then. All models must
 * agree in what late means. Where there are many, those with the least hashes of their ids are taken, so that neither
 * the order of the rows nor the parts of the ledger matter; `parts` is called twice. O(rows).
 */
export function scoreOutcomes(
  parts: () => Iterable<Ledger>,
  models: readonly LatenessModel[],
  from: EpochDay,
  asOf: EpochDay,
): OutcomeScores {
  const stretch = { from, asOf, ...models[0] };
  const found: number[] = [];
  for (const ledger of parts()) for (const { hash } of fallenDue(ledger, stretch)) found.push(hash);
  const most = MOST_ROWS * LOOKED_AT;
  const limit = found.length > most ? (Float64Array.from(found).sort()[most - 1] as number) : Number.POSITIVE_INFINITY;
  const rows: ScoredRow[] = [];
  for (const ledger of parts()) rows.push(...forecastOutcomes(ledger, models, stretch, limit));
  const taken = rows.sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1)).slice(0, MOST_ROWS);
  const label = Uint8Array.from(taken, (row) => row.label);
  const paidDay = Int32Array.from(taken, (row) => row.paidDay);
  const scored = models.map((_, m) => {
    const chance = Float64Array.from(taken, ({ at, forecasts }) => forecasts[m].pLate[at]);
    const days = (name: 'moment' | 'p10Day' | 'p50Day' | 'p90Day'): Int32Array =>
      Int32Array.from(taken, ({ at, forecasts }) => forecasts[m][name][at]);
    const dates = { moment: days('moment'), p10Day: days('p10Day'), p50Day: days('p50Day'), p90Day: days('p90Day') };
    return {
      scores: scoreForecasts(chance, label, { ...dates, paidDay }),
      chanceError: chanceCalibrationError(chance),
    };
  });
  return {
    rows: taken.length,
    late: label.reduce((sum, late) => sum + late, 0),
    scores: scored.map(({ scores }) => scores),
    chanceErrors: scored.map(({ chanceError }) => chanceError),
  };
}

/** An invoice whose outcome became known, and what each model expected of it. */
interface ScoredRow {
  readonly hash: number;
  readonly id: string;
  readonly label: number;
  readonly paidDay: number;
  /** Its row in the forecasts of each model. */
  readonly at: number;
  readonly forecasts: readonly InvoiceForecasts[];
}

type Stretch = Pick<LatenessModel, 'lateAfterDays' | 'roll'> & { readonly from: EpochDay; readonly asOf: EpochDay };

/** Invoices that fell due in the stretch, with a hash of their ids. */
function* fallenDue(ledger: Ledger, { from, asOf, lateAfterDays, roll }: Stretch) {
  const base = latenessBase(ledger, roll);
  const { count, amountMinor, knownDay, id } = ledger.invoices;
  for (let invoice = 0; invoice < count; invoice++) {
    const decided = base[invoice] + lateAfterDays;
    if (decided < from || decided >= asOf || amountMinor[invoice] <= 0 || knownDay[invoice] > decided) continue;
    yield { invoice, hash: hashText(id, invoice) };
  }
}

/** Forecasts of the invoices of one part whose hash is at most `limit`; looks at the debtors concerned only. */
function forecastOutcomes(
  ledger: Ledger,
  models: readonly LatenessModel[],
  stretch: Stretch,
  limit: number,
): ScoredRow[] {
  const { from, asOf, lateAfterDays, roll } = stretch;
  const visible = visibleAt(ledger, asOf, { debtors: debtorsConcerned(ledger, stretch, limit) });
  const items = itemStates(visible);
  const base = latenessBase(visible, roll);
  const { knownDay } = visible.invoices;
  const settled = settlementKnownDay(visible, items);
  const rows = [...fallenDue(visible, stretch)].filter(
    ({ invoice: i, hash }) =>
      hash <= limit && items.state[i] !== ITEM.closed && settled[i] >= Math.max(from, knownDay[i]),
  );
  if (rows.length === 0) return [];
  const invoice = Int32Array.from(rows, (row) => row.invoice);
  const moment = invoice.map((i) => Math.max(from, knownDay[i]));
  const forecasts = models.map((model) => forecastInvoices(model, visible, { invoice, moment }).forecasts);
  return rows.map(({ invoice: i, hash }, at) => ({
    hash,
    id: textAt(visible.invoices.id, i),
    label: (items.state[i] === ITEM.paid ? items.paidDay[i] : asOf) - base[i] > lateAfterDays ? 1 : 0,
    paidDay: items.paidDay[i],
    at,
    forecasts,
  }));
}

/** Debtors of the invoices to be looked at, and whoever is linked to them, ascending. */
function debtorsConcerned(ledger: Ledger, stretch: Stretch, limit: number): Int32Array {
  const group = linkedDebtors(ledger);
  const isConcerned = new Uint8Array(ledger.debtors.count);
  for (const { invoice, hash } of fallenDue(ledger, stretch))
    if (hash <= limit) isConcerned[group[ledger.invoices.debtor[invoice]]] = 1;
  const debtors: number[] = [];
  for (let debtor = 0; debtor < group.length; debtor++) if (isConcerned[group[debtor]]) debtors.push(debtor);
  return Int32Array.from(debtors);
}

/** 32 bits of a text, stirred (FNV-1a and the finaliser of MurmurHash3). */
function hashText({ bytes, offsets }: TextColumn, row: number): number {
  let hash = 0x811c9dc5;
  for (let at = offsets[row]; at < offsets[row + 1]; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
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
