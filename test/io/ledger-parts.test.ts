import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedLedger, loadLedger, readLedgerParts } from '../../src/io/index.ts';
import { type Ledger, textAt, wholeLedger } from '../../src/ledger/index.ts';
import { type LatenessModel, trainLatenessModel } from '../../src/models/index.ts';
import { rankLedgerParts, trainedShare, trainLedgerParts } from '../../src/parallel/index.ts';
import { rankCallQueue } from '../../src/prioritise/index.ts';

const DEBTORS = 60;
const AS_OF = '2026-03-02';
/** A ledger in which debtors are tied to each other in every way there is, and rows are wrong in every way there is. */
const STATEMENTS = [
  `CREATE TABLE invoices AS SELECT 'I' || d || '-' || n AS invoice_id, 'D' || lpad(d::VARCHAR, 3, '0') AS debtor_id,
     DATE '2025-06-01' + (n * 17 + d)::INTEGER AS issue_date, DATE '2025-07-01' + (n * 17 + d)::INTEGER AS due_date,
     (100 + d * 3 + n)::DECIMAL(12, 2) AS amount, 'EUR' AS currency FROM range(${DEBTORS}) a(d), range(15) b(n)`,
  "INSERT INTO invoices SELECT * FROM invoices WHERE invoice_id = 'I3-2'",
  // Shared and in conflict: within a debtor, and between two.
  "INSERT INTO invoices VALUES ('I4-1', 'D004', DATE '2025-08-01', DATE '2025-09-01', 5, 'EUR'), ('I5-1', 'D041', DATE '2025-08-01', DATE '2025-09-01', 6, 'EUR')",
  "INSERT INTO invoices VALUES ('bad', NULL, DATE '2025-08-01', DATE '2025-09-01', 7, 'EUR'), ('bad too', 'D001', NULL, DATE '2025-09-01', 8, 'EUR'), ('I-7', ' D007 ', DATE '2025-09-01', DATE '2025-10-01', 70, '')",
  `CREATE TABLE payments AS SELECT 'P' || invoice_id AS payment_id, debtor_id, invoice_id, due_date + (hash(invoice_id) % 11)::INTEGER AS paid_on, amount
     FROM invoices WHERE hash(invoice_id) % 5 > 0 AND debtor_id IS NOT NULL AND due_date < DATE '2026-02-20' AND invoice_id NOT IN ('I3-2', 'I4-1', 'I5-1')`,
  // Paid by somebody else; about an invoice that nobody knows; unapplied; shared between debtors and in conflict.
  "INSERT INTO payments VALUES ('X1', 'D050', 'I9-14', DATE '2026-02-25', 131), ('X2', 'D010', 'unheard of', DATE '2026-02-25', 11), ('X3', 'D011', NULL, DATE '2026-02-25', 12), ('X4', 'D012', '', DATE '2026-02-25', 13), ('X4', 'D033', '', DATE '2026-02-25', 14)",
  `CREATE TABLE debtors AS SELECT 'D' || lpad(d::VARCHAR, 3, '0') AS debtor_id, 'Name ' || d AS name, 'NL' AS country,
     CASE WHEN d % 13 = 1 THEN 'D002' WHEN d = 20 THEN 'D999' END AS payer_id FROM range(${DEBTORS}) a(d)`,
  "INSERT INTO debtors VALUES ('D008', 'Another name', 'NL', NULL)",
  "CREATE TABLE contacts AS SELECT debtor_id, DATE '2026-02-01' AS at, 'call' AS channel, 'no_answer' AS outcome, invoice_id FROM invoices WHERE hash(invoice_id) % 9 = 0 AND debtor_id IS NOT NULL",
  "INSERT INTO contacts VALUES ('D013', DATE '2026-02-11', 'call', 'reached', 'I14-14')",
  "CREATE TABLE promises AS SELECT 'R' || invoice_id AS promise_id, debtor_id, DATE '2026-02-10' AS promised_on, DATE '2026-02-17' AS due_on, invoice_id FROM invoices WHERE hash(invoice_id) % 17 = 1 AND debtor_id IS NOT NULL",
  "CREATE TABLE disputes AS SELECT 'S' || invoice_id AS dispute_id, invoice_id, DATE '2026-02-12' AS opened_on FROM invoices WHERE hash(invoice_id) % 23 = 2",
  "INSERT INTO disputes VALUES ('SX', 'unheard of', DATE '2026-02-12'), ('SY', 'I15-14', DATE '2026-02-12'), ('SY', 'I16-14', DATE '2026-02-13')",
];
const OPTIONS = { maxRejects: 0.5 };

describe('a ledger in parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'payrhythm-test-'));
  const database = join(folder, 'ledger.duckdb');
  const parquet = join(folder, 'parquet');
  let whole: LoadedLedger;
  let model: LatenessModel;
  beforeAll(async () => {
    const instance = await DuckDBInstance.create(database);
    const connection = await instance.connect();
    for (const statement of STATEMENTS) await connection.run(statement);
    await connection.run(`EXPORT DATABASE '${parquet}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    for (const name of readdirSync(parquet)) if (name.endsWith('.sql')) rmSync(join(parquet, name));
    whole = await loadLedger(parquet, OPTIONS);
    model = trainLatenessModel(whole.ledger, { asOf: '2026-01-15', seed: 7, estimator: 'logistic' });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is rejected from and collapsed in by this test', () => {
    expect(new Set(whole.report.rejects.map(({ table }) => table))).toEqual(
      new Set(['invoices', 'payments', 'debtors', 'disputes']),
    );
    expect(whole.report.tables.invoices?.collapsed).toBe(1);
  });

  it.each([
    ['Parquet', parquet, 1, 1],
    ['Parquet', parquet, 7, 1],
    ['Parquet', parquet, 3, 2],
    ['DuckDB', database, 5, 1],
  ])('of %s counts, warns, rejects and ranks as the whole: %s in %i by %i', async (_, path, count, threads) => {
    const parts = await readLedgerParts(path, count, { ...OPTIONS, threads });
    try {
      expect(parts.report.rejects).toEqual(whole.report.rejects);
      expect(parts.report.tables).toEqual(whole.report.tables);
      expect(parts.report.warnings).toEqual(whole.report.warnings);
      expect(parts.invoices).toBe(whole.ledger.invoices.count);
      const policy = { callsPerDay: 9 };
      const { queue } = await rankLedgerParts(parts, { model, asOf: AS_OF, policy });
      expect(queue.calls).toHaveLength(9);
      expect(JSON.stringify(queue)).toBe(
        JSON.stringify(rankCallQueue({ ledger: whole.ledger, model, asOf: AS_OF, policy })),
      );
    } finally {
      await parts.close();
    }
  });

  it('teaches what the whole teaches, all of it or a share of its debtors', async () => {
    const parts = await readLedgerParts(parquet, 4, OPTIONS);
    try {
      expect(trainedShare(parts.invoices)).toBe(1);
      expect(trainedShare(10_000_000)).toBe(0.25);
      const options = { asOf: '2026-01-15', seed: 7, estimator: 'logistic' } as const;
      expect(JSON.stringify(await trainLedgerParts(parts, options))).toBe(JSON.stringify(model));
      const mostInvoices = parts.invoices / 2;
      const drawn = await trainLedgerParts(parts, options, { mostInvoices });
      expect(drawn.training.rows).toBeLessThan(0.8 * model.training.rows);
      expect(JSON.stringify(await trainLedgerParts(wholeLedger(whole.ledger), options, { mostInvoices }))).toBe(
        JSON.stringify(drawn),
      );
    } finally {
      await parts.close();
    }
  });

  it('holds about a part of the invoices in each', async () => {
    const parts = await readLedgerParts(parquet, 4, OPTIONS);
    try {
      const sizes = Array.from({ length: parts.count }, (_, part) => parts.read(part).invoices.count);
      expect(sizes.length).toBe(4);
      expect(Math.max(...sizes)).toBeLessThan(0.6 * parts.invoices);
    } finally {
      await parts.close();
    }
  });
});

/** Types that Parquet does not hold exactly, names that the tool uses itself, and rows that are blank or nearly so. */
const ODD_STATEMENTS = [
  `CREATE TABLE invoices AS SELECT (100000000000000000000 + n)::HUGEINT AS key, 'D' || n % 9 AS first, DATE '2025-06-01' + n::INTEGER AS debtor,
     (DATE '2025-07-01' + n::INTEGER)::TIMESTAMP_S AS owner, (n + 0.5)::FLOAT AS last, NULL::VARCHAR AS remark FROM range(40) r(n)`,
  "INSERT INTO invoices VALUES (NULL, NULL, NULL, NULL, NULL, NULL), (NULL, NULL, NULL, NULL, NULL, 'a remark'), (NULL, ' ', NULL, NULL, NULL, ' ')",
  "INSERT INTO invoices VALUES (7, 'D1', DATE '9999-01-01', TIMESTAMP_S '2025-07-01 00:00:00', 1, '')",
  "CREATE TABLE debtors AS SELECT 'D' || n AS id, n AS first, CASE WHEN n = 3 THEN 'D4' END AS payer_id FROM range(9) r(n)",
  "CREATE TABLE disputes AS SELECT 5 + n AS id, 100000000000000000003::HUGEINT AS invoice, DATE '2026-02-12' AS debtor FROM range(2) r(n)",
];
const ODD_COLUMNS =
  'invoices.invoice_id=key,invoices.debtor_id=first,invoices.issue_date=debtor,invoices.due_date=owner,invoices.amount=last,debtors.debtor_id=id,disputes.invoice_id=invoice,disputes.opened_on=debtor,disputes.dispute_id=id';

it('a ledger of odd types and names is in parts what it is as a whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'payrhythm-test-'));
  const path = join(folder, 'odd.duckdb');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of ODD_STATEMENTS) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
  const options = { columns: ODD_COLUMNS, maxRejects: 0.5 };
  const { ledger, report } = await loadLedger(path, options);
  const parts = await readLedgerParts(path, 3, options);
  try {
    expect(report.tables.invoices).toMatchObject({ read: 42, rejected: 2 });
    expect(parts.report).toEqual(report);
    const rows = Array.from({ length: parts.count }, (_, part) => invoicesOf(parts.read(part))).flat();
    expect(rows.sort()).toEqual(invoicesOf(ledger).sort());
    expect(rows[0]).toBe('100000000000000000000 20240 20270 50');
  } finally {
    await parts.close();
    rmSync(folder, { recursive: true });
  }
});

function invoicesOf({ invoices: { count, id, issueDay, dueDay, amountMinor } }: Ledger): string[] {
  return Array.from({ length: count }, (_, i) => `${textAt(id, i)} ${issueDay[i]} ${dueDay[i]} ${amountMinor[i]}`);
}
