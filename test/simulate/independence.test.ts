import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDebtorGenerator,
  generateDebtor,
  generateDebtors,
  planGeneration,
  rowsFromTables,
} from '../../src/simulate/index.ts';

describe('one debtor', () => {
  it('has the same history however many others there are', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(400), fc.integer({ min: 1, max: 20_000 }), (seed, index, invoices) => {
        const plan = planGeneration({ invoices, seed });
        const inLedger = rowsFromTables(
          generateDebtors({ ...plan, skipped: [] }, createDebtorGenerator(plan), index, index + 1),
        );
        expect(inLedger).toEqual(generateDebtor(seed, index));
      }),
      { numRuns: 12 },
    );
  });

  it('is the same in any order and beside any neighbours', () => {
    const plan = planGeneration({ invoices: 5000, seed: 9 });
    const together = rowsFromTables(generateDebtors(plan, createDebtorGenerator(plan), 0, 20)).ledger;
    const generator = createDebtorGenerator(plan);
    const apart = Array.from({ length: 20 }, (_, at) => 19 - at)
      .map((index) => rowsFromTables(generateDebtors(plan, generator, index, index + 1)).ledger)
      .reverse();
    expect(apart.flatMap((one) => one.payments)).toEqual(together.payments);
    expect(apart.flatMap((one) => one.contacts)).toEqual(together.contacts);
  });

  it('differs between seeds and between indices', () => {
    expect(generateDebtor(1, 0).ledger.invoices).not.toEqual(generateDebtor(2, 0).ledger.invoices);
    expect(generateDebtor(1, 0).truth).not.toEqual(generateDebtor(1, 1).truth);
  });

  it('has a past that a later as-of date does not change', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(50), fc.integer({ min: 1, max: 12 }), (seed, index, month) => {
        const asOf = `2025-${String(month).padStart(2, '0')}-01`;
        const early = generateDebtor(seed, index, { asOf }).ledger;
        const late = generateDebtor(seed, index).ledger;
        const booked = (row: { booked_on?: unknown; paid_on: string }): string => String(row.booked_on ?? row.paid_on);
        expect(early.payments.map((row) => [row.paid_on, row.amount])).toEqual(
          late.payments.filter((row) => booked(row) < asOf).map((row) => [row.paid_on, row.amount]),
        );
        expect(early.contacts).toEqual(late.contacts.filter((row) => row.at < asOf));
        expect(early.promises).toEqual(late.promises.filter((row) => row.promised_on < asOf));
        expect(early.invoices.map((row) => row.invoice_id)).toEqual(
          late.invoices.filter((row) => row.issue_date < asOf).map((row) => row.invoice_id),
        );
      }),
      { numRuns: 60 },
    );
  });
});
