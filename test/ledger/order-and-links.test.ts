import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ledgerFromRows, textColumn } from '../../src/ledger/index.ts';
import { linkInvoices, NAMES_NONE, NAMES_UNKNOWN } from '../../src/ledger/link-invoices.ts';
import { orderByDebtor } from '../../src/ledger/order-rows.ts';
import { findRepeatedRows } from '../../src/ledger/repeated-rows.ts';
import { createTableBuilder } from '../../src/ledger/table-data.ts';

it('rows are ordered by debtor and key, stably, whatever order they come in', () => {
  const row = fc.record({ debtor: fc.nat(3), key: fc.nat(20), keep: fc.boolean() });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
      const order = orderByDebtor(
        Int32Array.from(rows, ({ debtor }) => debtor),
        4,
        Uint8Array.from(rows, ({ keep }) => (keep ? 1 : 0)),
        (i, j) => rows[i].key - rows[j].key,
      );
      const expected = rows.flatMap((each, at) => (each.keep ? [{ ...each, at }] : []));
      expected.sort((a, b) => a.debtor - b.debtor || a.key - b.key || a.at - b.at);
      expect([...order]).toEqual(expected.map(({ at }) => at));
    }),
  );
});

it('repeated keys are found, also where hashes collide', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 200 }), fc.constantFrom(1, 7, 2 ** 32), (keys, hashes) => {
      const first = findRepeatedRows(
        Uint32Array.from(keys, (key) => Math.imul(key, 0x9e3779b1) % hashes),
        (i, j) => keys[i] === keys[j],
      );
      const expected = keys.map((key, at) => (keys.indexOf(key) < at ? keys.indexOf(key) : -1));
      expect(first ? [...first] : keys.map(() => -1)).toEqual(expected);
    }),
  );
});

it('repeated keys are found in more rows than are looked at together', () => {
  const keys = Uint32Array.from({ length: 50_000 }, (_, i) => Math.imul(i % 49_990, 0x9e3779b1));
  const first = findRepeatedRows(keys, (i, j) => keys[i] === keys[j]) as Int32Array;
  expect([...first.subarray(49_990)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(first.subarray(0, 49_990).every((row) => row === -1)).toBe(true);
});

it('invoices are found with their debtor, with another and not at all', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(80)), { maxLength: 150 }), (named) => {
      const ledger = ledgerFromRows({
        invoices: Array.from({ length: 60 }, (_, i) => ({
          invoice_id: `É-${i}`,
          debtor_id: `D${i % 5}`,
          issue_date: '2025-01-01',
          due_date: '2025-01-31',
          amount: 1,
        })),
        payments: [],
      });
      const rows = named.map(([debtor, invoice]) => ({ debtor, id: invoice > 70 ? null : `É-${invoice}` }));
      rows.sort((a, b) => a.debtor - b.debtor);
      const builder = createTableBuilder('payments', ['invoice_id']);
      rows.forEach(({ id }, at) => {
        builder.append(at, [id]);
      });
      const ids = textColumn(builder.finish(), 'invoice_id');
      const order = Uint32Array.from(rows, (_, at) => at);
      const invoiceIds = Array.from({ length: 60 }, (_, i) => i).map((i) => idAt(i));
      function idAt(i: number): string {
        const { bytes, offsets } = ledger.invoices.id;
        return new TextDecoder().decode(bytes.subarray(offsets[i], offsets[i + 1]));
      }
      const expected = rows.map(({ id }) => {
        if (id === null) return NAMES_NONE;
        const found = invoiceIds.indexOf(id);
        return found < 0 ? NAMES_UNKNOWN : found;
      });
      const links = linkInvoices(ledger.invoices);
      const debtorOf = Int32Array.from(rows, ({ debtor }) => debtor);
      expect([...links.linkRows(ids, order, debtorOf)]).toEqual(expected);
      expect([...links.linkRows(ids, order)]).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
