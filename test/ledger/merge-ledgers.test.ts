import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type ContactRow,
  type Ledger,
  type LedgerRows,
  ledgerFromRows,
  mergeLedgers,
  type PromiseRow,
  partitionDebtors,
  sampleDebtors,
  textsOf,
  visibleAt,
} from '../../src/ledger/index.ts';
import { ledgerRows, SPAN, START } from '../ledger-arbitrary.ts';

const END = START + SPAN + 130;

it('parts of a ledger merge to the ledger', () => {
  fc.assert(
    fc.property(ledgerRows, fc.integer({ min: 1, max: 4 }), (rows, count) => {
      const whole = visibleAt(ledgerFromRows(ownInvoicesOnly(rows)), END);
      const parts = partitionDebtors(whole, count).map((debtors) => visibleAt(whole, END, { debtors }));
      // The last part first: where a debtor stands does not depend on the part it was in.
      expect(plain(mergeLedgers(parts.reverse()))).toEqual(plain(whole));
    }),
    { numRuns: 60 },
  );
});

it('a sample has the same debtors in any part, and whoever pays for them', () => {
  const rows = Array.from({ length: 400 }, (_, n) => ({
    invoice_id: `F${n}`,
    debtor_id: `D${n}`,
    ...{ issue_date: '2026-01-05', due_date: '2026-02-04', amount: 100, currency: 'EUR' },
  }));
  const ledger = ledgerFromRows({
    invoices: rows,
    debtors: rows
      .map(({ debtor_id }, n) => ({ debtor_id, ...(n % 3 === 0 ? { payer_id: `D${n + 1}` } : {}) }))
      .slice(0, 399),
  });
  const drawn = (from: Ledger): string[] => {
    const ids = textsOf(from.debtors.id);
    return Array.from(sampleDebtors(from, 0.25), (debtor) => ids[debtor] as string);
  };
  const whole = drawn(ledger);
  expect(whole.length).toBeGreaterThan(60);
  expect(whole.length).toBeLessThan(140);
  const parts = partitionDebtors(ledger, 5).map((debtors) => visibleAt(ledger, END, { debtors }));
  expect(parts).toHaveLength(5);
  expect(parts.flatMap(drawn).sort()).toEqual(whole.sort());
  for (const id of whole)
    if (Number(id.slice(1)) % 3 === 0 && id !== 'D399') expect(whole).toContain(`D${Number(id.slice(1)) + 1}`);
  expect(sampleDebtors(ledger, 1)).toHaveLength(400);
});

/** Contacts and promises about an invoice of another debtor lose sight of it where the two are in different parts. */
function ownInvoicesOnly(rows: LedgerRows): LedgerRows {
  const owners = new Map(rows.invoices.map((invoice) => [invoice.invoice_id, invoice.debtor_id]));
  const own = <T extends ContactRow | PromiseRow>(row: T): T => ({
    ...row,
    invoice_id: owners.get(row.invoice_id ?? '') === row.debtor_id ? row.invoice_id : undefined,
  });
  return { ...rows, contacts: (rows.contacts ?? []).map(own), promises: (rows.promises ?? []).map(own) };
}

/** The columns as plain values; texts spelt out, since equal texts may lie in different bytes. */
function plain({ calendars: _, ...ledger }: Ledger): unknown {
  return JSON.parse(
    JSON.stringify(ledger, (__, value) => {
      if (typeof value === 'object' && value !== null && 'offsets' in value) return textsOf(value);
      return ArrayBuffer.isView(value) ? Array.from(value as Int32Array, String) : value;
    }),
  );
}
