import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/calendar/index.ts';
import { ledgerFromRows } from '../../../src/ledger/index.ts';
import {
  createRandom,
  ESTIMATOR_NAMES,
  type EstimatorName,
  loadLatenessModel,
  trainLatenessModel,
} from '../../../src/models/index.ts';
import { forecastInvoices } from '../../../src/models/lateness/forecast-invoices.ts';
import { startCrew } from '../../../src/parallel/crew/start-crew.ts';
import type { WorkerCrew } from '../../../src/parallel/crew/worker-crew.ts';
import { QUICK_PACKAGE } from './quick-package.ts';
import { FIRST, syntheticLedger, syntheticRows } from './synthetic-ledger.ts';

const rows = syntheticRows(10, 28, 3);
const ledger = ledgerFromRows(rows);
const asOf = formatDay(FIRST + 230);
const crews: WorkerCrew[] = [];
beforeAll(async () => {
  crews.push(...(await Promise.all([2, 3].map((threads) => startCrew({ threads })))));
});
afterAll(async () => {
  await Promise.all(crews.map((crew) => crew.close()));
});

/** The same rows in another order. */
function shuffled<T>(list: readonly T[]): T[] {
  const random = createRandom(8);
  return list
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

const CHOICES: Readonly<Record<EstimatorName, RegExp>> = {
  prior: /^every debtor's own smoothed record$/,
  logistic: /^three logistic regressions .*, from \d+ pairs$/,
  'boosted-trees': /^boosted trees of at most 15 leaves .* \(below 200000 pairs\), from \d+ pairs; blended with three/,
  'random-forest': /^a forest whose leaves hold at least 100 pairs, from \d+ pairs$/,
  'ml-random-forest': /^20 trees of the npm package ml-random-forest, .* 1000 of \d+ pairs, evenly spread$/,
};

describe.each(ESTIMATOR_NAMES)('the lateness estimator %s', (estimator) => {
  const asked = { asOf, estimator, seed: 3, mlRandomForest: QUICK_PACKAGE } as const;
  const model = trainLatenessModel(ledger, asked);
  const bytes = JSON.stringify(model);

  it('is trained as asked', () => {
    expect(model.estimator).toBe(estimator);
    expect(model.warnings).toEqual([]);
    expect(model.choice).toMatch(CHOICES[estimator]);
  });

  it('gives the same bytes for the same seed, whatever the order of rows and the number of threads', () => {
    expect(JSON.stringify(trainLatenessModel(ledger, asked))).toBe(bytes);
    const other = ledgerFromRows({
      invoices: shuffled(rows.invoices),
      payments: shuffled(rows.payments ?? []),
    });
    expect(JSON.stringify(trainLatenessModel(other, asked))).toBe(bytes);
    for (const crew of crews) expect(JSON.stringify(trainLatenessModel(ledger, { ...asked, crew }))).toBe(bytes);
  });

  it('forecasts the same after saving and loading', () => {
    const loaded = loadLatenessModel(JSON.parse(bytes));
    expect(JSON.stringify(loaded)).toBe(bytes);
    const invoice = Int32Array.from({ length: 200 }, (_, i) => i);
    const asked = { invoice, moment: invoice.map((i) => ledger.invoices.knownDay[i]) };
    expect(forecastInvoices(loaded, ledger, asked).forecasts).toEqual(forecastInvoices(model, ledger, asked).forecasts);
  });

  it('falls back to the debtors’ own records where history is thin, and says so', () => {
    const thin = trainLatenessModel(syntheticLedger(3, 8, 1), asked);
    expect(thin.estimator).toBe('prior');
    expect(thin.requested).toBe(estimator);
    if (estimator !== 'prior') expect(thin.warnings.join()).toContain('too few of a kind');
    expect(JSON.stringify(loadLatenessModel(JSON.parse(JSON.stringify(thin))))).toBe(JSON.stringify(thin));
  });

  it('falls back where every invoice was paid on time, and says so', () => {
    const { invoices } = rows;
    const dueDays = new Map(invoices.map((invoice) => [invoice.invoice_id, invoice.due_date]));
    const payments = (rows.payments ?? []).map((payment) => ({
      ...payment,
      paid_on: dueDays.get(payment.invoice_id ?? '') ?? payment.paid_on,
    }));
    const paid = new Set(payments.map((payment) => payment.invoice_id));
    const prompt = ledgerFromRows({ invoices: invoices.filter((i) => paid.has(i.invoice_id)), payments });
    const model = trainLatenessModel(prompt, asked);
    expect(model.estimator).toBe('prior');
    if (estimator !== 'prior') expect(model.warnings.join()).toContain('0 of them late');
  });
});
