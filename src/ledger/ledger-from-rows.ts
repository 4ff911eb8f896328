import { PayrhythmError } from '../errors.ts';
import { type BuildLedgerOptions, buildLedger } from './build-ledger.ts';
import { createImportLog, type ImportReport, type RejectedRow, shorten } from './import-report.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerRows } from './ledger-rows.ts';
import { rowSchema } from './row-schemas.ts';
import { type CellValue, createTableBuilder, type TableData } from './table-data.ts';
import { TABLE_NAMES, TABLES } from './table-declarations.ts';

/** Choices of {@link ledgerFromRows}. */
export interface LedgerFromRowsOptions extends BuildLedgerOptions {
  /**
   * What to do with a bad row: `'throw'` (default) refuses the whole ledger and lists the first bad rows; `'collect'`
   * leaves bad rows out and hands them to `onReport`.
   */
  readonly badRows?: 'throw' | 'collect';
  /** Receives what became of every row: counts and sums that reconcile, rejects, warnings. */
  readonly onReport?: (report: ImportReport) => void;
}

/** Problems that one error message lists. */
const LISTED_PROBLEMS = 10;

/**
 * A {@link Ledger} from arrays of plain objects. Rows may come in any order; the result is the same.
 *
 * @throws {PayrhythmError} `BAD_ROW` where a row breaks the contract (unless `badRows: 'collect'`); `BAD_DATA` without
 *   a usable invoice; `MIXED_CURRENCIES` without rates; `USAGE` for what are no tables. Cost O(n log n), about 2 µs a row.
 *
 * @example
 * ```ts
 * const ledger = ledgerFromRows({
 *   invoices: [{ invoice_id: 'F1', debtor_id: 'D1', issue_date: '2026-01-05', due_date: '2026-02-04', amount: 120 }],
 *   payments: [],
 * });
 * ```
 */
export function ledgerFromRows(rows: LedgerRows, options: LedgerFromRowsOptions = {}): Ledger {
  if (typeof rows !== 'object' || rows === null || Array.isArray(rows))
    throw new PayrhythmError(
      'USAGE',
      `ledgerFromRows was given ${Array.isArray(rows) ? 'an array' : rows === null ? 'null' : typeof rows}, not an object of tables: pass { invoices: […], payments: […] }`,
    );
  const log = createImportLog();
  const unknown = Object.keys(rows).filter((name) => !Object.hasOwn(TABLES, name));
  if (unknown.length > 0)
    throw new PayrhythmError('USAGE', `there is no table "${unknown[0]}": the tables are ${TABLE_NAMES.join(', ')}`);
  const tables: TableData[] = [];
  for (const name of TABLE_NAMES) {
    const given = rows[name];
    if (given === undefined) continue;
    if (!Array.isArray(given)) throw new PayrhythmError('USAGE', `${name} must be an array of rows`);
    const builder = createTableBuilder(
      name,
      TABLES[name].columns.map((column) => column.name),
    );
    const schema = rowSchema(name);
    given.forEach((row: Record<string, unknown>, position) => {
      const parsed = schema.safeParse(row);
      const amount = typeof row?.['amount'] === 'number' ? row['amount'] : 0;
      log.read(name, amount);
      if (parsed.success) {
        const cells = parsed.data as Record<string, CellValue | undefined>;
        builder.append(
          position + 1,
          builder.columns.map((column) => cells[column.name] ?? null),
        );
        return;
      }
      const issue = parsed.error.issues[0];
      const isUnknownField = issue.code === 'unrecognized_keys';
      const column = isUnknownField ? issue.keys[0] : String(issue.path[0] ?? '');
      const value = row?.[column];
      log.reject(
        {
          table: name,
          line: position + 1,
          column,
          value: value === undefined ? '' : String(value),
          problem: isUnknownField
            ? `is no column of ${name}`
            : value === undefined
              ? 'is required and missing'
              : issue.message,
        },
        amount,
      );
    });
    tables.push(withoutEmptyColumns(builder.finish()));
  }
  const ledger = buildLedgerOrExplain(tables, log, options);
  const report = log.finish();
  if (report.rejects.length > 0 && options.badRows !== 'collect') throw badRowsError(report.rejects);
  options.onReport?.(report);
  return ledger;
}

function buildLedgerOrExplain(
  tables: readonly TableData[],
  log: ReturnType<typeof createImportLog>,
  options: LedgerFromRowsOptions,
): Ledger {
  try {
    return buildLedger(tables, log, options);
  } catch (error) {
    const { rejects } = log.finish();
    if (
      error instanceof PayrhythmError &&
      error.code === 'BAD_DATA' &&
      rejects.length > 0 &&
      options.badRows !== 'collect'
    )
      throw badRowsError(rejects);
    throw error;
  }
}

/** A payments table without a single row still says that nothing was paid; other tables and columns may go. */
function withoutEmptyColumns(data: TableData): TableData {
  const columns = Object.fromEntries(
    Object.entries(data.columns).filter(([, column]) => {
      if ('offsets' in column) return column.bytes.length > 0;
      if ('codes' in column) return column.texts.bytes.length > 0;
      return column.some(
        (value) => !Number.isNaN(value) && value !== -2147483648 && !(column instanceof Int8Array && value === -1),
      );
    }),
  );
  return { ...data, columns };
}

function badRowsError(rejects: readonly RejectedRow[]): PayrhythmError {
  const listed = rejects
    .slice(0, LISTED_PROBLEMS)
    .map(
      (row) => `  ${row.table}[${row.line - 1}].${row.column} = ${JSON.stringify(shorten(row.value))}: ${row.problem}`,
    );
  const more = rejects.length > LISTED_PROBLEMS ? `\n  … and ${rejects.length - LISTED_PROBLEMS} more` : '';
  return new PayrhythmError(
    'BAD_ROW',
    `${rejects.length} row${rejects.length === 1 ? ' breaks' : 's break'} the ledger contract; correct them, or pass badRows: 'collect' to leave them out:\n${listed.join('\n')}${more}`,
    { rejects: rejects.slice(0, 1000) },
  );
}
