import { type EpochDay, parseDay } from '../../src/calendar/index.ts';
import { computeDebtorFeatures, type PaymentRun, type Smoothing, UNINFORMED } from '../../src/features/index.ts';
import { ITEM, itemStates, type LedgerRows, ledgerFromRows, textAt, visibleAt } from '../../src/ledger/index.ts';
import type { InvoiceForecasts } from '../../src/models/lateness/invoice-forecasts.ts';
import {
  type CallQueue,
  decideQueue,
  type PolicyOverrides,
  parsePolicy,
  type QueueInputs,
} from '../../src/prioritise/index.ts';

/** What a test says of one forecast; days count from the as-of date. */
export interface GivenForecast {
  readonly pLate?: number;
  readonly pVeryLate?: number;
  readonly pPaidSoon?: number;
  readonly expectedDays?: number;
  readonly quantiles?: readonly [number, number, number];
}

/** Choices of {@link queueOf}. */
export interface QueueOptions {
  readonly policy?: PolicyOverrides;
  /** By invoice id. */
  readonly forecasts?: Readonly<Record<string, GivenForecast>>;
  readonly forecast?: GivenForecast;
  /** By debtor id. */
  readonly runs?: Readonly<Record<string, PaymentRun>>;
  readonly smoothing?: Partial<Smoothing>;
  /** Day of the newest booked payment, where that is too old. */
  readonly staleCash?: string;
}

export const NO_RUN: PaymentRun = {
  family: 'none',
  days: [],
  roll: 'following',
  clearingLagDays: 0,
  clearingLagUnit: 'business',
  label: 'no payment run',
  strength: 0,
  invoiceShare: 0,
  pValue: null,
  qValue: null,
  paymentDates: 0,
  datesSinceStart: 0,
  datesOnRun: 0,
  since: null,
  latenessExplained: 0,
  missedRuns: 0,
  lastRun: null,
  nextRun: null,
  evidence: 'no payment run seen',
};

/** A run every Thursday that explains all lateness. */
export const THURSDAYS: PaymentRun = {
  ...NO_RUN,
  family: 'weekly',
  days: [4],
  label: 'every Thursday',
  strength: 0.95,
  latenessExplained: 1,
  evidence: 'paid on a Thursday on 38 of 40 payment dates since 2024-03-07',
};

/** Inputs of a queue: cut at `asOf`, forecasts and runs as given. */
export function inputsOf(rows: LedgerRows, asOf: string, options: QueueOptions = {}): QueueInputs {
  const day = parseDay(asOf);
  const policy = parsePolicy(options.policy);
  const ledger = visibleAt(ledgerFromRows(rows), day);
  const items = itemStates(ledger, policy.tolerance);
  const smoothing: Smoothing = { ...UNINFORMED, lateRate: 0.3, ...options.smoothing };
  const open: number[] = [];
  for (let i = 0; i < ledger.invoices.count; i++)
    if (items.state[i] === ITEM.open && items.openMinor[i] > 0) open.push(i);
  return {
    ledger,
    asOf: day,
    items,
    debtorFeatures: computeDebtorFeatures(ledger, day, { smoothing, tolerance: policy.tolerance }),
    runs: Array.from({ length: ledger.debtors.count }, (_, d) => {
      const run = options.runs?.[textAt(ledger.debtors.id, d)];
      return run ?? NO_RUN;
    }),
    forecasts: forecastsOf(open, day, (i) => ({
      ...options.forecast,
      ...options.forecasts?.[textAt(ledger.invoices.id, i)],
    })),
    smoothing,
    policy,
    ...(options.staleCash ? { staleCash: parseDay(options.staleCash) } : {}),
  };
}

function forecastsOf(rows: readonly number[], asOf: EpochDay, given: (row: number) => GivenForecast): InvoiceForecasts {
  const numbers = (pick: (forecast: GivenForecast) => number): Float64Array =>
    Float64Array.from(rows, (i) => pick(given(i)));
  const days = (at: 0 | 1 | 2): Int32Array =>
    Int32Array.from(rows, (i) => asOf + (given(i).quantiles ?? [4, 14, 45])[at]);
  return {
    invoice: Int32Array.from(rows),
    moment: new Int32Array(rows.length).fill(asOf),
    pLate: numbers((forecast) => forecast.pLate ?? 0.6),
    pVeryLate: numbers((forecast) => forecast.pVeryLate ?? 0.1),
    p10Day: days(0),
    p50Day: days(1),
    p90Day: days(2),
    expectedDays: numbers((forecast) => forecast.expectedDays ?? 20),
    pPaidSoon: numbers((forecast) => forecast.pPaidSoon ?? 0.07),
    baselinePLate: numbers(() => 0.5),
  };
}

/** The queue of a ledger on a morning. */
export function queueOf(rows: LedgerRows, asOf: string, options: QueueOptions = {}): CallQueue {
  return decideQueue(inputsOf(rows, asOf, options));
}

/** Where one debtor stands: `call:REASON` or the suppression reason; undefined where it is not listed. */
export function placeOf(queue: CallQueue, debtor: string): string | undefined {
  const call = queue.calls.find((row) => row.debtor_id === debtor);
  if (call) return `call:${call.reason}`;
  return queue.suppressed.find((row) => row.debtor_id === debtor)?.reason;
}

/** Names of the actions proposed for a debtor. */
export function actionsOf(queue: CallQueue, debtor: string): string[] {
  return queue.actions.filter((row) => row.debtor_id === debtor).map((row) => row.action);
}

/** An invoice of 1,000.00 EUR of debtor D. */
export function invoice(id: string, due: string, more: Record<string, unknown> = {}) {
  return {
    invoice_id: id,
    debtor_id: 'D',
    issue_date: '2025-12-01',
    due_date: due,
    amount: 1000,
    currency: 'EUR',
    ...more,
  };
}

/** A company D in the Netherlands. */
export const DEBTOR = { debtor_id: 'D', kind: 'company', country: 'NL' } as const;

/** A record of `count` invoices of D, one every ten days through 2025, each paid `lateDays` after its due date. */
export function record(count: number, lateDays: number, debtor = 'D') {
  const invoices = [];
  const payments = [];
  for (let k = 0; k < count; k++) {
    const due = Date.UTC(2025, 0, 6) + k * 7 * 86_400_000;
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const id = `${debtor}-old-${k}`;
    invoices.push({
      invoice_id: id,
      debtor_id: debtor,
      issue_date: day(due - 30 * 86_400_000),
      due_date: day(due),
      amount: 500,
      currency: 'EUR',
    });
    payments.push({
      payment_id: `${id}-p`,
      debtor_id: debtor,
      invoice_id: id,
      paid_on: day(due + lateDays * 86_400_000),
      amount: 500,
    });
  }
  return { invoices, payments };
}
