import { PayrhythmError } from '../errors.ts';
import {
  type Allocate,
  buildLedger,
  createImportLog,
  type ExchangeRates,
  type ImportLog,
  type ImportReport,
  type Ledger,
  type RejectedRow,
  type TableData,
} from '../ledger/index.ts';
import type { PostgresSource } from './postgres/postgres-source.ts';
import { readLedgerSource } from './read-ledger-source.ts';
import type { ReadOptions } from './read-options.ts';
import type { SourceTables } from './source-tables.ts';

/** How a ledger is loaded. */
export interface LoadOptions extends ReadOptions {
  /** Value of one unit of each currency in the first, the reporting currency. */
  readonly rates?: ExchangeRates | undefined;
  /** Largest share of rejected rows that is tolerated in a table, 0–1; default 0.05. */
  readonly maxRejects?: number | undefined;
  /** Gives the memory of the ledger's columns: `(bytes) => new SharedArrayBuffer(bytes)` to share it with threads. */
  readonly allocate?: Allocate | undefined;
}

/** A loaded ledger, and what became of its source. */
export interface LoadedLedger {
  readonly ledger: Ledger;
  readonly report: ImportReport;
  readonly source: Omit<SourceTables, 'tables'>;
}

const DEFAULT_MAX_REJECTS = 0.05;
/** Rejected rows that an error message lists. */
const LISTED_REJECTS = 5;

/**
 * Reads and joins a LEDGER argument: a single invoice file, a directory of tables or a `.duckdb` file.
 *
 * @param database the open source of a `postgres://` URL, where there is one; it is closed afterwards.
 * @throws {PayrhythmError} as `readLedgerSource` and `buildLedger`; `TOO_MANY_REJECTS` where more than `maxRejects` of a
 *   table's rows had to be left out.
 */
export async function loadLedger(
  path: string,
  options: LoadOptions = {},
  database?: PostgresSource,
): Promise<LoadedLedger> {
  const log = createImportLog();
  const { tables, ...source } = await readLedgerSource(path, options, log, database);
  const invoices = source.mapping.find((mapping) => mapping.table === 'invoices');
  if (invoices?.rows === 0)
    throw new PayrhythmError(
      'BAD_DATA',
      `${invoices.file} has headers but not a single row below them: export the invoices again, paid and open ones`,
      { file: invoices.file },
    );
  warnNothingTellsPaid(tables, source, log);
  const ledger = tooManyRejects(log.finish(), options) ? undefined : buildOrExplain(tables, log, options);
  const report = log.finish();
  refuseManyRejects(report, options);
  return { ledger: ledger as Ledger, report, source };
}

/** Paid invoices that nothing marks as paid would all be called about: said loudly, with the columns nobody read. */
export function warnNothingTellsPaid(
  tables: readonly TableData[],
  source: Pick<LoadedLedger['source'], 'mapping'>,
  log: ImportLog,
): void {
  const invoices = tables.find((table) => table.table === 'invoices');
  const tells = ['paid_on', 'paid_after_days', 'open_amount'].some((column) => invoices?.columns[column]);
  if (tells || tables.some((table) => table.table === 'payments')) return;
  const unread = source.mapping
    .filter((mapping) => mapping.table === 'invoices')
    .flatMap((mapping) => mapping.columns.filter((column) => column.column === null).map((column) => column.header));
  log.warn(
    'nothing_tells_paid',
    'invoices',
    undefined,
    'no column and no payments table tells what was paid, so every invoice counts as open; unless this is a list of open ' +
      'items, add a payments table or name the column: --columns paid_on=… or --columns open_amount=…' +
      (unread.length > 0 ? ` (columns not used: ${unread.slice(0, 20).join(', ')})` : ''),
  );
}

/** Without a usable invoice nothing is written, so the message itself shows what was wrong with the rows. */
function buildOrExplain(tables: readonly TableData[], log: ImportLog, options: LoadOptions): Ledger {
  try {
    return buildLedger(tables, log, {
      ...(options.rates ? { rates: options.rates } : {}),
      allocate: options.allocate,
      consumeTables: true,
    });
  } catch (error) {
    const rejects = log.finish().rejects.filter((row) => row.table === 'invoices');
    if (!(error instanceof PayrhythmError) || error.code !== 'BAD_DATA' || rejects.length === 0) throw error;
    throw new PayrhythmError(
      'BAD_DATA',
      `none of the ${log.readCount('invoices')} invoice rows can be used; correct them:\n${listRejects(rejects)}`,
      error.details,
      { cause: error },
    );
  }
}

/** @throws {PayrhythmError} `TOO_MANY_REJECTS` where more rows were left out than the options allow. */
export function refuseManyRejects(report: ImportReport, options: Pick<LoadOptions, 'maxRejects'>): void {
  const error = tooManyRejects(report, options);
  if (error) throw error;
}

function tooManyRejects(report: ImportReport, options: Pick<LoadOptions, 'maxRejects'>): PayrhythmError | undefined {
  const limit = options.maxRejects ?? DEFAULT_MAX_REJECTS;
  for (const [table, counts] of Object.entries(report.tables)) {
    const bad = counts.rejected - (counts.leftOut ?? 0);
    if (bad === 0 || bad <= limit * counts.read) continue;
    const rejects = report.rejects.filter((row) => row.table === table);
    return new PayrhythmError(
      'TOO_MANY_REJECTS',
      `${bad} of ${counts.read} rows of ${table} cannot be used, more than --max-rejects ${percent(limit)} allows; ` +
        `correct them, or raise the limit:\n${listRejects(rejects)}`,
      { table, rejected: bad, read: counts.read },
    );
  }
  return undefined;
}

function listRejects(rejects: readonly RejectedRow[]): string {
  const more = rejects.length > LISTED_REJECTS ? `\n  … and ${rejects.length - LISTED_REJECTS} more` : '';
  return rejects.slice(0, LISTED_REJECTS).map(describeReject).join('\n') + more;
}

/** One line about a rejected row, for messages. */
export function describeReject(row: RejectedRow): string {
  const where = row.column === '' ? 'the whole row' : row.column;
  return `  ${row.table} line ${row.line}, ${where} = ${JSON.stringify(row.value)}: ${row.problem}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4}%`;
}
