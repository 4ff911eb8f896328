import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { computeDebtorFeatures, DEFAULT_RUN_THRESHOLDS, featureColumn, UNINFORMED } from '../../src/features/index.ts';
import { SettledLog } from '../../src/features/records/settled-log.ts';
import { type InvoiceRow, ledgerFromRows, type PaymentRow } from '../../src/ledger/index.ts';

/** Invoices due on all days of the week, the first sixteen paid on its Friday, of which `LAST` is the last. */
const WEEKDAYS = [0, 3, 1, 4, 2, 2, 0, 4, 3, 1];
const MONDAY = parseDay('2025-02-03');
const LAST = MONDAY + 15 * 7 + 14 + 4;

function fridayPayer(further: readonly PaymentRow[] = []) {
  const invoices: InvoiceRow[] = [];
  const payments: PaymentRow[] = [];
  for (let n = 0; n < 20; n++) {
    const row = { invoice_id: `F${n}`, debtor_id: 'D' };
    const issue = MONDAY + 7 * n;
    const due = issue + 14 + (n < 16 ? WEEKDAYS[n % 10] : 0);
    invoices.push({ ...row, issue_date: formatDay(issue), due_date: formatDay(due), amount: 100 + n });
    if (n < 16) payments.push({ ...row, paid_on: formatDay(issue + 18), amount: 100 + n });
  }
  return ledgerFromRows({ invoices, payments: [...payments, ...further] });
}

function featureOn(name: string, ledger: ReturnType<typeof fridayPayer>, asOf: number): number {
  return featureColumn(computeDebtorFeatures(ledger, asOf, { smoothing: UNINFORMED, runThresholds }), name)[0];
}

/** Sixteen dates are few: any run will do. */
const runThresholds = { ...DEFAULT_RUN_THRESHOLDS, falseDiscoveryRate: 1 };

describe('features of a payment run', () => {
  it('count the runs that passed by a business day and more while older debt was open', () => {
    const ledger = fridayPayer();
    const missed = [LAST + 8, LAST + 10, LAST + 11, LAST + 17, LAST + 18].map((day) =>
      featureOn('missed_runs', ledger, day),
    );
    expect(missed).toEqual([0, 0, 1, 1, 2]);
  });

  it('take a payment of the day before a run for that run’s, an earlier one not', () => {
    const paidOn = (day: number) =>
      fridayPayer([{ invoice_id: 'F16', debtor_id: 'D', paid_on: formatDay(day), amount: 116 }]);
    expect(featureOn('missed_runs', paidOn(LAST + 13), LAST + 18)).toBe(0);
    expect(featureOn('missed_runs', paidOn(LAST + 12), LAST + 18)).toBe(1);
  });

  it('tell the next run and what the run leaves unexplained', () => {
    const ledger = fridayPayer();
    expect(featureOn('days_to_next_run', ledger, LAST + 1)).toBe(6);
    expect(featureOn('days_to_next_run', ledger, LAST + 7)).toBe(0);
    expect(featureOn('unexplained_late_days', ledger, LAST + 1)).toBe(0);
    expect(featureOn('run_explained_share', ledger, LAST + 1)).toBe(1);
  });
});

describe('the log of settlements', () => {
  it('gives back any earlier state, without what had come back by then', () => {
    const log = new SettledLog();
    log.reset(4);
    log.settle(0, 100, 90);
    log.settle(1, 107, 95);
    log.takeBack(0);
    const mark = log.mark();
    log.takeBack(1);
    log.settle(0, 110, 90);
    expect(log.observationsAt(mark)).toEqual({ paidDays: Int32Array.of(107), dueDays: Int32Array.of(95) });
    expect(log.observationsAt(log.mark())).toEqual({ paidDays: Int32Array.of(110), dueDays: Int32Array.of(90) });
    expect(log.distinctDays).toBe(3);
  });
});
