import { join } from 'node:path';
import { PayrhythmError } from '../../errors.ts';
import {
  buildLedger,
  createImportLog,
  type ImportReport,
  type Ledger,
  type LedgerParts,
  type RejectedRow,
  TABLE_NAMES,
  TABLES,
  wholeLedger,
} from '../../ledger/index.ts';
import { collectDuckDbCells } from '../duckdb-cells.ts';
import { sqlName } from '../duckdb-module.ts';
import { type LoadedLedger, type LoadOptions, refuseManyRejects, warnNothingTellsPaid } from '../load-ledger.ts';
import { readSettings } from '../read-ledger-source.ts';
import type { TableSource } from '../read-table.ts';
import { readTables } from '../read-tables.ts';
import type { TableMapping } from '../source-tables.ts';
import { readStoredLedger, type StoredLedger, storeLedger } from './ledger-store.ts';
import { linkDebtors } from './link-debtors.ts';
import { LINE_COLUMN, openPartTables, type PartTable, type PartTables } from './part-tables.ts';

/** A ledger in parts with what became of its source. */
export interface LoadedParts extends LedgerParts {
  readonly report: ImportReport;
  readonly source: LoadedLedger['source'];
  /** Removes what was put aside. */
  close(): Promise<void>;
}

/** A ledger that was loaded as a whole, as its only part. O(1). */
export function loadedWhole({ ledger, report, source }: LoadedLedger): LoadedParts {
  return { ...wholeLedger(ledger), report, source, close: async () => {} };
}

/**
 * Reads a ledger that need not fit in memory: Parquet files or a `.duckdb` file, in `parts` parts of the debtors. A debtor's
 * part is a hash of its id; debtors that are linked (see `linkDebtors`) share one. The parts are joined one after the other
 * and put aside in a temporary directory, about 100 bytes an invoice and its payment. Accepted, rejected and collapsed
 * rows, and their sums, are those of `loadLedger`.
 *
 * @throws {PayrhythmError} as `loadLedger`; `USAGE` for a source that cannot be read in parts.
 */
export async function readLedgerParts(path: string, parts: number, options: LoadOptions = {}): Promise<LoadedParts> {
  const log = createImportLog();
  const settings = readSettings(options, log);
  const tables = await openPartTables(path, settings);
  try {
    await linkDebtors(tables.connection, tables.tables);
    const rowsOf = await countRows(tables, parts);
    const stored: StoredLedger[] = [];
    const currencies = new Map<string, Ledger['reporting']>();
    const mappings: TableMapping[][] = [];
    const rejects: { row: RejectedRow; isBuilt: boolean }[] = [];
    for (let part = 0; part < parts; part++) {
      const sources = tables.tables.map((table) => partSource(tables, table, part, parts, rowsOf(table, part)));
      const read = await readTables(sources, settings);
      mappings.push([...read.mapping]);
      if (part === 0) warnNothingTellsPaid(read.tables, read, log);
      const typed = log.finish().rejects.length;
      const ledger = buildLedger(read.tables, log, {
        ...(options.rates ? { rates: options.rates } : {}),
        consumeTables: true,
        mayBeEmpty: true,
      });
      const all = log.finish().rejects;
      for (let at = rejects.length; at < all.length; at++)
        rejects.push({ row: all[at] as RejectedRow, isBuilt: at >= typed });
      if (ledger.invoices.count === 0) continue;
      currencies.set(ledger.reporting.code, ledger.reporting);
      stored.push(storeLedger(ledger, join(tables.directory, `part-${part}.columns`)));
    }
    const reporting = oneCurrency(currencies);
    const report = { ...log.finish(), rejects: inOrderOfTables(rejects) };
    refuseManyRejects(report, options);
    if (stored.length === 0)
      throw new PayrhythmError('BAD_DATA', 'the ledger has no usable invoices: see the rejected rows for the reasons');
    return {
      report,
      source: { mapping: joinMappings(mappings), inputs: tables.inputs, ignoredFiles: tables.ignoredFiles },
      reporting,
      invoices: stored.reduce((sum, { invoices }) => sum + invoices, 0),
      count: stored.length,
      read: (part, allocate) => ({ ...readStoredLedger(stored[part], allocate), reporting }),
      close: tables.close,
    };
  } catch (error) {
    await tables.close();
    throw error;
  }
}

/** SQL for what decides the part of a row; texts meet trimmed, and the empty one has a part as well. */
function partOf(table: PartTable, parts: number): { readonly from: string; readonly part: string } {
  if (table.table !== 'disputes')
    return {
      from: `${table.source} t LEFT JOIN linked_debtors l ON l.id = ${table.textOf('debtor_id')}`,
      part: `hash(coalesce(l.first, ${table.textOf('debtor_id')})) % ${parts}`,
    };
  const disputed = table.textOf('invoice_id');
  return {
    from: `${table.source} t LEFT JOIN dispute_owners o ON o.invoice = ${disputed} LEFT JOIN linked_debtors l ON l.id = o.debtor`,
    part: `hash(coalesce(l.first, o.debtor, '')) % ${parts}`,
  };
}

function partSource(
  { connection }: PartTables,
  table: PartTable,
  part: number,
  parts: number,
  rows: number,
): TableSource {
  const { from, part: number } = partOf(table, parts);
  const selected = [...table.columns.map(({ name }) => name), LINE_COLUMN].map((name) => `t.${sqlName(name)}`);
  const source = `(SELECT ${selected.join(', ')} FROM ${from} WHERE ${number} = ${part})`;
  return {
    table: table.table,
    file: table.file,
    format: table.format,
    read: () => {
      throw new TypeError(`${table.file} is read column by column`);
    },
    collect: (choice) =>
      collectDuckDbCells(connection, source, table.columns, choice, { whole: table.source, rows, line: LINE_COLUMN }),
  };
}

/** Rows of each table in each part. */
async function countRows(
  { connection, tables }: PartTables,
  parts: number,
): Promise<(table: PartTable, part: number) => number> {
  const counts = new Map<PartTable, number[]>();
  for (const table of tables) {
    const { from, part } = partOf(table, parts);
    const found = await connection.runAndReadAll(`SELECT (${part})::INTEGER, count(*) FROM ${from} GROUP BY 1`);
    const rows = new Array<number>(parts).fill(0);
    for (const [number, count] of found.getRows()) rows[Number(number)] = Number(count);
    counts.set(table, rows);
  }
  return (table, part) => counts.get(table)?.[part] ?? 0;
}

/** The currency of all parts; one without any stated currency counts in that of the others. */
function oneCurrency(found: ReadonlyMap<string, Ledger['reporting']>): Ledger['reporting'] {
  const named = [...found.values()].filter(({ code }) => code !== '');
  const [first] = named.length > 0 ? named : found.values();
  if (named.length > 1)
    throw new PayrhythmError(
      'MIXED_CURRENCIES',
      `the ledger holds amounts in ${named
        .map(({ code }) => code)
        .sort()
        .join(', ')}: amounts in different currencies are not added up. ` +
        'Give the value of one unit of each in the reporting currency, named first: --rates EUR=1,USD=…',
    );
  if ([...found.values()].some(({ minorDigits }) => minorDigits !== first?.minorDigits))
    throw new PayrhythmError(
      'MIXED_CURRENCIES',
      `some debtors have no stated currency beside ${first?.code}: name the one that is meant, --rates ${first?.code}=1`,
    );
  return first ?? { code: '', minorDigits: 2, currencies: [''] };
}

/** 1 for a row that shares its key with another one: these are found before what a row refers to is looked for. */
function isOfKey({ table, column }: RejectedRow): number {
  return column === TABLES[table].key[0] ? 1 : 0;
}

/** Rejected rows as one reading gives them: those of unreadable cells, then those of the joining, each table by line. */
function inOrderOfTables(rejects: readonly { readonly row: RejectedRow; readonly isBuilt: boolean }[]): RejectedRow[] {
  // Master data are joined first, since all else refers to them.
  const joined = ['debtors', ...TABLE_NAMES.filter((table) => table !== 'debtors')];
  return [...rejects]
    .sort(
      (a, b) =>
        Number(a.isBuilt) - Number(b.isBuilt) ||
        (a.isBuilt
          ? joined.indexOf(a.row.table) - joined.indexOf(b.row.table) || isOfKey(b.row) - isOfKey(a.row)
          : TABLE_NAMES.indexOf(a.row.table) - TABLE_NAMES.indexOf(b.row.table)) ||
        a.row.line - b.row.line,
    )
    .map(({ row }) => row);
}

function joinMappings(mappings: readonly (readonly TableMapping[])[]): TableMapping[] {
  const [first, ...others] = mappings;
  return (first ?? []).map((mapping, at) => ({
    ...mapping,
    rows: others.reduce((sum, other) => sum + other[at].rows, mapping.rows),
  }));
}
