import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../src/io/index.ts';
import { failure, readText } from './written-source.ts';

const file = (amounts: readonly string[]) =>
  `invoice_id;debtor_id;issue_date;due_date;amount\n${amounts.map((amount, i) => `${i};D;2024-01-01;2024-01-31;"${amount}"\n`).join('')}`;
const read = (amounts: readonly string[], options: ReadOptions = {}) => readText(file(amounts), options);
const amountsOf = async (amounts: readonly string[], options: ReadOptions = {}) =>
  (await read(amounts, options)).rows().map((row) => row.amount);

describe('amounts', () => {
  it.each([
    [
      ['1234.5', '-2', '0.125', '+7'],
      [1234.5, -2, 0.125, 7],
    ],
    [
      ['1,234.56', '12,345,678.90'],
      [1234.56, 12345678.9],
    ],
    [
      ['1.234,56', '12.345.678,90', '7'],
      [1234.56, 12345678.9, 7],
    ],
    [
      ['1 234,56', '1\u00a0234\u00a0567,8', '1\u202f000,00'],
      [1234.56, 1234567.8, 1000],
    ],
    [
      ["1'234.50", '1’000.00'],
      [1234.5, 1000],
    ],
    [
      ['(123.45)', '123.45-', '−5.50', '- 5.50'],
      [-123.45, -123.45, -5.5, -5.5],
    ],
    [
      ['€ 1.234,50', '1.234,50 €', '-€5,00', '€ -5,00', '(€ 5,00)', 'EUR 3,10', '3,10 EUR'],
      [1234.5, 1234.5, -5, -5, -5, 3.1, 3.1],
    ],
    [
      ['$1,234.50', '($5.00)', 'US$ 5.00', 'CHF 5.00', '5.00 kr', '£5.00'],
      [1234.5, -5, 5, 5, 5, 5],
    ],
    [
      ['100,-', '1.000,--', '12,50'],
      [100, 1000, 12.5],
    ],
    [
      ['1e3', '1.5E-2', '2.5'],
      [1000, 0.015, 2.5],
    ],
    [
      ['12,34,567.00', '1.50'],
      [1234567, 1.5],
    ],
    [
      ['.5', '5.', '2.25'],
      [0.5, 5, 2.25],
    ],
    [
      ['-0', '0.00'],
      [0, 0],
    ],
  ])('reads %j', async (texts, expected) => {
    expect(await amountsOf(texts)).toEqual(expected);
  });

  it.each([
    'NaN',
    'Infinity',
    '-inf',
    'abc',
    '1,2,3',
    '1.2.3',
    '12%',
    '1 2',
    '--5',
    'EUR',
    '1e999',
    '0x10',
    '1.234.56',
  ])('rejects %s', async (text) => {
    const { report } = await read(['1.50', text]);
    expect(report.rejects).toEqual([
      { table: 'invoices', line: 3, column: 'amount', value: text, problem: 'is no number' },
    ]);
  });

  it('rejects an empty amount and one that could not be held exactly', async () => {
    const { report } = await read(['', '10000000000000', '9999999999999.99']);
    expect(report.rejects.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'is empty'],
      [3, 'is out of range: an amount is below 10,000,000,000,000'],
    ]);
  });

  it('keeps the sums of read and rejected rows', async () => {
    const { report } = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount\n1,D,2024-01-01,2024-01-31,10.25\n2,,2024-01-01,2024-01-31,5\n3,D,2024-01-01,2024-01-31,x\n',
    );
    expect(report.tables.invoices).toMatchObject({
      read: 3,
      rejected: 2,
      amounts: { read: 15.25, rejected: 5, accepted: 10.25 },
    });
  });
});

describe('the decimal mark', () => {
  it('is proved by one cell for the whole column', async () => {
    expect(await amountsOf(['1.234', '2.000', '12,5'])).toEqual([1234, 2000, 12.5]);
    expect(await amountsOf(['1,234', '2,000', '12.5'])).toEqual([1234, 2000, 12.5]);
    expect(await amountsOf(['1.234', '0.125'])).toEqual([1.234, 0.125]);
  });

  it('is taken for thousands where nothing proves it, with a warning', async () => {
    const { rows, report, mapping } = await read(['1.234', '500', '2.000']);
    expect(rows().map((row) => row.amount)).toEqual([1234, 500, 2000]);
    expect(mapping[0].decimal).toBe('comma');
    expect(report.warnings.map((warning) => warning.message)).toEqual([
      'invoices.amount: nothing proves the decimal mark, so "1.234" was read with thousands; if that is wrong, give --decimal point (first at line 2); 1 in all',
    ]);
  });

  it('is taken for fractions where thousands stand unparted beside it, with a warning', async () => {
    const { rows, report } = await read(['1,234', '25000']);
    expect(rows().map((row) => row.amount)).toEqual([1.234, 25000]);
    expect(report.warnings[0].message).toContain(
      '"1,234" was read with fractions; if that is wrong, give --decimal point',
    );
  });

  it('follows another number column of the file before it assumes', async () => {
    const { rows, report } = await readText(
      'invoice_id;debtor_id;issue_date;due_date;amount;open_amount\n1;D;2024-01-01;2024-01-31;1.234;0,50\n',
    );
    expect(rows()[0]).toMatchObject({ amount: 1234, open_amount: 0.5 });
    expect(report.warnings).toEqual([]);
  });

  it('follows the option', async () => {
    expect(await amountsOf(['1.234'], { decimal: 'point' })).toEqual([1.234]);
    expect(await amountsOf(['1,5'], { decimal: 'comma' })).toEqual([1.5]);
  });

  it('is refused where two cells contradict each other', async () => {
    expect(await failure(file(['1.50', '2,5']))).toEqual({
      name: 'PayrhythmError',
      code: 'BAD_DATA',
      message:
        'ledger.csv, column amount: "1.50" (line 2) has a decimal point, "2,5" (line 3) a decimal comma. Correct the file, or say which is right (the other rows are rejected): --decimal point or --decimal comma',
    });
  });
});

describe('currencies in amounts', () => {
  it('fill a missing currency', async () => {
    const { rows } = await read(['€ 5,00', '5,00 USD', '$ 5,00', '5,00']);
    expect(rows().map((row) => row.currency)).toEqual(['EUR', 'USD', null, null]);
  });

  it('give way to the currency column, with a warning', async () => {
    const { rows, report } = await readText(
      'invoice_id,debtor_id,issue_date,due_date,amount,currency\n1,D,2024-01-01,2024-01-31,€5.00,USD\n2,D,2024-01-01,2024-01-31,€5.00,\n',
    );
    expect(rows().map((row) => row.currency)).toEqual(['USD', 'EUR']);
    expect(report.warnings.map(({ code, count }) => [code, count])).toEqual([['currency_differs', 1]]);
  });
});
