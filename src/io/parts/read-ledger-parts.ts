import { join } from 'node:path';
import { PayrhythmError } from '../../errors.ts';
import {
  createImportLog,
  type ImportLog,
  type ImportReport,
  type Ledger,
  type LedgerParts,
  type RejectedRow,
  type ReportingCurrency,
  TABLE_NAMES,
  TABLES,
  wholeLedger,
} from '../../ledger/index.ts';
import { type LoadedLedger, type LoadOptions, refuseManyRejects } from '../load-ledger.ts';
import type { PostgresSource } from '../postgres/postgres-source.ts';
import { readSettings } from '../read-ledger-source.ts';
import type { TableMapping } from '../source-tables.ts';
import { readStoredLedger } from './ledger-store.ts';
import { linkDebtors } from './link-debtors.ts';
import type { LoadedPart, PartOptions, PartRequest } from './load-part.ts';
import { loadPartsAbreast } from './load-parts-abreast.ts';
import { openPartTables, type PartTables } from './part-tables.ts';
import { spaceError } from './space-error.ts';
import { type StagedPartTable, stageParts } from './stage-parts.ts';

/** A ledger in parts with what became of its source. */
export interface LoadedParts extends LedgerParts {
  readonly report: ImportReport;
  readonly source: LoadedLedger['source'];
  /** Removes what was put aside. */
  close(): Promise<void>;
}

/** Memory that a row of a part takes while it is read and joined; an invoice with its payment is two. */
const BYTES_A_ROW = 250;

/** A ledger that was loaded as a whole, as its only part. O(1). */
export function loadedWhole({ ledger, report, source }: LoadedLedger): LoadedParts {
  return { ...wholeLedger(ledger), report, source, close: async () => {} };
}

/**
 * Reads a ledger that need not fit in memory: Parquet files, a `.duckdb` file or a PostgreSQL ledger, in `parts` parts of the
 * debtors. A debtor's part is a hash of its id; debtors that are linked (see `linkDebtors`) share one. The rows are put aside
 * by part in one pass (see `stageParts`), and the parts are joined, as many at once as there are threads and memory for,
 * and put aside again as columns: about 100 bytes an invoice and its payment. Accepted, rejected and collapsed rows, their
 * sums and the messages are those of `loadLedger`.
 *
 * @param database the open source of a `postgres://` URL, where there is one; it is closed afterwards.
 * @throws {PayrhythmError} as `loadLedger`; `USAGE` for a source that cannot be read in parts; `NOT_REACHABLE` where the
 *   temporary directory has no space.
 */
export async function readLedgerParts(
  path: string,
  parts: number,
  options: LoadOptions = {},
  database?: PostgresSource,
): Promise<LoadedParts> {
  const log = createImportLog();
  const settings = readSettings(options, log);
  const tables = await openPartTables(path, settings, database);
  try {
    const linked = await linkDebtors(tables.connection, tables.tables);
    const staged = await stageParts(tables, parts, linked);
    tables.release();
    const requests = Array.from(
      { length: parts },
      (_, part): PartRequest => ({
        part,
        tables: staged.map(({ files, rows: _, ...table }) => ({ ...table, files: files[part] })),
        options: tellable(options),
        path: join(tables.directory, `part-${part}.columns`),
      }),
    );
    const loaded = await loadPartsAbreast(requests, partsAbreast(staged, parts, options.threads ?? 1));
    return joinParts(loaded, tables, log, options);
  } catch (error) {
    await tables.close();
    throw spaceError(error, tables.directory) ?? error;
  }
}

/** What of the options can be sent to a thread. */
function tellable(options: LoadOptions): PartOptions {
  const { columns, preset, dateOrder, decimal, limits, tables, rates, maxRejects } = options;
  return { columns, preset, dateOrder, decimal, limits, tables, rates, maxRejects };
}

/** Parts that are loaded at once: one a thread, but not more than there is memory for. */
function partsAbreast(staged: readonly StagedPartTable[], parts: number, threads: number): number {
  const rows = staged.reduce((sum, table) => sum + table.rows, 0);
  const room = Math.floor(process.availableMemory() / ((rows / parts) * BYTES_A_ROW));
  return Math.max(1, Math.min(threads, parts, room));
}

function joinParts(
  loaded: readonly LoadedPart[],
  tables: PartTables,
  log: ImportLog,
  options: LoadOptions,
): LoadedParts {
  const currencies = new Map<string, ReportingCurrency>();
  const rejects: { row: RejectedRow; isBuilt: boolean }[] = [];
  for (const { log: state, typedRejects, stored, reporting } of loaded) {
    log.absorb(state);
    state.rejects.forEach((row, at) => {
      rejects.push({ row, isBuilt: at >= typedRejects });
    });
    if (stored) currencies.set(reporting.code, reporting);
  }
  const reporting = oneCurrency(currencies);
  const report = { ...log.finish(), rejects: inOrderOfTables(rejects) };
  refuseManyRejects(report, options);
  const stored = loaded.flatMap((part) => part.stored ?? []);
  if (stored.length === 0)
    throw new PayrhythmError('BAD_DATA', 'the ledger has no usable invoices: see the rejected rows for the reasons');
  return {
    report,
    source: {
      mapping: joinMappings(loaded.map(({ mapping }) => mapping)),
      inputs: tables.inputs,
      ignoredFiles: tables.ignoredFiles,
    },
    reporting,
    invoices: stored.reduce((sum, { invoices }) => sum + invoices, 0),
    count: stored.length,
    read: (part, allocate) => ({ ...readStoredLedger(stored[part], allocate), reporting }),
    close: tables.close,
  };
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
