import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectParquetCells, readDuckDbFile } from '../../src/io/duckdb-records.ts';
import { readSettings } from '../../src/io/read-ledger-source.ts';
import type { TableSource } from '../../src/io/read-table.ts';
import { readTables } from '../../src/io/read-tables.ts';
import { buildLedger, createImportLog, type TableName } from '../../src/ledger/index.ts';

/** Rows with texts of every length, missing cells, and some that are rejected or warned about. */
const STATEMENTS = [
  `SELECT 'I' || n AS invoice_id, CASE WHEN n % 50 > 0 THEN 'D' || n % 7 END AS debtor_id, DATE '2025-06-01' + n::INTEGER AS issue_date,
     DATE '2025-07-01' + n::INTEGER AS due_date, n / 4 AS amount FROM range(200) t(n)`,
  `SELECT 'P' || n AS payment_id, CASE WHEN n % 40 > 0 THEN 'D' || n % 7 END AS debtor_id, 'I' || n AS invoice_id,
     CASE WHEN n = 9 THEN DATE '9999-12-31' ELSE DATE '2025-07-05' + n::INTEGER END AS paid_on, n / 4 AS amount,
     CASE WHEN n % 9 = 0 THEN 'no such kind' END AS kind FROM range(150) t(n)`,
  `SELECT 'D' || n AS debtor_id, repeat('name ', n::INTEGER) AS name FROM range(7) t(n)`,
];
const TABLES: readonly TableName[] = ['invoices', 'payments', 'debtors'];

describe('tables that are read side by side', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payrhythm-test-'));
  const file = (table: TableName): string => join(folder, `${table}.parquet`);
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const [at, table] of TABLES.entries())
      await connection.run(`COPY (${STATEMENTS[at]}) TO '${file(table)}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Reads the tables; with several threads as if the files were large. */
  const read = async (threads: number, tables = TABLES) => {
    const log = createImportLog();
    const sources = tables.map(
      (table): TableSource => ({
        table,
        file: file(table),
        format: 'parquet',
        read: (sink) => readDuckDbFile(file(table), 'parquet', sink),
        collect: (choice) => collectParquetCells(file(table), choice),
        parquetBytes: 1e9,
      }),
    );
    const found = await readTables(sources, readSettings({ threads }, log));
    return { found, report: log.finish() };
  };

  it('are those that one thread reads, and so is what is logged', async () => {
    const alone = await read(1);
    const abreast = await read(2);
    const unmarked = abreast.found.tables.map(({ hasUniqueKeys: _, ...table }) => table);
    expect({ ...abreast.found, tables: unmarked }).toEqual(alone.found);
    // The other thread has looked for repeated keys; for its own tables this one does when it joins them.
    expect(abreast.found.tables.map(({ hasUniqueKeys }) => hasUniqueKeys ?? false)).toEqual([false, true, false]);
    const loaded = [alone, abreast].map(({ found }) => {
      const log = createImportLog();
      const { calendars: _, ...ledger } = buildLedger(found.tables, log);
      return { ledger, report: log.finish() };
    });
    expect(loaded[1]).toEqual(loaded[0]);
    expect(JSON.stringify(abreast.report)).toBe(JSON.stringify(alone.report));
    expect(alone.report.rejects.map(({ table }) => table)).toContain('payments');
    expect(alone.report.warnings.length).toBeGreaterThan(0);
  });

  it('fail with the error of the first that cannot be read', async () => {
    writeFileSync(file('promises'), 'no Parquet');
    const tables: readonly TableName[] = ['invoices', 'promises', 'payments'];
    const [alone, abreast] = await Promise.all(
      [1, 2].map((threads) => read(threads, tables).catch((error: unknown) => error)),
    );
    expect(abreast).toMatchObject({ code: 'BAD_DATA', message: (alone as Error).message });
  });
});
