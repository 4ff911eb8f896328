import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseColumns } from '../../src/io/choose-columns.ts';
import { type CollectedCells, type ColumnChoice, createCellCollector } from '../../src/io/collected-cells.ts';
import { sqlText } from '../../src/io/duckdb-module.ts';
import { collectParquetCells, openDuckDbSource, readDuckDbFile } from '../../src/io/duckdb-records.ts';
import { settleFormats } from '../../src/io/settle-formats.ts';
import { typeCells } from '../../src/io/type-cells.ts';
import { createImportLog, type TableData, textColumn } from '../../src/ledger/index.ts';
import { temporaryDirectory } from './written-source.ts';

const CHOICE: ColumnChoice = {
  choose: (headers, sample) =>
    chooseColumns(headers, sample, {
      file: 'F',
      table: 'invoices',
      assignments: [],
      preset: undefined,
      withDebtors: true,
    }),
  tooLong: (line, header) => new Error(`line ${line}, ${header}: too long`),
  longestCell: 2000,
};

/** What becomes of collected cells, in a form that does not tell which way they came. */
function outcome(collected: CollectedCells) {
  const log = createImportLog();
  const formats = settleFormats(collected, 'F', { dateOrder: 'dmy', decimal: 'point' });
  const tables = typeCells('invoices', collected, formats, log).map((data) => ({
    table: data.table,
    count: data.count,
    lines: [...data.lines],
    columns: Object.fromEntries(Object.entries(data.columns).map(([name]) => [name, plainColumn(data, name)])),
  }));
  return { tables, report: log.finish(), chosen: collected.chosen };
}

function plainColumn(data: TableData, name: string): unknown {
  const column = data.columns[name];
  if (ArrayBuffer.isView(column)) return [...(column as Float64Array)];
  const { bytes, offsets } = textColumn(data, name);
  return Array.from({ length: data.count }, (_, i) =>
    Buffer.from(bytes.subarray(offsets[i], offsets[i + 1])).toString('hex'),
  );
}

async function bothWays(path: string) {
  const typed = await collectParquetCells(path, CHOICE);
  const collector = createCellCollector(CHOICE);
  await readDuckDbFile(path, 'parquet', collector.sink);
  return { typed: typed && outcome(typed), texts: outcome(collector.finish()) };
}

async function writeParquet(path: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${select}) TO ${sqlText(path)} (FORMAT parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** SQL literals by the SQL type of a column; good, missing and bad ones. */
const LITERALS: Readonly<Record<string, readonly string[]>> = {
  VARCHAR: [
    "'a'",
    "' b '",
    "'\u00a0été\u3000'",
    "'12345678901234567890'",
    "''",
    "'\t'",
    "'\ufeffx'",
    "'😀😀😀😀😀'",
    'NULL',
  ],
  ID: ["'a'", "'a'", "'0007'", "'F-éé-123'", "'a-long-number-of-36-characters-0123456'", "'  '", "' x'", 'NULL'],
  BIGINT: ['1', '-7', '9007199254740993', '9999999999999', '10000000000000', '0', 'NULL'],
  DOUBLE: [
    '0.1',
    '-0.0',
    '1e-7',
    '1234.567',
    '0.125',
    "'nan'",
    "'-inf'",
    '1e13',
    '-9999999999999.5',
    '1e300',
    '3',
    'NULL',
  ],
  FLOAT: ['0.1', '16777217', '123456789', '1e10', '0.3', "'nan'", '-2.5', 'NULL'],
  'DECIMAL(12,2)': ['0.10', '-1234567890.12', '9999999999.99', '0', 'NULL'],
  'DECIMAL(30,6)': ['0.1', '123456789012345678.123456', '9999999999999.999999', 'NULL'],
  DATE: [
    "'2024-02-29'",
    "'1900-01-01'",
    "'1899-12-31'",
    "'2199-12-31'",
    "'2200-01-01'",
    "'9999-12-31'",
    "'infinity'",
    "'0044-03-15 (BC)'",
    "'12345-01-31'",
    'NULL',
  ],
  TIMESTAMP: [
    "'2024-02-29 23:59:59.999999'",
    "'1900-01-01 00:00:00'",
    "'2199-12-31 23:59:59'",
    "'9999-12-31 01:00:00'",
    "'-infinity'",
    "'1969-12-31 12:00:00'",
    'NULL',
  ],
  TIMESTAMPTZ: ["'2024-02-29 23:59:59+00'", "'9999-12-31 01:00:00+00'", 'NULL'],
  BOOLEAN: ['true', 'false', 'NULL'],
  DAYS: ["'2024-03-01'", "'1/2/2024'", "'31/2/2024'", "'soon'", "'0000-00-00'", 'NULL'],
  WORDS: ["'credit_note'", "'avoir'", "'in_invoice'", "'banana'", "'EUR'", "'eur '", "'yes'", "'NEE'", "'x'", 'NULL'],
};

const SQL_TYPE: Readonly<Record<string, string>> = { ID: 'VARCHAR', DAYS: 'VARCHAR', WORDS: 'VARCHAR' };
const TEXTS = ['ID', 'BIGINT', 'VARCHAR', 'DOUBLE'];
const DAYS = ['DATE', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'DAYS'];
const NUMBERS = ['DOUBLE', 'BIGINT', 'FLOAT', 'DECIMAL(12,2)', 'DECIMAL(30,6)', 'VARCHAR'];
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  invoice_id: TEXTS,
  debtor_id: TEXTS,
  issue_date: DAYS,
  due_date: DAYS,
  amount: NUMBERS,
  currency: ['WORDS'],
  kind: ['WORDS'],
  verified: ['BOOLEAN', 'WORDS', 'BIGINT'],
  sent_on: DAYS,
  entity: ['VARCHAR'],
  paid_after_days: NUMBERS,
  debtor_country: ['WORDS'],
  unread: ['VARCHAR'],
};

const table = fc.record(
  Object.fromEntries(Object.entries(COLUMNS).map(([name, types]) => [name, fc.constantFrom(...types)])),
);

const literalTable = table.chain((types) =>
  fc
    .array(
      fc.tuple(
        fc.boolean(),
        fc.record(
          Object.fromEntries(
            Object.entries(types).map(([name, type]) => [name, fc.constantFrom(...(LITERALS[type as string] ?? []))]),
          ),
        ),
      ),
      { minLength: 1, maxLength: 25 },
    )
    .map((rows) => ({ types: types as Record<string, string>, rows })),
);

describe('typed columns', () => {
  it('are read as their texts are, whatever is in them', { timeout: 120_000 }, async () => {
    const path = `${temporaryDirectory()}/invoices.parquet`;
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(literalTable, async ({ types, rows }) => {
        const names = Object.keys(types);
        const cast = (name: string, literal: string): string =>
          `${literal}::${SQL_TYPE[types[name]] ?? types[name]} AS ${name}`;
        const selects = rows.map(([isBlank, row]) => {
          const cells = row as Record<string, string>;
          return `SELECT ${names.map((name) => cast(name, isBlank && cells[name].length > 5 ? 'NULL' : cells[name])).join(', ')}`;
        });
        selects.push(`SELECT ${names.map((name) => cast(name, 'NULL')).join(', ')}`);
        await writeParquet(path, selects.join(' UNION ALL '));
        const { typed, texts } = await bothWays(path);
        expect(typed).toEqual(texts);
        compared += texts.tables[0].count;
      }),
      { numRuns: 40 },
    );
    expect(compared).toBeGreaterThan(0);
  });

  it('are numbers as their shortest texts read, at every size', async () => {
    const path = `${temporaryDirectory()}/invoices.parquet`;
    await writeParquet(
      path,
      `SELECT range::VARCHAR AS invoice_id, 'D' AS debtor_id, DATE '2024-01-01' AS issue_date, DATE '2024-02-01' AS due_date,
        CASE WHEN range % 3 = 0 THEN (hash(range) % 1000000000000)::DOUBLE / 100
             WHEN range % 3 = 1 THEN -((hash(range) % 9007199254740993)::DOUBLE / pow(10, range % 24))
             ELSE (hash(range) % 100000000)::DOUBLE * pow(10, -(range % 30)) END AS amount,
        ((hash(range) % 900719925474099)::DECIMAL(15,0) / 1000)::DECIMAL(15,3) AS open_amount,
        ((hash(range) % 100000000)::FLOAT / 1000)::FLOAT AS paid_after_days
       FROM range(5000)`,
    );
    const { typed, texts } = await bothWays(path);
    expect(texts.tables[0].count).toBeGreaterThan(4700);
    expect(typed).toEqual(texts);
  });

  it('skip rows that are blank throughout, and only those', async () => {
    const path = `${temporaryDirectory()}/invoices.parquet`;
    await writeParquet(
      path,
      `SELECT CASE WHEN range % 5 > 0 THEN range::VARCHAR END AS invoice_id, CASE WHEN range % 5 > 0 THEN 'D' END AS debtor_id,
        CASE WHEN range % 5 > 0 THEN DATE '2024-01-01' END AS issue_date, CASE WHEN range % 5 > 0 THEN DATE '2024-02-01' END AS due_date,
        CASE WHEN range % 5 > 0 THEN 1.5::DOUBLE END AS amount, CASE WHEN range % 10 = 0 THEN 'x' WHEN range % 3 = 0 THEN ' ' END AS remark
       FROM range(6000)`,
    );
    const { typed, texts } = await bothWays(path);
    expect(texts.report.tables.invoices).toMatchObject({ read: 5400, rejected: 600 });
    expect(typed).toEqual(texts);
  });

  it('are read record by record where rows are numbered, or begin with nothing but blanks', async () => {
    const path = `${temporaryDirectory()}/invoices.parquet`;
    const numbered: ColumnChoice = {
      ...CHOICE,
      choose: (headers, sample) =>
        chooseColumns(headers, sample, {
          file: 'F',
          table: 'invoices',
          assignments: [{ table: 'invoices', column: 'invoice_id', header: '#line' }],
          preset: undefined,
          withDebtors: true,
        }),
    };
    const row = "'D' AS debtor_id, DATE '2024-01-01' AS issue_date, DATE '2024-02-01' AS due_date, 1::DOUBLE AS amount";
    await writeParquet(path, `SELECT 'F' AS invoice_id, ${row}`);
    expect(await collectParquetCells(path, numbered)).toBeUndefined();
    await writeParquet(
      path,
      `SELECT * FROM (SELECT 'F' AS invoice_id, ${row} WHERE false) UNION ALL BY NAME SELECT NULL AS invoice_id FROM range(700)`,
    );
    expect(await collectParquetCells(path, CHOICE)).toBeUndefined();
  });

  it('refuse a text that is too long, by its line', async () => {
    const path = `${temporaryDirectory()}/invoices.parquet`;
    await writeParquet(
      path,
      `SELECT range::VARCHAR || CASE WHEN range = 2500 THEN repeat('x', 2001) ELSE '' END AS invoice_id, 'D' AS debtor_id,
        DATE '2024-01-01' AS issue_date, DATE '2024-02-01' AS due_date, 1::DOUBLE AS amount FROM range(3000)`,
    );
    await expect(collectParquetCells(path, CHOICE)).rejects.toThrow('line 2501, invoice_id: too long');
  });

  it('come from a database as from a file', async () => {
    const directory = temporaryDirectory();
    const instance = await DuckDBInstance.create(`${directory}/ledger.duckdb`);
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE invoices AS SELECT 'F' || range AS invoice_id, 'D' || range % 7 AS debtor_id, DATE '2024-01-01' + range::INT AS issue_date,
        (DATE '2024-02-01' + range::INT)::TIMESTAMP AS due_date, (range / 8)::DECIMAL(12,3) AS amount, range % 2 = 0 AS verified FROM range(4000);
       COPY invoices TO '${directory}/invoices.parquet'`,
    );
    connection.closeSync();
    instance.closeSync();
    const source = await openDuckDbSource(`${directory}/ledger.duckdb`);
    try {
      const cells = (await source.collect('invoices', CHOICE)) as CollectedCells;
      const { typed } = await bothWays(`${directory}/invoices.parquet`);
      expect(outcome(cells)).toEqual(typed);
      expect(typed?.tables[0].count).toBe(4000);
    } finally {
      source.close();
    }
  });
});
