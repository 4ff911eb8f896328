import { describe, expect, it } from 'vitest';
import { type InvoiceRow, ledgerFromRows } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { rankCallQueue } from '../../src/prioritise/index.ts';

const AS_OF = '2026-03-02';
const invoice = (id: string, more: Partial<InvoiceRow> = {}): InvoiceRow => ({
  invoice_id: id,
  debtor_id: 'A',
  issue_date: '2026-01-01',
  due_date: '2026-01-31',
  amount: 500,
  ...more,
});

function rank(rows: Parameters<typeof ledgerFromRows>[0]) {
  const ledger = ledgerFromRows(rows);
  return rankCallQueue({ ledger, model: trainLatenessModel(ledger, { asOf: AS_OF }), asOf: AS_OF });
}

describe('rankCallQueue', () => {
  const ledger = ledgerFromRows({ invoices: [invoice('1')] });
  const model = trainLatenessModel(ledger, { asOf: AS_OF });

  it('refuses a Date, a missing date and a missing model, and says what to pass', () => {
    const wrong = (request: object): void => {
      rankCallQueue({ ledger, model, asOf: AS_OF, ...request } as never);
    };
    expect(() => wrong({ asOf: new Date(0) })).toThrow(/^asOf is no calendar date \(.*\): write it as YYYY-MM-DD/);
    expect(() => wrong({ asOf: undefined })).toThrow('asOf is missing: write it as YYYY-MM-DD, e.g. 2026-03-02');
    expect(() => wrong({ model: undefined })).toThrow('rankCallQueue needs a model: pass what trainLatenessModel');
    expect(() => trainLatenessModel(ledger, { asOf: new Date(0) as never })).toThrow(/^asOf is no calendar date/);
  });

  it('holds a debtor when one of several unmatched payments equals an open invoice', () => {
    const { calls, suppressed } = rank({
      invoices: [invoice('1'), invoice('2', { amount: 5000 })],
      payments: [500, 200].map((amount, p) => ({ payment_id: `P${p}`, debtor_id: 'A', paid_on: '2026-02-20', amount })),
    });
    expect(calls).toEqual([]);
    expect(suppressed.map((row) => [row.reason, row.evidence])).toEqual([
      ['unapplied_cash', '500.00 came in that is not matched yet and equals invoice 1.'],
    ]);
  });

  it('calls nobody habitually late of whom fewer than three outcomes are known', () => {
    const late = Array.from({ length: 40 }, (_, n) =>
      invoice(`L${n}`, {
        debtor_id: `D${n % 8}`,
        issue_date: '2025-09-01',
        due_date: '2025-10-01',
        amount: 100 + n,
        paid_on: '2025-12-01',
      }),
    );
    const habitualOf = (invoices: readonly InvoiceRow[]) =>
      rank({ invoices: [...late, ...invoices] }).calls.find((call) => call.debtor_id === 'A')?.habitual_late;
    expect(habitualOf([invoice('1')])).toBe(false);
    expect(habitualOf([invoice('1'), invoice('2', { amount: 501 }), invoice('3', { amount: 502 })])).toBe(true);
  });

  it('knows that a promise was a conversation', () => {
    const promises = [{ debtor_id: 'A', promised_on: '2026-02-05', due_on: '2026-02-12' }];
    expect(rank({ invoices: [invoice('1')], promises }).calls.map((call) => [call.reason, call.first_contact])).toEqual(
      [['broken_promise', false]],
    );
  });
});
