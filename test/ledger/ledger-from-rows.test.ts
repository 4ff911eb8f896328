import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/calendar/index.ts';
import {
  balances,
  type ImportReport,
  ITEM,
  itemStates,
  ledgerFromRows,
  textAt,
  textsOf,
  unappliedCash,
  visibleAt,
} from '../../src/ledger/index.ts';

const invoice = { invoice_id: 'F1', debtor_id: '007', issue_date: '2026-01-05', due_date: '2026-02-04', amount: 100 };

function reportOf(rows: Parameters<typeof ledgerFromRows>[0]) {
  let report: ImportReport | undefined;
  const ledger = ledgerFromRows(rows, {
    badRows: 'collect',
    onReport: (made) => {
      report = made;
    },
  });
  return { ledger, report: report as ImportReport };
}

describe('ledgerFromRows', () => {
  it('keeps ids to the letter, hostile names among them', () => {
    const ids = ['007', '7', '__proto__', 'constructor', 'Été', '=1+1'];
    const ledger = ledgerFromRows({ invoices: ids.map((id) => ({ ...invoice, invoice_id: id, debtor_id: id })) });
    expect(textsOf(ledger.debtors.id).sort()).toEqual([...ids].sort());
    expect(textsOf(ledger.invoices.id).sort()).toEqual([...ids].sort());
  });

  it('takes a payment among the invoices for unapplied cash, as far as it is open', () => {
    const { ledger, report } = reportOf({
      invoices: [
        invoice,
        { ...invoice, invoice_id: 'P1', amount: -60, open_amount: -40, kind: 'payment' },
        { ...invoice, invoice_id: 'P2', amount: -30, paid_on: '2026-01-09', kind: 'payment' },
      ],
    });
    expect(textsOf(ledger.invoices.id)).toEqual(['F1']);
    const visible = visibleAt(ledger, parseDay('2026-02-01'));
    expect([...balances(visible, itemStates(visible))]).toEqual([6000]);
    expect(report.tables.invoices).toMatchObject({ read: 3, accepted: 3 });
  });

  it('refuses bad rows with their place, value and problem, ten at a time', () => {
    const rows = {
      invoices: [
        { ...invoice, due_date: '2026-02-31' },
        { ...invoice, invoice_id: 'F2', amount: Number.NaN },
        { ...invoice, invoice_id: '' },
      ],
    };
    expect(() => ledgerFromRows(rows)).toThrow(
      "3 rows break the ledger contract; correct them, or pass badRows: 'collect' to leave them out:\n" +
        '  invoices[0].due_date = "2026-02-31": is no calendar date written as YYYY-MM-DD\n' +
        '  invoices[1].amount = "NaN": must be a finite number\n' +
        '  invoices[2].invoice_id = "": must not be empty',
    );
  });

  it('names unknown fields and tables', () => {
    expect(() => ledgerFromRows({ invoices: [{ ...invoice, dueDate: 'x' } as never] })).toThrow(
      'invoices[0].dueDate = "x": is no column of invoices',
    );
    expect(() => ledgerFromRows({ invoices: [], facturen: [] } as never)).toThrow(
      'there is no table "facturen": the tables are invoices, payments, debtors',
    );
    for (const nothing of [undefined, null, [], 'invoices.csv'])
      expect(() => ledgerFromRows(nothing as never)).toThrow(
        expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(/not an object of tables: pass \{/) }),
      );
    expect(() => ledgerFromRows({ invoices: [] })).toThrow('the ledger has no invoices: the invoice table is empty');
  });

  it('collapses identical rows and rejects all rows that share an id and disagree', () => {
    const { ledger, report } = reportOf({
      invoices: [
        invoice,
        { ...invoice },
        { ...invoice, invoice_id: 'F2', amount: 5 },
        { ...invoice, invoice_id: 'F2', amount: 6 },
        { ...invoice, invoice_id: 'F3' },
      ],
      payments: [],
    });
    expect(textsOf(ledger.invoices.id)).toEqual(['F1', 'F3']);
    expect(report.tables.invoices).toEqual({
      read: 5,
      accepted: 2,
      rejected: 2,
      collapsed: 1,
      amounts: { read: 311, accepted: 200, rejected: 11, collapsed: 100 },
    });
    expect(report.rejects.map((row) => [row.line, row.value, row.problem])).toEqual([
      [
        3,
        'F2',
        'rows share this invoice_id and disagree; all of them are left out until the source says which is right',
      ],
      [
        4,
        'F2',
        'rows share this invoice_id and disagree; all of them are left out until the source says which is right',
      ],
    ]);
  });

  it('lets one payment have a row for each of its invoices', () => {
    const ledger = ledgerFromRows({
      invoices: [invoice, { ...invoice, invoice_id: 'F2' }],
      payments: ['F1', 'F2'].map((invoice_id) => ({
        payment_id: 'B1',
        debtor_id: '007',
        invoice_id,
        paid_on: '2026-02-01',
        amount: 100,
      })),
    });
    expect([...itemStates(ledger).state]).toEqual([ITEM.paid, ITEM.paid]);
  });

  it('needs rates for more than one currency, and adds up with them', () => {
    const rows = {
      invoices: [
        { ...invoice, currency: 'USD' },
        { ...invoice, invoice_id: 'F2', currency: 'CAD' },
      ],
    };
    expect(() => ledgerFromRows(rows)).toThrow(
      'the ledger holds amounts in CAD, USD: amounts in different currencies are not added up. Give the value of one unit of each in the reporting currency, named first: --rates CAD=1,USD=…',
    );
    expect(() => ledgerFromRows(rows, { rates: { USD: 1 } })).toThrow(
      'no rate for CAD: add it to --rates, e.g. --rates USD=1,CAD=…',
    );
    const ledger = ledgerFromRows(rows, { rates: { USD: 1, CAD: 0.75 } });
    expect(ledger.reporting.code).toBe('USD');
    expect(balances(ledger, itemStates(ledger))[0]).toBe(17_500);
  });

  it('holds amounts in the minor units of the currency', () => {
    const yen = ledgerFromRows({ invoices: [{ ...invoice, currency: 'JPY', amount: 1200 }] });
    expect(yen.invoices.amountMinor[0]).toBe(1200);
    const euro = ledgerFromRows({ invoices: [{ ...invoice, currency: 'EUR', amount: 12.34 }] });
    expect(euro.invoices.amountMinor[0]).toBe(1234);
  });

  it('warns of what it accepts with doubts, counted', () => {
    const { report } = reportOf({
      invoices: [
        { ...invoice, due_date: '2025-12-31' },
        { ...invoice, invoice_id: 'F2', amount: 0 },
      ],
      payments: [
        { debtor_id: '007', invoice_id: 'F1', paid_on: '2026-01-01', amount: 100 },
        { debtor_id: '007', invoice_id: 'F9', paid_on: '2026-01-09', amount: 5 },
      ],
    });
    expect(report.warnings.map((warning) => warning.message)).toEqual([
      'invoices.amount: an amount of 0 is kept, but nobody is called about it (first at line 2); 1 in all',
      'invoices.due_date: the due date 2025-12-31 lies before the issue date 2026-01-05; both are kept as they are (first at line 1); 1 in all',
      'payments.invoice_id: the payment names invoice "F9", which the ledger does not hold; it is kept as unapplied cash (first at line 2); 1 in all',
      'payments.paid_on: invoice "F1" was paid before it was issued; the dates are kept as they are; 1 in all',
    ]);
  });
});

describe('items and balances', () => {
  const pay = (amount: number, more: object = {}) => ({
    debtor_id: '007',
    invoice_id: 'F1',
    paid_on: '2026-02-10',
    amount,
    ...more,
  });

  it('are paid on the date of the payment that brings the open amount to the tolerance', () => {
    const ledger = ledgerFromRows({ invoices: [invoice], payments: [pay(60, { paid_on: '2026-02-01' }), pay(39.01)] });
    const items = itemStates(ledger);
    expect([items.state[0], items.paidDay[0], items.openMinor[0]]).toEqual([ITEM.paid, parseDay('2026-02-10'), 99]);
    expect(itemStates(ledger, 0.5).state[0]).toBe(ITEM.open);
  });

  it('open again when a payment is returned, and learn nothing from a write-off', () => {
    const returned = ledgerFromRows({
      invoices: [invoice],
      payments: [pay(100), pay(100, { kind: 'returned', paid_on: '2026-02-20' })],
    });
    expect([itemStates(returned).state[0], itemStates(returned).openMinor[0]]).toEqual([ITEM.open, 10_000]);
    const written = ledgerFromRows({ invoices: [invoice], payments: [pay(100, { kind: 'write_off' })] });
    expect(itemStates(written).state[0]).toBe(ITEM.closed);
  });

  it('net nothing twice: credit notes are items of their own, unapplied cash lowers the balance once', () => {
    const ledger = ledgerFromRows({
      invoices: [
        invoice,
        { ...invoice, invoice_id: 'C1', kind: 'credit_note', amount: 30 },
        { ...invoice, invoice_id: 'C2', amount: -20 },
      ],
      payments: [
        pay(10),
        { debtor_id: '007', paid_on: '2026-02-01', amount: 25 },
        pay(120, { invoice_id: 'C2', amount: -20, kind: 'refund' }),
      ],
    });
    const items = itemStates(ledger);
    expect(unappliedCash(ledger)[0]).toBe(2500);
    expect(balances(ledger, items)[0]).toBe(10_000 - 1000 - 3000 - 2500);
  });

  it('keep an overpayment visible', () => {
    const ledger = ledgerFromRows({ invoices: [invoice], payments: [pay(130)] });
    const items = itemStates(ledger);
    expect([items.state[0], items.openMinor[0], balances(ledger, items)[0]]).toEqual([ITEM.paid, -3000, -3000]);
  });

  it('come from paid_on in a one-file ledger, a part of it still open where the file says so', () => {
    const ledger = ledgerFromRows({
      invoices: [
        { ...invoice, paid_on: '2026-02-09' },
        { ...invoice, invoice_id: 'F2', paid_after_days: 10, open_amount: 40 },
        { ...invoice, invoice_id: 'F3', open_amount: 0 },
        { ...invoice, invoice_id: 'F4' },
      ],
    });
    const items = itemStates(ledger);
    expect([...items.state]).toEqual([ITEM.paid, ITEM.open, ITEM.closed, ITEM.open]);
    expect([...items.openMinor]).toEqual([0, 4000, 0, 10_000]);
    expect(ledger.payments.paidDay[ledger.payments.invoice.indexOf(1)]).toBe(parseDay('2026-01-15'));
  });
});

describe('visibleAt', () => {
  const rows = {
    invoices: [
      invoice,
      { ...invoice, invoice_id: 'F2', issue_date: '2026-03-01', due_date: '2026-03-31' },
      { ...invoice, invoice_id: 'F3', debtor_id: '9', known_on: '2026-02-02' },
    ],
    payments: [
      {
        debtor_id: '007',
        invoice_id: 'F1',
        paid_on: '2026-02-01',
        booked_on: '2026-02-02',
        applied_on: '2026-02-05',
        amount: 100,
      },
    ],
  };

  it('shows a row from the morning after its known date', () => {
    const ledger = ledgerFromRows(rows);
    const seen = (asOf: string) => textsOf(visibleAt(ledger, parseDay(asOf)).invoices.id);
    expect(seen('2026-01-05')).toEqual([]);
    expect(seen('2026-01-06')).toEqual(['F1']);
    expect(seen('2026-02-03')).toEqual(['F1', 'F3']);
    expect(textsOf(visibleAt(ledger, parseDay('2026-02-01')).debtors.id)).toEqual(['007']);
  });

  it('shows booked money as unapplied cash until it is matched', () => {
    const ledger = ledgerFromRows(rows);
    const on = (asOf: string) => visibleAt(ledger, parseDay(asOf));
    expect(on('2026-02-02').payments.count).toBe(0);
    expect(unappliedCash(on('2026-02-03'))[0]).toBe(10_000);
    expect(unappliedCash(on('2026-02-06'))[0]).toBe(0);
    expect(itemStates(on('2026-02-06')).state[0]).toBe(ITEM.paid);
    expect(textAt(on('2026-02-06').invoices.id, 0)).toBe('F1');
  });
});
