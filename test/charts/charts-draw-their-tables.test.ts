import { describe, expect, it } from 'vitest';
import {
  agingTable,
  type ChartSpec,
  calibrationTable,
  contributionsTable,
  gainsTable,
  latenessTable,
  lateRateTable,
  PSI_LIMITS,
  paymentCalendarTable,
  paymentDateChart,
} from '../../src/charts/index.ts';
import { AS_OF, DRIFT, EXPLANATION, LEDGER, RUN, SCORED, SMALL_CHARTS } from './small-charts.ts';

type Row = Record<string, unknown>;

/** Every list of rows that a chart holds, from the top down. */
function listsOf(node: unknown): Row[][] {
  if (typeof node !== 'object' || node === null) return [];
  const { values } = node as { values?: unknown };
  const own = Array.isArray(values) && typeof values[0] === 'object' ? [values as Row[]] : [];
  return [...own, ...Object.values(node).flatMap(listsOf)];
}

/** Expects a list of the chart to hold these rows, in this order and no other, whatever it adds to each. */
function expectDrawn(chart: ChartSpec, rows: readonly object[]): void {
  expect(rows.length).toBeGreaterThan(0);
  expect(listsOf(chart)).toContainEqual(rows.map((row) => expect.objectContaining(row)));
}

describe('each chart draws the rows of its table, all of them and no others', () => {
  it('aging, with its amounts and items in words', () => {
    const table = agingTable(LEDGER, AS_OF);
    expectDrawn(SMALL_CHARTS['aging'], table);
    const labels = listsOf(SMALL_CHARTS['aging'])[0].map((row) => row['label']);
    expect(labels[0]).toEqual(['250', '1 item']);
    expect(labels.at(-1)).toEqual(['-70', '2 items']);
  });

  it('the late rate, in both panels', () => {
    const lists = listsOf(SMALL_CHARTS['late-rate']);
    expect(lists).toHaveLength(2);
    for (const rows of lists)
      expect(rows).toEqual(lateRateTable(LEDGER, AS_OF).map((row) => expect.objectContaining(row)));
  });

  it('lateness, where no invoice is beyond the outermost bars', () => {
    const drawn = listsOf(SMALL_CHARTS['lateness'])[0].map(({ counted_from, days_late, invoices }) => ({
      counted_from,
      days_late,
      invoices,
    }));
    expect(drawn).toEqual(latenessTable(LEDGER, AS_OF));
    for (const row of listsOf(SMALL_CHARTS['lateness'])[0])
      expect(row['outcome']).toBe(Number(row['days_late']) > 0 ? 'late' : 'on time');
  });

  it('calibration, bins and bands', () => {
    const { bins, bands } = calibrationTable(SCORED);
    expectDrawn(SMALL_CHARTS['calibration'], bins);
    expectDrawn(SMALL_CHARTS['calibration'], bands);
  });

  it('gains', () => {
    expectDrawn(SMALL_CHARTS['gains'], gainsTable(SCORED));
  });

  it('contributions, each on its side', () => {
    const table = contributionsTable(EXPLANATION, 4);
    expectDrawn(SMALL_CHARTS['contributions'], table);
    for (const { effect, side, number } of listsOf(SMALL_CHARTS['contributions'])[0]) {
      expect(side).toBe(Number(effect) > 0 ? 'speaks for late payment' : 'speaks against it');
      expect(Number(String(number).replace('−', '-'))).toBeCloseTo(Number(effect), 2);
    }
  });

  it('drift, the furthest first, each at its level', () => {
    const shown = [...DRIFT].sort((a, b) => b.psi - a.psi).slice(0, 15);
    expectDrawn(SMALL_CHARTS['drift'], shown);
    for (const { psi, level } of listsOf(SMALL_CHARTS['drift'])[0]) {
      const index = Number(psi);
      expect(level).toBe(index >= PSI_LIMITS.shifted ? 'shifted' : index >= PSI_LIMITS.watch ? 'to watch' : 'stable');
    }
  });

  it('the payment calendar', () => {
    const { days } = paymentCalendarTable(LEDGER, 'A', RUN, { asOf: AS_OF, months: 6 });
    expectDrawn(
      SMALL_CHARTS['payment-calendar'],
      days.map(({ date, what }) => ({ date, what })),
    );
  });

  it('the payment dates: every point, the span from 10 to 90 %, today and the due date', () => {
    const points = [
      { date: '2025-07-01', paid_by: 0 },
      { date: '2025-07-20', paid_by: 0.5 },
      { date: '2025-08-20', paid_by: 0.95 },
    ];
    const chart = paymentDateChart({
      invoiceId: 'I',
      debtorId: 'D',
      openAmount: 10,
      currency: 'EUR',
      asOf: AS_OF,
      dueDate: '2025-07-15',
      pLate: 0.7,
      p10: '2025-07-05',
      p50: '2025-07-20',
      p90: '2025-08-15',
      points,
    });
    expectDrawn(chart, points);
    expectDrawn(chart, [{ from: '2025-07-05', to: '2025-08-15' }]);
    expectDrawn(chart, [
      { date: AS_OF, label: 'today' },
      { date: '2025-07-15', label: 'due' },
    ]);
  });
});
