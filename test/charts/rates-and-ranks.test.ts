import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import {
  contributionsChart,
  contributionsTable,
  driftChart,
  gainsTable,
  lateRateChart,
  lateRateTable,
} from '../../src/charts/index.ts';
import { ledgerFromRows } from '../../src/ledger/index.ts';
import { AS_OF, DRIFT, EXPLANATION, LEDGER, ROWS, SCORED, SMALL_CHARTS } from './small-charts.ts';

const titleOf = (name: string): string => SMALL_CHARTS[name].title.text.join(' ');

describe('late rate', () => {
  it('counts each decided invoice in the month of its rolled due date', () => {
    // Due on Saturdays, rolled to Monday, paid on Wednesday: all late. One more is open since May; one is not due yet.
    const expected = new Map<string, number>();
    for (const row of ROWS.invoices.slice(0, 20)) {
      const month = formatDay(parseDay(row.due_date) + 2).slice(0, 7);
      expected.set(month, (expected.get(month) ?? 0) + 1);
    }
    expected.set('2025-05', (expected.get('2025-05') ?? 0) + 1);
    const table = lateRateTable(LEDGER, AS_OF);
    expect(new Map(table.map((row) => [row.month, row.invoices]))).toEqual(expected);
    for (const row of table) {
      expect(row.late).toBe(row.invoices);
      expect(row.high).toBeCloseTo(1, 12);
      expect(row.low).toBeLessThan(1);
    }
    // Nineteen were paid two days late, one three days, and the open one is 46 days late.
    const lenient = lateRateTable(LEDGER, AS_OF, { lateAfterDays: 2 });
    expect(lenient.reduce((sum, row) => sum + row.late, 0)).toBe(2);
  });

  it('leaves out what is not decided yet, so that early payers do not flatter the last month', () => {
    const invoice = (invoice_id: string, due_date: string) => ({
      invoice_id,
      debtor_id: 'B',
      issue_date: '2025-06-02',
      due_date,
      amount: 100,
    });
    const ledger = ledgerFromRows({
      invoices: [invoice('paid', '2025-06-30'), invoice('open', '2025-06-30'), invoice('late', '2025-06-27')],
      payments: [{ debtor_id: 'B', invoice_id: 'paid', paid_on: '2025-06-20', amount: 100 }],
    });
    // On the morning of 1 July nobody knows whether the one due on 30 June was paid that day.
    expect(lateRateTable(ledger, '2025-07-01')).toMatchObject([{ month: '2025-06', invoices: 1, late: 1 }]);
    expect(lateRateTable(ledger, '2025-07-02')).toMatchObject([{ month: '2025-06', invoices: 3, late: 2 }]);
    expect(lateRateChart(lateRateTable(ledger, '2025-06-10')).title.text).toEqual(['No invoice has fallen due yet']);
  });

  it('says the rates of the last three months and of the three before', () => {
    const month = (at: number, late: number) => ({
      month: `2025-0${at}`,
      invoices: 10,
      late,
      late_rate: late / 10,
      low: 0,
      high: 1,
    });
    const chart = lateRateChart([1, 2, 3, 4, 5, 6].map((at) => month(at, at < 4 ? 2 : 6)));
    expect(chart.title.text.join(' ')).toBe('60 % came late in the last 3 months, 20 % in the 3 before');
  });
});

describe('gains', () => {
  /** Late invoices in expectation among the first `most` by chance, equals in a random order. */
  function found(chances: Float64Array, label: Uint8Array, most: number): number {
    let sum = 0;
    for (let row = 0; row < label.length; row++) {
      if (label[row] === 0) continue;
      const above = chances.filter((chance) => chance > chances[row]).length;
      const equal = chances.filter((chance) => chance === chances[row]).length;
      sum += Math.min(1, Math.max(0, (most - above) / equal));
    }
    return sum;
  }

  it('recomputes row by row, equals shared evenly', () => {
    const coarse = SCORED.forecast.map((chance) => Math.round(chance * 7) / 7);
    const late = SCORED.label.reduce((sum, one) => sum + one, 0);
    for (const forecast of [SCORED.forecast, coarse]) {
      const table = gainsTable({ forecast, label: SCORED.label, ownRecord: SCORED.ownRecord });
      expect(table).toHaveLength(63);
      for (const point of table.filter((row) => row.ranked_by === 'model'))
        expect(point.late_found).toBeCloseTo(found(forecast, SCORED.label, point.looked_at * 200) / late, 9);
      for (const point of table.filter((row) => row.ranked_by === 'best possible'))
        expect(point.late_found).toBeCloseTo(Math.min(1, (point.looked_at * 200) / late), 9);
    }
  });

  it('does not depend on the order of the rows', () => {
    const coarse = SCORED.forecast.map((chance) => Math.round(chance * 7) / 7);
    const turned = gainsTable({ forecast: coarse.toReversed(), label: SCORED.label.toReversed() });
    const straight = gainsTable({ forecast: coarse, label: SCORED.label });
    turned.forEach((point, at) => {
      expect(point.late_found).toBeCloseTo(straight[at].late_found, 12);
    });
  });

  it('has no curve where nothing came late', () => {
    expect(titleOf('gains-nothing-late')).toBe('No invoice came late: there is nothing to find');
  });
});

describe('contributions', () => {
  it('add up, whatever is put together', () => {
    const { base, margin, effects, other } = EXPLANATION;
    for (const limit of [1, 3, 8]) {
      const table = contributionsTable(EXPLANATION, limit);
      expect(base + table.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(margin, 12);
      expect(table.length).toBe(Math.min(effects.length, limit + 1) + other.length);
    }
    expect(contributionsTable(EXPLANATION, 1).map((row) => row.says)).toEqual([
      'about 80 % of its invoices are paid late, given how much we know',
      '4 other features together',
      'which days are looked at, and how far ahead they lie',
      'the correction learnt on the latest weeks',
    ]);
  });

  it('tell features without a value apart', () => {
    const says = contributionsTable(EXPLANATION).map((row) => row.says);
    expect(new Set(says).size).toBe(says.length);
    expect(says[3]).toMatch(/^mean late days: /);
  });

  it('are said to be of what they add up to', () => {
    expect(titleOf('contributions')).toMatch(/^Late with 63 %; what counts most for it: about 80 %/);
    const table = contributionsTable(EXPLANATION);
    const whole = JSON.stringify(contributionsChart(table, { ...EXPLANATION, invoiceId: 'F1' }));
    expect(whole).toContain('part of the log-odds of late payment');
    expect(whole.replaceAll(/","/g, ' ')).toContain('log-odds −0.50, the parts add up to +0.53');
    const later = JSON.stringify(contributionsChart(table, { ...EXPLANATION, afterDays: 45, invoiceId: 'F1' }));
    expect(later).toContain('Paid more than 45 days late with 63 %');
    expect(later).toContain('part of the log-odds of payment more than 45 days late');
  });
});

describe('drift', () => {
  it('names the features at or over the limit, the furthest first, and counts what it hides', () => {
    expect(titleOf('drift')).toBe('2 of 17 features shifted: feature 03, feature 09');
    expect(SMALL_CHARTS['drift'].title.subtitle.join(' ')).toContain('2 features below these not shown');
    expect(JSON.stringify(SMALL_CHARTS['drift'])).toContain(
      '"feature":"feature_01","psi":0.1,"name":"feature 01","level":"to watch"',
    );
    const calm = DRIFT.filter((row) => row.psi < 0.1);
    expect(driftChart(calm, { from: 'a', to: 'b' }).title.text).toEqual(['None of 14 features shifted']);
  });
});
