import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkDebtors } from '../../src/io/parts/link-debtors.ts';
import { openPartTables } from '../../src/io/parts/part-tables.ts';
import { readSettings } from '../../src/io/read-ledger-source.ts';
import { createImportLog } from '../../src/ledger/index.ts';
import { temporaryDirectory } from './written-source.ts';

const folder = temporaryDirectory();
const path = join(folder, 'ledger.duckdb');
beforeAll(async () => {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of [
    "CREATE TABLE invoices AS SELECT 'F' || n AS invoice_id, 'D' || n // 2 AS debtor_id, DATE '2026-01-05' AS issue_date, DATE '2026-02-04' AS due_date, 10.0 AS amount FROM range(100) r(n)",
    // D1 and D40 share an invoice id.
    "INSERT INTO invoices VALUES ('F2', 'D40', DATE '2026-01-05', DATE '2026-02-04', 10.0)",
    "CREATE TABLE payments AS SELECT 'P' || n AS payment_id, 'D' || n // 2 AS debtor_id, 'F' || n AS invoice_id, DATE '2026-02-05' AS paid_on, 10.0 AS amount FROM range(100) r(n)",
    // D5 pays for D6; D7 and D8 name an invoice that nobody knows; D10 and D9 share a payment without an invoice.
    "INSERT INTO payments VALUES ('A', 'D5', 'F12', DATE '2026-02-05', 1), ('B', 'D7', 'x', DATE '2026-02-05', 1), ('C', 'D8', 'x', DATE '2026-02-05', 1), ('Q', 'D9', '', DATE '2026-02-05', 1), ('Q', 'D10', '', DATE '2026-02-05', 1)",
    "CREATE TABLE debtors AS SELECT 'D' || n AS debtor_id, CASE WHEN n = 20 THEN 'D21' WHEN n = 21 THEN 'D22' END AS payer_id FROM range(50) r(n)",
    // Two disputes of one id, about invoices of D30 and D31.
    "CREATE TABLE disputes AS SELECT 'S' AS dispute_id, 'F' || n AS invoice_id, DATE '2026-02-05' AS opened_on FROM range(60, 63, 2) r(n)",
  ])
    await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([1, 7])('ties the debtors that belong together, the keys looked at in %i ranges', async (ranges) => {
  const tables = await openPartTables(path, readSettings({}, createImportLog()));
  try {
    expect(await linkDebtors(tables.connection, tables.tables, Math.ceil(105 / ranges))).toBe(6);
    const found = await tables.connection.runAndReadAll('SELECT id, first FROM linked_debtors ORDER BY id');
    expect(found.getRows()).toEqual([
      ['D21', 'D20'],
      ['D22', 'D20'],
      ['D31', 'D30'],
      ['D40', 'D1'],
      ['D6', 'D5'],
      ['D9', 'D10'],
    ]);
  } finally {
    await tables.close();
  }
});
