import * as aq from 'arquero';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import {
  computeDebtorFeatures,
  computeInvoiceFeatures,
  detectLedgerRuns,
  fitLedgerRunThresholds,
  momentsOf,
  UNINFORMED,
} from '../../src/features/index.ts';
import { itemStates, ledgerFromRows } from '../../src/ledger/index.ts';
import { ACTION_COLUMNS, QUEUE_COLUMNS, SUPPRESSED_COLUMNS } from '../../src/prioritise/index.ts';
import { generateDebtor } from '../../src/simulate/index.ts';
import {
  listRows,
  tabulateDebtorFeatures,
  tabulateForecasts,
  tabulateInvoiceFeatures,
  tabulateQueue,
  tabulateRuns,
  toArquero,
} from '../../src/tables/index.ts';
import { DEBTOR, inputsOf, invoice, queueOf, record } from '../prioritise/queue-of.ts';

const asOf = parseDay('2026-01-05');
const ledger = ledgerFromRows(generateDebtor(3, 5, { months: 24 }).ledger);

describe('features', () => {
  it('of debtors stand beside their ids, their columns shared down to Arquero', () => {
    const features = computeDebtorFeatures(ledger, asOf, { smoothing: UNINFORMED });
    const table = toArquero(tabulateDebtorFeatures(ledger, asOf, features), aq);
    expect(table.columnNames()).toEqual(['debtor_id', 'moment_date', ...features.names]);
    expect(table.get('moment_date')).toEqual(new Date('2026-01-05'));
    features.names.forEach((name, at) => {
      expect(table.column(name)).toBe(features.columns[at]);
    });
  });

  it('of invoices stand beside ids and moments', () => {
    const rows = Int32Array.of(3, 1);
    const asked = { invoice: rows, moment: momentsOf(ledger, rows, 'due') };
    const features = computeInvoiceFeatures(ledger, asked, { smoothing: UNINFORMED });
    const table = tabulateInvoiceFeatures(ledger, asked, features);
    expect(table.columns.slice(0, 3).map((column) => column.name)).toEqual(['invoice_id', 'debtor_id', 'moment_date']);
    expect(listRows(table).map((row) => row['moment_date'])).toEqual(Array.from(asked.moment, formatDay));
    const amounts = listRows(table).map((row) => row['amount']);
    expect(amounts).toEqual(Array.from(rows, (i) => ledger.invoices.amountMinor[i] / 100));
    expect(table.columns.find((column) => column.name === 'lessons')?.type).toBe('integer');
  });
});

it('payment runs keep every field, dates as dates', () => {
  const items = itemStates(ledger);
  const runs = detectLedgerRuns(ledger, items, asOf, fitLedgerRunThresholds(ledger, items, asOf));
  const [run] = runs;
  const [row] = listRows(tabulateRuns(ledger, runs));
  expect(row).toMatchObject({
    debtor_id: 'D006',
    family: run.family,
    days: run.days.join('|') || null,
    strength: run.strength,
    q_value: run.qValue,
    payment_dates: run.paymentDates,
    next_run: run.nextRun === null ? null : formatDay(run.nextRun),
    evidence: run.evidence,
  });
  const none = { ...run, family: 'none' as const, nextRun: null, since: null, qValue: null };
  expect(listRows(tabulateRuns(ledger, [none]))[0]).toMatchObject({ next_run: null, since: null, q_value: null });
});

const ROWS = (() => {
  const old = record(12, 20);
  return {
    debtors: [DEBTOR],
    invoices: [...old.invoices, invoice('late', '2025-12-20'), invoice('next', '2026-01-12')],
    payments: old.payments,
  };
})();

it('forecasts stand beside ids, their columns shared', () => {
  const { ledger: cut, forecasts } = inputsOf(ROWS, '2026-01-05');
  const table = tabulateForecasts(cut, forecasts);
  expect(table.columns.find((column) => column.name === 'p_late')?.values).toBe(forecasts.pLate);
  expect(listRows(table)[0]).toMatchObject({
    invoice_id: 'late',
    debtor_id: 'D',
    moment_date: '2026-01-05',
    p_late: 0.6,
    date_p50: '2026-01-19',
  });
});

describe('the queue', () => {
  const queue = queueOf(ROWS, '2026-01-05');
  const held = queueOf(ROWS, '2026-01-05', { policy: { callsPerDay: 0 } });

  it('has the columns of the files, and its cells', () => {
    expect(queue.calls.length).toBeGreaterThan(0);
    expect(held.suppressed.length).toBeGreaterThan(0);
    for (const { calls, suppressed, actions } of [queue, held]) {
      const tables = tabulateQueue({ calls, suppressed, actions });
      expect(tables.calls.columns.map((column) => column.name)).toEqual(QUEUE_COLUMNS);
      expect(tables.suppressed.columns.map((column) => column.name)).toEqual(SUPPRESSED_COLUMNS);
      expect(tables.actions.columns.map((column) => column.name)).toEqual(ACTION_COLUMNS);
      const emptied = (rows: readonly object[]) =>
        rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell === '' ? null : cell])),
        );
      expect(listRows(tables.calls)).toEqual(emptied(calls));
      expect(listRows(tables.suppressed)).toEqual(emptied(suppressed));
      expect(listRows(tables.actions)).toEqual(emptied(actions));
    }
  });

  it('is a table of typed columns', () => {
    const table = toArquero(tabulateQueue(queue).calls, aq);
    expect(table.get('oldest_due_date')).toBeInstanceOf(Date);
    expect(table.get('first_contact')).toBeTypeOf('boolean');
    expect(table.column('expected_value')).toBeInstanceOf(Float64Array);
  });
});
