import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseDay, weekdayOf } from '../../src/calendar/index.ts';
import {
  agingTable,
  calibrationTable,
  latenessChart,
  latenessTable,
  paymentCalendarChart,
  paymentCalendarTable,
  paymentDateTable,
  paymentRunsTable,
} from '../../src/charts/index.ts';
import { loadLedger } from '../../src/io/index.ts';
import { balances, findSorted, itemStates, type Ledger, textAt, visibleAt } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { prepareQueue, type QueueInputs } from '../../src/prioritise/index.ts';
import { AS_OF, CALLS, LEDGER, RUN, SCORED, SMALL_CHARTS, SUPPRESSED } from './small-charts.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample', import.meta.url));
const SAMPLE_AS_OF = '2026-01-05';
const csv = (table: string): Record<string, string>[] =>
  parse(readFileSync(`${SAMPLE}/${table}.csv`), { columns: true });

let ledger: Ledger;
let inputs: QueueInputs;
beforeAll(async () => {
  ({ ledger } = await loadLedger(SAMPLE));
  const model = trainLatenessModel(ledger, { asOf: SAMPLE_AS_OF, seed: 7, estimator: 'logistic' });
  inputs = prepareQueue({ ledger, model, asOf: SAMPLE_AS_OF });
});

/** Rows of every `data.values` of a spec. */
function valuesOf(spec: unknown): Record<string, unknown>[] {
  if (typeof spec !== 'object' || spec === null) return [];
  const found = Object.values(spec).flatMap(valuesOf);
  const values = (spec as { values?: unknown }).values;
  return Array.isArray(values) && typeof values[0] === 'object'
    ? [...(values as Record<string, unknown>[]), ...found]
    : found;
}

/** Days from due date to the payment that brought each invoice of the sample to 1.00 or less, from the files alone. */
function daysToSettlement(): { debtor: string; invoice: string; paidOn: string; days: number }[] {
  const payments = new Map<string, { day: string; minor: number; kind: string }[]>();
  for (const row of csv('payments')) {
    const list = payments.get(row['invoice_id']) ?? [];
    list.push({ day: row['paid_on'], minor: Math.round(Number(row['amount']) * 100), kind: row['kind'] });
    payments.set(row['invoice_id'], list);
  }
  return csv('invoices').flatMap((row) => {
    const amount = Math.round(Number(row['amount']) * 100);
    if (amount <= 0 || row['kind'] === 'credit_note') return [];
    let open = amount;
    let settled: { day: string; kind: string } | undefined;
    const list = (payments.get(row['invoice_id']) ?? []).sort((a, b) => (a.day < b.day ? -1 : 1));
    for (const payment of list) {
      open -= payment.kind === 'refund' || payment.kind === 'returned' ? -Math.abs(payment.minor) : payment.minor;
      if (open > 100) settled = undefined;
      else settled ??= payment;
    }
    if (!settled || settled.kind === 'write_off') return [];
    return [
      {
        debtor: row['debtor_id'],
        invoice: row['invoice_id'],
        paidOn: settled.day,
        days: parseDay(settled.day) - parseDay(row['due_date']),
      },
    ];
  });
}

describe('lateness', () => {
  it('counts what the files of the sample say', () => {
    const expected = new Map<number, number>();
    for (const { days } of daysToSettlement()) expected.set(days, (expected.get(days) ?? 0) + 1);
    const shown = latenessTable(ledger, SAMPLE_AS_OF).filter((row) => row.counted_from === 'due date as agreed');
    expect(new Map(shown.map((row) => [row.days_late, row.invoices]))).toEqual(expected);
  });

  it('rolls weekends away, and its bars hold every invoice twice', () => {
    const table = latenessTable(LEDGER, AS_OF);
    // All fall due on a Saturday and are paid on Wednesday: 4 days as agreed, 2 from Monday.
    expect(table).toEqual([
      { counted_from: 'due date as agreed', days_late: 4, invoices: 19 },
      { counted_from: 'due date as agreed', days_late: 5, invoices: 1 },
      { counted_from: 'rolled to a business day', days_late: 2, invoices: 19 },
      { counted_from: 'rolled to a business day', days_late: 3, invoices: 1 },
    ]);
    const sample = latenessTable(ledger, SAMPLE_AS_OF);
    const sum = (rows: readonly Record<string, unknown>[]) =>
      rows.reduce((all, row) => all + Number(row['invoices']), 0);
    expect(sum(valuesOf(latenessChart(sample)))).toBe(sum(sample as unknown as Record<string, unknown>[]));
  });
});

describe('payment calendar', () => {
  it('shows each settlement date of a debtor of the sample once, with its amount, and says how many are on the run', () => {
    const run = inputs.runs[findSorted(inputs.ledger.debtors.id, 'D075')];
    expect(run.label).toBe('every Thursday');
    const table = paymentCalendarTable(ledger, 'D075', run, { asOf: SAMPLE_AS_OF });
    const expected = new Set(
      daysToSettlement()
        .filter((row) => row.debtor === 'D075' && row.paidOn >= '2025-01-01')
        .map((row) => row.paidOn),
    );
    const paid = table.days.filter((day) => day.what.startsWith('paid'));
    expect(new Set(paid.map((day) => day.date))).toEqual(expected);
    const amounts = new Map(csv('invoices').map((row) => [row['invoice_id'], Number(row['amount'])]));
    for (const day of paid) {
      const settled = daysToSettlement().filter((row) => row.debtor === 'D075' && row.paidOn === day.date);
      expect(day.invoices).toBe(settled.length);
      expect(day.amount).toBeCloseTo(
        settled.reduce((sum, row) => sum + (amounts.get(row.invoice) ?? 0), 0),
        2,
      );
    }
    const onRun = paid.filter((day) => day.what === 'paid on the run');
    const { title } = paymentCalendarChart(table);
    expect(title.text.join(' ')).toBe(
      `Pays every Thursday: ${onRun.length} of ${paid.length} payment dates; next run 8 January 2026`,
    );
    // A Thursday that is no holiday is on the run, whatever else the calendar does.
    for (const day of paid) if (weekdayOf(parseDay(day.date)) === 3) expect(day.what).toBe('paid on the run');
  });

  it('tells run days with and without a payment apart', () => {
    expect(RUN.label).toBe('every Wednesday');
    const { days } = paymentCalendarTable(LEDGER, 'A', RUN, { asOf: AS_OF, months: 6 });
    const dated = (what: string): string[] => days.filter((day) => day.what === what).map((day) => day.date);
    expect(dated('paid on the run').length).toBe(19);
    expect(dated('paid off the run')).toEqual(['2025-02-27']);
    expect(dated('next run')).toEqual(['2025-07-02']);
    expect(dated('run day, nothing settled').every((date) => weekdayOf(parseDay(date)) === 2)).toBe(true);
  });

  it('refuses a debtor that the ledger does not know', () => {
    expect(() => paymentCalendarTable(LEDGER, 'nobody', RUN, { asOf: AS_OF })).toThrow(/debtor nobody/);
  });
});

describe('payment runs', () => {
  it('are those that the queue of the day goes by where the model was trained that day, run payers first', () => {
    const rows = paymentRunsTable(ledger, SAMPLE_AS_OF);
    expect(new Map(rows.map((row) => [row.debtor_id, row.run]))).toEqual(
      new Map(inputs.runs.map((run, debtor) => [textAt(inputs.ledger.debtors.id, debtor), run])),
    );
    const families = rows.map((row) => row.run.family !== 'none');
    expect(families.lastIndexOf(true)).toBe(families.filter(Boolean).length - 1);
    const all = rows.find((row) => row.debtor_id === 'D075');
    expect(all).toMatchObject({ pays: 'every Thursday', next_run: '2026-01-08' });
  });
});

describe('calibration', () => {
  it('recomputes from sorted rows', () => {
    const { bins, bands } = calibrationTable(SCORED);
    const order = [...SCORED.forecast.keys()].sort((a, b) => SCORED.forecast[a] - SCORED.forecast[b]);
    bins
      .filter((bin) => bin.forecast_by === 'model')
      .forEach((bin, b) => {
        const rows = order.slice(b * 20, b * 20 + 20);
        const late = rows.filter((row) => SCORED.label[row] === 1).length;
        expect(bin.invoices).toBe(20);
        expect(bin.observed).toBeCloseTo(late / 20, 12);
        expect(bin.forecast).toBeCloseTo(rows.reduce((sum, row) => sum + SCORED.forecast[row], 0) / 20, 12);
        expect(bin.observed_low).toBeLessThanOrEqual(bin.observed);
        expect(bin.observed_high).toBeGreaterThanOrEqual(bin.observed);
      });
    expect(bands.reduce((sum, band) => sum + band.invoices, 0)).toBe(200);
    for (const band of bands)
      expect(band.invoices).toBe(
        order.filter(
          (row) =>
            Math.floor(SCORED.forecast[row] * 10) === Math.round(band.from * 10) &&
            SCORED.label[row] === (band.outcome === 'came late' ? 1 : 0),
        ).length,
      );
  });

  it('has intervals whose ends the share is 1.96 standard errors from (the score test, Wilson 1927)', () => {
    for (const { observed, observed_low, observed_high, invoices } of calibrationTable(SCORED).bins)
      for (const end of [observed_low, observed_high])
        if (end > 0 && end < 1)
          expect(Math.abs(observed - end) / Math.sqrt((end * (1 - end)) / invoices)).toBeCloseTo(1.96, 3);
    expect(calibrationTable(SCORED).bins.every((bin) => bin.observed_low < bin.observed_high)).toBe(true);
  });
});

describe('payment date', () => {
  it('rises, and passes through every chance that the forecast states', () => {
    const { forecasts } = inputs;
    for (let row = 0; row < forecasts.invoice.length; row++) {
      const id = textAt(inputs.ledger.invoices.id, forecasts.invoice[row]);
      const table = paymentDateTable(inputs, id);
      const chances = table.points.map((point) => point.paid_by);
      expect(chances, id).toEqual([...chances].sort((a, b) => a - b));
      expect(chances[0]).toBe(0);
      if (table.dueDate >= SAMPLE_AS_OF) expect(chances).toContain(1 - forecasts.pLate[row]);
      expect(chances).toContain(forecasts.pPaidSoon[row]);
      if (table.p50) expect(table.points).toContainEqual({ date: table.p50, paid_by: 0.5 });
    }
    expect(() => paymentDateTable(inputs, 'nothing')).toThrow(/nothing has no forecast/);
  });
});

describe('queue and suppressed', () => {
  it('sum up the rows they are given', () => {
    expect(
      valuesOf(SMALL_CHARTS['queue']).map(({ reason, calls, expected_value, overdue_amount }) => [
        reason,
        calls,
        expected_value,
        overdue_amount,
      ]),
    ).toEqual([
      ['broken promise', 1, 70, 1000],
      ['missed run', 2, 30, 500],
    ]);
    expect([SMALL_CHARTS['queue'].title.text.join(' ')]).toEqual([
      `70 % of the value of today's ${CALLS.length} calls lies in: broken promise`,
    ]);
    expect(
      valuesOf(SMALL_CHARTS['suppressed']).map(({ reason, until, debtors, open_amount }) => [
        reason,
        until,
        debtors,
        open_amount,
      ]),
    ).toEqual([
      ['no action', '2025-07-03', 2, 150.1],
      ['no action', '2025-08-01', 1, 20],
      ['do not call', '', 1, 75],
    ]);
    expect([SMALL_CHARTS['suppressed'].title.text.join(' ')]).toEqual([
      `Of ${SUPPRESSED.length} debtors left alone, 2 may be called within a week; 1 have no date`,
    ]);
  });
});

describe('aging', () => {
  it('puts each item into its class', () => {
    expect(agingTable(LEDGER, AS_OF)).toEqual([
      { days_overdue: 'not due', items: 1, amount: 250 },
      { days_overdue: '1–30', items: 0, amount: 0 },
      { days_overdue: '31–60', items: 1, amount: 500 },
      { days_overdue: '61–90', items: 0, amount: 0 },
      { days_overdue: 'over 90', items: 0, amount: 0 },
      { days_overdue: 'credits, unmatched cash', items: 2, amount: -70 },
    ]);
  });

  it('adds up to the balance of the sample', () => {
    const visible = visibleAt(ledger, parseDay(SAMPLE_AS_OF));
    const balance = balances(visible, itemStates(visible)).reduce((sum, minor) => sum + minor, 0) / 100;
    const shown = agingTable(ledger, SAMPLE_AS_OF).reduce((sum, bucket) => sum + bucket.amount, 0);
    expect(shown).toBeCloseTo(balance, 2);
  });
});
