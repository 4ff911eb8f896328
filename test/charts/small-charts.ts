import { formatDay, parseDay } from '../../src/calendar/index.ts';
import {
  agingChart,
  agingTable,
  backtestChart,
  type ChartSpec,
  calibrationChart,
  calibrationTable,
  callEffectChart,
  callEffectTable,
  contributionsChart,
  contributionsTable,
  driftChart,
  gainsChart,
  gainsTable,
  latenessChart,
  latenessTable,
  lateRateChart,
  lateRateTable,
  paymentCalendarChart,
  paymentCalendarTable,
  paymentDateChart,
  queueChart,
  suppressedChart,
} from '../../src/charts/index.ts';
import { detectPaymentRun } from '../../src/features/index.ts';
import { ledgerFromRows } from '../../src/ledger/index.ts';
import type { ForecastExplanation } from '../../src/models/index.ts';
import type { CallEffect, Interval } from '../../src/prioritise/index.ts';

export const AS_OF = '2025-07-01';
/** Text that must stay text wherever a chart shows it. */
export const HOSTILE = '<script>alert(1)</script>"&\'';

const WEDNESDAY = parseDay('2025-01-08');
/** Twenty invoices, each paid on a Wednesday but for one; then one open, one credit note, one payment without invoice. */
export const ROWS = {
  invoices: [
    ...Array.from({ length: 20 }, (_, n) => ({
      invoice_id: `A-${n}`,
      debtor_id: 'A',
      issue_date: formatDay(WEDNESDAY + 7 * n - 20),
      due_date: formatDay(WEDNESDAY + 7 * n - 4),
      amount: 100 + n,
      currency: 'EUR',
    })),
    {
      invoice_id: 'A-open',
      debtor_id: 'A',
      issue_date: '2025-05-01',
      due_date: '2025-05-15',
      amount: 500,
      currency: 'EUR',
    },
    {
      invoice_id: 'A-new',
      debtor_id: 'A',
      issue_date: '2025-06-20',
      due_date: '2025-07-20',
      amount: 250,
      currency: 'EUR',
    },
    {
      invoice_id: 'A-cn',
      debtor_id: 'A',
      issue_date: '2025-06-20',
      due_date: '2025-06-20',
      amount: -40,
      currency: 'EUR',
    },
  ],
  payments: [
    ...Array.from({ length: 20 }, (_, n) => ({
      payment_id: `P-${n}`,
      debtor_id: 'A',
      invoice_id: `A-${n}`,
      paid_on: formatDay(WEDNESDAY + 7 * n + (n === 7 ? 1 : 0)),
      amount: 100 + n,
      currency: 'EUR',
    })),
    { payment_id: 'P-cash', debtor_id: 'A', paid_on: '2025-06-25', amount: 30, currency: 'EUR' },
  ],
  debtors: [{ debtor_id: 'A', name: HOSTILE }],
};
export const LEDGER = ledgerFromRows(ROWS);
export const RUN = detectPaymentRun(
  {
    paidDays: Int32Array.from(ROWS.payments.slice(0, 20), (row) => parseDay(row.paid_on)),
    // Due dates of all weekdays: where they too fell on one, the detector would rightly see no run in the payments.
    dueDays: Int32Array.from(ROWS.payments.slice(0, 20), (row, n) => parseDay(row.paid_on) - ((n * 5) % 7)),
  },
  { asOf: parseDay(AS_OF), calendar: LEDGER.calendars.forCountry('') },
);

const FORECAST = Float64Array.from({ length: 200 }, (_, i) => ((i * 37) % 200) / 200);
export const SCORED = {
  forecast: FORECAST,
  label: Uint8Array.from(FORECAST, (chance, i) => (chance ** 1.3 > ((i * 61) % 200) / 200 ? 1 : 0)),
  ownRecord: Float64Array.from(FORECAST, (chance) => 0.2 + 0.6 * chance),
};

export const CALLS = [
  { reason: 'missed_run', expected_value: 10.5, overdue_amount: 400, currency: 'EUR' },
  { reason: 'broken_promise', expected_value: 70, overdue_amount: 1000, currency: 'EUR' },
  { reason: 'missed_run', expected_value: 19.5, overdue_amount: 100, currency: 'EUR' },
] as const;

export const SUPPRESSED = [
  { reason: 'no_action', until: '2025-07-03', open_amount: 100 },
  { reason: 'no_action', until: '2025-07-03', open_amount: 50.1 },
  { reason: 'no_action', until: '2025-08-01', open_amount: 20 },
  { reason: 'do_not_call', until: '', open_amount: 75 },
] as const;

/** Parts as `explainForecast` gives them: three features that speak for late payment, one against, one missing value. */
export const EFFECTS = [
  { feature: 'prior_late_rate', value: 0.8, effect: 1.25 },
  { feature: 'amount', value: 1200, effect: -0.4 },
  { feature: 'term_days', value: 30, effect: 0.2 },
  { feature: 'mean_late_days', value: Number.NaN, effect: 0.15 },
  { feature: 'median_late_days', value: Number.NaN, effect: 0.1 },
];
export const EXPLANATION: ForecastExplanation = {
  afterDays: 0,
  chance: 1 / (1 + Math.exp(-0.53)),
  margin: 0.53,
  base: -0.5,
  effects: EFFECTS,
  other: [
    { part: 'days', effect: -0.3 },
    { part: 'calibration', effect: 0.03 },
  ],
};

export const POLICIES = [
  { policy: 'oldest first', value: 80_500, low: 71_000, high: 90_200 },
  { policy: 'payrhythm', value: 104_200, low: 95_300, high: 113_000 },
  { policy: HOSTILE, value: 66_000, low: 57_500, high: 74_100 },
] as const;

const interval = (estimate: number, low: number, high: number): Interval => ({
  estimate,
  low,
  high,
  standardError: 0.1,
});
/** An effect as `estimateCallEffect` gives it, with two stages and one behaviour. */
export const EFFECT: CallEffect = {
  asOf: parseDay(AS_OF),
  windowDays: 45,
  propensity: 'own_arm',
  called: 900,
  heldOut: 100,
  debtors: 80,
  daysSooner: interval(2.04, 0.5, 3.6),
  moneyDaysSaved: interval(5000, -100, 9000),
  paidWithin14: interval(0.07, -0.01, 0.16),
  stages: [
    {
      group: 'firstContact',
      called: 600,
      heldOut: 70,
      persuaded: interval(0.19, -0.17, 0.39),
      base: 0.3,
      shrunk: 0.24,
      shrunkError: 0.1,
    },
    {
      group: 'brokenPromise',
      called: 300,
      heldOut: 30,
      persuaded: interval(0.6, 0.2, 1),
      base: 0.35,
      shrunk: 0.4,
      shrunkError: 0.1,
    },
  ],
  behaviours: [
    {
      group: 'mostly_late',
      called: 900,
      heldOut: 100,
      persuaded: interval(0.15, -0.1, 0.3),
      base: 0.25,
      shrunk: 0.2,
      shrunkError: 0.1,
    },
  ],
};

/** Seventeen features: two shifted, one to watch, the rest stable. */
export const DRIFT = Array.from({ length: 17 }, (_, at) => ({
  feature: `feature_${String(at).padStart(2, '0')}`,
  psi: at === 3 ? 0.41 : at === 9 ? 0.25 : at === 1 ? 0.1 : at / 1000,
}));

/** One chart of each kind, from tables small enough to be read. */
export const SMALL_CHARTS: Readonly<Record<string, ChartSpec>> = {
  'payment-calendar': paymentCalendarChart(paymentCalendarTable(LEDGER, 'A', RUN, { asOf: AS_OF, months: 6 })),
  'payment-calendar-none': paymentCalendarChart(
    paymentCalendarTable(
      LEDGER,
      'A',
      { ...RUN, family: 'none', label: 'no payment run', nextRun: null },
      { asOf: AS_OF },
    ),
  ),
  lateness: latenessChart(latenessTable(LEDGER, AS_OF)),
  calibration: calibrationChart(calibrationTable(SCORED)),
  'payment-date': paymentDateChart({
    invoiceId: HOSTILE,
    debtorId: 'A',
    openAmount: 250,
    currency: 'EUR',
    asOf: AS_OF,
    dueDate: '2025-07-21',
    pLate: 0.4,
    p10: '2025-07-16',
    p50: '2025-07-21',
    p90: '',
    points: [
      { date: '2025-06-30', paid_by: 0 },
      { date: '2025-07-04', paid_by: 0.02 },
      { date: '2025-07-16', paid_by: 0.1 },
      { date: '2025-07-21', paid_by: 0.5 },
      { date: '2025-07-21', paid_by: 0.6 },
      { date: '2025-08-20', paid_by: 0.85 },
    ],
  }),
  queue: queueChart(CALLS),
  'queue-empty': queueChart([]),
  suppressed: suppressedChart(SUPPRESSED, AS_OF),
  aging: agingChart(agingTable(LEDGER, AS_OF), { asOf: AS_OF, currency: 'EUR' }),
  'late-rate': lateRateChart(lateRateTable(LEDGER, AS_OF)),
  gains: gainsChart(gainsTable(SCORED)),
  'gains-nothing-late': gainsChart(gainsTable({ forecast: Float64Array.of(0.2, 0.1), label: new Uint8Array(2) })),
  contributions: contributionsChart(contributionsTable(EXPLANATION, 4), { ...EXPLANATION, invoiceId: HOSTILE }),
  backtest: backtestChart(POLICIES, {
    measure: 'money in within 30 days, EUR',
    interval: '95 % interval over debtors',
    days: '60 days replayed',
  }),
  'call-effect': callEffectChart(callEffectTable(EFFECT), EFFECT),
  drift: driftChart(DRIFT, { from: 'January', to: 'June 2025' }),
};
