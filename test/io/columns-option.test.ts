import { describe, expect, it } from 'vitest';
import { parseColumnsOption } from '../../src/io/columns-option.ts';
import { PRESETS } from '../../src/io/index.ts';
import { TABLES } from '../../src/ledger/index.ts';
import { failure, failureAt, invoices, readPath, readText, writeFiles } from './written-source.ts';

const ODD = 'Ref,Who,From,"Until, at last",Sum\nA1,D,2024-01-01,2024-01-31,5\nA1,D,2024-01-01,2024-01-31,5\n';
const ALL = 'invoice_id=Ref,debtor_id=who,issue_date=From,due_date="Until, at last",amount=Sum';

describe('--columns', () => {
  it('names headers, quoted where they hold a comma, else by their letters', async () => {
    const { mapping } = await readText(ODD, { columns: ALL });
    expect(mapping[0].columns.map(({ column, how }) => [column, how])).toEqual([
      ['invoice_id', 'option'],
      ['debtor_id', 'option'],
      ['issue_date', 'option'],
      ['due_date', 'option'],
      ['amount', 'option'],
    ]);
  });

  it('wins over exact headers, and a header may serve twice', async () => {
    const { rows } = await readText(invoices('1,D,2024-01-01,2024-01-31,5'), {
      columns: 'known_on=due_date,invoice_id=debtor_id',
    });
    expect(rows()[0]).toMatchObject({
      invoice_id: 'D',
      debtor_id: 'D',
      known_on: '2024-01-31',
      due_date: '2024-01-31',
    });
  });

  it('numbers the rows, with digests that tell equal records', async () => {
    const { rows, tables } = await readText(ODD, { columns: ALL.replace('=Ref', '=#line') });
    expect(rows().map((row) => row.invoice_id)).toEqual(['2', '3']);
    const { digests } = tables[0];
    expect(digests?.length).toBe(2);
    expect(digests?.bytes.slice(0, 32)).toEqual(digests?.bytes.slice(32));
    expect((await readText(ODD, { columns: ALL })).tables[0].digests).toBeUndefined();
  });

  it('switches a column off', async () => {
    const { mapping } = await readText(
      invoices('1,D,2024-01-01,2024-01-31,5').replace('amount', 'amount,paid_on').replace(',5', ',5,'),
      {
        columns: 'paid_on=',
      },
    );
    expect(mapping[0].columns[5].column).toBeNull();
  });

  it('reaches other tables, and debtor attributes of an invoice file', async () => {
    const directory = writeFiles({
      'invoices.csv': invoices('1,D,2024-01-01,2024-01-31,5')
        .replace('debtor_id', 'debtor_id,Wie')
        .replace('1,D,', '1,D,ACME,'),
      'payments.csv': 'debtor_id,paid_on,Geld\nD,2024-01-01,7\n',
    });
    const { rows } = await readPath(directory, { columns: 'payments.amount=Geld,name=Wie' });
    expect(rows('payments')[0].amount).toBe(7);
    expect(rows('debtors')).toEqual([{ debtor_id: 'D', name: 'ACME' }]);
  });

  it.each([
    ['foo', '--columns: "foo" has no "=": write COLUMN=HEADER, e.g. invoice_id=Factuurnr'],
    [
      'bill.amount=x',
      '--columns bill.amount: there is no table "bill"; the tables are invoices, payments, debtors, contacts, promises, disputes, plans',
    ],
    [
      'payments.sum=x',
      '--columns payments.sum: payments has no such column; it has payment_id, debtor_id, invoice_id, paid_on, booked_on, applied_on, amount, currency, kind. Columns of other tables are written TABLE.COLUMN',
    ],
    ['amount=a,amount=b', '--columns names invoices.amount twice: a column has one header'],
    ['amount=#line', '--columns amount=#line: only ids can be made by numbering the rows, e.g. invoice_id=#line'],
    [
      'amount=Foo',
      '--columns amount=Foo: ledger.csv has no header "Foo"; it has invoice_id, debtor_id, issue_date, due_date, amount',
    ],
    ['payments.amount=Foo', '--columns payments.amount=Foo: the ledger has no payments table; it has invoices'],
  ])('refuses %s', async (columns, message) => {
    expect(await failure(invoices('1,D,2024-01-01,2024-01-31,5'), { columns })).toEqual({
      name: 'PayrhythmError',
      code: 'USAGE',
      message,
    });
  });

  it('is parsed with its tables', () => {
    expect(parseColumnsOption('invoice_id = Nr , debtors.name="a=b"')).toEqual([
      { table: 'invoices', column: 'invoice_id', header: 'Nr' },
      { table: 'debtors', column: 'name', header: 'a=b' },
    ]);
  });
});

describe('--preset', () => {
  it.each([
    [
      'sap-fi',
      'BELNR,KUNNR,BLDAT,FAEDT,WRBTR,SHKZG,AUGDT\n1,2,20240101,20240131,5.00,H,20240215\n',
      { invoice_id: '1', debtor_id: '2', kind: 1, paid_on: '2024-02-15' },
    ],
    [
      'odoo',
      'name,partner_id,invoice_date,invoice_date_due,amount_total_in_currency_signed,move_type\nINV/1,ACME,2024-01-01,2024-01-31,-5,out_refund\n',
      { invoice_id: 'INV/1', debtor_id: 'ACME', kind: 1, amount: -5 },
    ],
    [
      'odoo',
      'Number,Partner,Invoice/Bill Date,Due Date,Total,Amount Due\nINV/1,ACME,2024-01-01,2024-01-31,5,2\n',
      { invoice_id: 'INV/1', debtor_id: 'ACME', open_amount: 2 },
    ],
    [
      'exact-online',
      'InvoiceNumber,AccountCode,AccountName,InvoiceDate,DueDate,AmountDC,Currency\n1,7,ACME,/Date(1704067200000)/,/Date(1706659200000)/,5,EUR\n',
      { debtor_id: '7', issue_date: '2024-01-01', due_date: '2024-01-31' },
    ],
    [
      'xero',
      'ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountDue,Currency,Type\nACME,1,31/01/2024,29/02/2024,5,1,GBP,Sales Invoice\n',
      { debtor_id: 'ACME', kind: 0, open_amount: 1 },
    ],
  ])('%s reads its export', async (preset, content, expected) => {
    const { rows, mapping } = await readText(content, { preset });
    expect(rows()[0]).toMatchObject(expected);
    expect(mapping[0].columns.some((column) => column.how === 'preset')).toBe(true);
  });

  it('names only columns that exist, and its source', () => {
    for (const preset of PRESETS) {
      expect(preset.source).not.toBe('');
      for (const [table, columns] of Object.entries(preset.columns))
        expect(TABLES[table as keyof typeof TABLES].columns.map((column) => column.name)).toEqual(
          expect.arrayContaining(Object.keys(columns)),
        );
    }
  });

  it('is refused where there is none of the name, or nothing of it fits', async () => {
    expect(await failure('a\n', { preset: 'foo' })).toMatchObject({
      code: 'USAGE',
      message: '--preset foo: there is no such preset; there are sap-fi, odoo, exact-online, xero',
    });
    expect(await failureAt(writeFiles({ 'invoices.csv': 'a,b\n1,2\n' }), { preset: 'xero' })).toMatchObject({
      code: 'USAGE',
      message:
        '--preset xero: invoices.csv has none of its headers; it has a, b. Leave --preset out, or name headers with --columns',
    });
  });
});
