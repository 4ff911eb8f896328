import { describe, expect, it } from 'vitest';
import { type ImportReport, ledgerFromRows, TABLES } from '../../src/ledger/index.ts';
import { GENERATED_TABLES, generateLedger, rowsFromTables } from '../../src/simulate/index.ts';

const CONTRACT_PLAN_COLUMNS = ['plan_id', 'debtor_id', 'due_on', 'amount', 'agreed_on'];

describe('generated tables', () => {
  it('have columns of the contract only, every required one among them', () => {
    for (const table of Object.values(TABLES)) {
      const generated = GENERATED_TABLES[table.name].map((column) => column.name);
      const declared = table.columns.map((column) => column.name);
      const allowed = table.name === 'plans' ? [...declared, ...CONTRACT_PLAN_COLUMNS] : declared;
      expect(allowed).toEqual(expect.arrayContaining(generated));
      const required = table.columns.filter((column) => column.required).map((column) => column.name);
      expect(generated).toEqual(expect.arrayContaining(required));
    }
  });

  it.each([{ currencies: false }, { currencies: true }])('load with zero rejects and zero warnings: %o', (options) => {
    const rates = options.currencies ? { rates: { EUR: 1, GBP: 1.17, USD: 0.92 } } : {};
    for (const { tables } of generateLedger({ invoices: 5000, seed: 4, ...options }, 100_000)) {
      let report: ImportReport | undefined;
      const ledger = ledgerFromRows(rowsFromTables(tables).ledger, {
        ...rates,
        badRows: 'collect',
        onReport: (one) => {
          report = one;
        },
      });
      expect(report?.rejects).toEqual([]);
      expect(report?.warnings).toEqual([]);
      for (const one of Object.values(report?.tables ?? {})) expect(one.collapsed).toBe(0);
      expect(ledger.invoices.count).toBe(tables.invoices.rows);
      expect(ledger.payments.count).toBe(tables.payments.rows);
    }
  });

  it('hold only what was known before as-of', () => {
    const asOf = '2025-06-10';
    for (const { tables } of generateLedger({ invoices: 4000, seed: 6, asOf })) {
      const { ledger } = rowsFromTables(tables);
      for (const row of ledger.invoices)
        expect([row.issue_date, row.sent_on ?? ''].every((day) => day < asOf)).toBe(true);
      for (const row of ledger.payments)
        expect([row.paid_on, row.booked_on ?? '', row.applied_on ?? ''].every((day) => day < asOf)).toBe(true);
      for (const row of ledger.contacts) expect(row.at < asOf).toBe(true);
      for (const row of ledger.promises) expect(row.promised_on < asOf).toBe(true);
      for (const row of ledger.disputes) expect(row.opened_on < asOf && (row.resolved_on ?? '') < asOf).toBe(true);
      for (const row of ledger.debtors)
        expect([row.insolvent_on ?? '', row.handed_over_on ?? ''].every((day) => day < asOf)).toBe(true);
    }
  });

  it('never pay an invoice more than its amount', () => {
    for (const { tables } of generateLedger({ invoices: 8000, seed: 8 })) {
      const { ledger } = rowsFromTables(tables);
      const open = new Map(ledger.invoices.map((row) => [row.invoice_id, Math.round(100 * row.amount)]));
      for (const row of ledger.payments)
        if (row.invoice_id) open.set(row.invoice_id, open.get(row.invoice_id)! - Math.round(100 * row.amount));
      for (const row of ledger.invoices) {
        const left = open.get(row.invoice_id)!;
        expect(row.kind === 'credit_note' ? left <= 0 : left >= 0).toBe(true);
      }
    }
  });

  it('take the truth of exactly the invoices that are no credit notes', () => {
    for (const { tables } of generateLedger({ invoices: 4000, seed: 8 })) {
      const rows = rowsFromTables(tables);
      const ids = rows.ledger.invoices.filter((row) => row.kind !== 'credit_note').map((row) => row.invoice_id);
      expect(rows.truthInvoices.map((row) => row.invoice_id)).toEqual(ids);
      expect(rows.truth.map((row) => row.debtor_id)).toEqual(rows.ledger.debtors.map((row) => row.debtor_id));
      for (const row of rows.truthInvoices) expect(row.p_late >= 0 && row.p_late <= 1).toBe(true);
    }
  });
});
