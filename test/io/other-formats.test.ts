import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { writeTable } from '../../src/io/index.ts';
import { failure, failureAt, invoices, readPath, readText, temporaryDirectory, writeFiles } from './written-source.ts';

const TABLE = {
  rows: 3,
  columns: [
    { name: 'invoice_id', type: 'text', values: ['007', 'b', 'c'] },
    { name: 'debtor_id', type: 'integer', values: [12, 12, 13] },
    { name: 'issue_date', type: 'date', values: [19786, 19787, 19788] },
    { name: 'due_date', type: 'date', values: [19816, 19817, Number.NaN] },
    { name: 'amount', type: 'number', values: [1.234, 5, 1e6] },
    { name: 'verified', type: 'flag', values: [1, 0, -1] },
  ],
} as const;

describe('Parquet and Arrow', () => {
  it.each(['parquet', 'arrow'])('%s is read cell by cell, numbers as numbers', async (ending) => {
    const path = `${temporaryDirectory()}/ledger.${ending}`;
    await writeTable(path, TABLE);
    const { rows, report, mapping } = await readPath(path);
    expect(rows()).toEqual([
      {
        invoice_id: '007',
        debtor_id: '12',
        issue_date: '2024-03-04',
        due_date: '2024-04-03',
        amount: 1.234,
        verified: 1,
      },
      { invoice_id: 'b', debtor_id: '12', issue_date: '2024-03-05', due_date: '2024-04-04', amount: 5, verified: 0 },
    ]);
    expect(report.rejects).toEqual([
      { table: 'invoices', line: 3, column: 'due_date', value: '', problem: 'is empty' },
    ]);
    expect(mapping[0]).toMatchObject({ format: ending, delimiter: null, encoding: null, dateOrder: null, rows: 3 });
  });

  it.each([
    ['parquet', /^ledger.parquet cannot be read as Parquet: .+/],
    ['arrow', /^ledger.arrow cannot be read as Arrow IPC \(.+\): write it as an uncompressed Arrow file$/],
  ])('what is no %s is refused', async (ending, message) => {
    const failed = await failure('not at all', {}, `ledger.${ending}`);
    expect(failed.code).toBe('BAD_DATA');
    expect(failed.message).toMatch(message);
  });
});

describe('JSON', () => {
  const rows = [
    { invoice_id: '007', debtor_id: 12, issue_date: '03/04/2024', due_date: '13/05/2024', amount: 1.234 },
    { invoice_id: '008', debtor_id: null, issue_date: '03/04/2024', due_date: '13/05/2024', amount: 2 },
  ];
  it.each([
    ['ledger.json', JSON.stringify(rows)],
    ['ledger.ndjson', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['ledger.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')],
  ])('%s is read: numbers as numbers, texts as texts, dates by the whole column', async (name, content) => {
    const read = await readText(content, {}, name);
    expect(read.rows()).toEqual([
      { invoice_id: '007', debtor_id: '12', issue_date: '2024-04-03', due_date: '2024-05-13', amount: 1.234 },
    ]);
    expect(read.report.rejects).toMatchObject([{ line: 2, column: 'debtor_id', problem: 'is empty' }]);
  });

  it('amounts that are texts are read as texts', async () => {
    const read = await readText(JSON.stringify([{ ...rows[0], amount: '1.234,50' }]), {}, 'ledger.json');
    expect(read.rows()[0].amount).toBe(1234.5);
  });

  it('that is none is refused', async () => {
    const failed = await failure('{"a": ', {}, 'ledger.json');
    expect(failed.code).toBe('BAD_DATA');
    expect(failed.message).toMatch(
      /^ledger.json cannot be read as JSON \(an array of objects, or an object a line\): /,
    );
  });
});

describe('a DuckDB file', () => {
  async function database(sql: readonly string[]): Promise<string> {
    const path = `${temporaryDirectory()}/ledger.duckdb`;
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    for (const statement of sql) await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
    return path;
  }

  it('is read table by table', async () => {
    const path = await database([
      `CREATE TABLE Invoices AS SELECT 5.0::DOUBLE AS invoice_id, 'D' AS debtor_id, DATE '2024-01-01' AS issue_date,
        TIMESTAMPTZ '2024-01-31 23:30:00+00' AS due_date, 12.50::DECIMAL(9, 2) AS amount, true AS verified`,
      `CREATE VIEW payments AS SELECT 'D' AS debtor_id, DATE '2024-02-01' AS paid_on, 5 AS amount`,
      'CREATE TABLE other AS SELECT 1 AS x',
    ]);
    const { rows, mapping } = await readPath(path);
    expect(rows()).toEqual([
      { invoice_id: '5', debtor_id: 'D', issue_date: '2024-01-01', due_date: '2024-01-31', amount: 12.5, verified: 1 },
    ]);
    expect(rows('payments')).toHaveLength(1);
    expect(mapping[0]).toMatchObject({ format: 'duckdb', file: `${path}, table invoices` });
  });

  it('without invoices, or that is no database, is refused', async () => {
    const path = await database(['CREATE TABLE x AS SELECT 1 AS y']);
    expect(await failureAt(path)).toMatchObject({ code: 'BAD_DATA', message: 'DIR holds no table invoices; it has x' });
    const directory = writeFiles({ 'a.duckdb': 'x'.repeat(5000) });
    expect(await failureAt(`${directory}/a.duckdb`)).toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringMatching(/^DIR cannot be read as a DuckDB database: /),
    });
  });

  it('does not reach for other files through its views', async () => {
    const outside = writeFiles({ 'x.csv': invoices('1,D,2024-01-01,2024-01-31,5') });
    const path = await database([`CREATE VIEW invoices AS SELECT * FROM read_csv('${outside}/x.csv')`]);
    expect((await failureAt(path)).message).toMatch(
      /^DIR, table invoices, cannot be read as a table: Permission Error/,
    );
  });
});
