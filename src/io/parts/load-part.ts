import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { buildLedger, createImportLog, type ImportLogState, type ReportingCurrency } from '../../ledger/index.ts';
import { collectDuckDbCells } from '../duckdb-cells.ts';
import { loadDuckDb, sqlText } from '../duckdb-module.ts';
import { escapeGlob, unreadable, useUtc } from '../duckdb-records.ts';
import { type LoadOptions, warnNothingTellsPaid } from '../load-ledger.ts';
import { readSettings } from '../read-ledger-source.ts';
import type { TableSource } from '../read-table.ts';
import { readTables } from '../read-tables.ts';
import type { TableMapping } from '../source-tables.ts';
import { type StoredLedger, storeLedger } from './ledger-store.ts';
import { LINE_COLUMN } from './part-tables.ts';
import { REST_COLUMN, type StagedPartTable } from './stage-parts.ts';

/** What of `LoadOptions` a thread can be told of a part. */
export type PartOptions = Omit<LoadOptions, 'allocate' | 'threads'>;

/** One part of a ledger whose rows were put aside. */
export interface PartRequest {
  readonly part: number;
  /** Those of the whole, with the files of this part alone. */
  readonly tables: readonly (Omit<StagedPartTable, 'files' | 'rows'> & { readonly files: readonly string[] })[];
  readonly options: PartOptions;
  /** File that takes the columns of the ledger. */
  readonly path: string;
}

/** A part that was loaded and put aside, and what was logged about it. */
export interface LoadedPart {
  readonly mapping: readonly TableMapping[];
  readonly log: ImportLogState;
  /** Rejected rows of unreadable cells; they come before those of the joining. */
  readonly typedRejects: number;
  /** Undefined where the part has no usable invoice. */
  readonly stored: StoredLedger | undefined;
  readonly reporting: ReportingCurrency;
}

/** A database that parts are read with, one after the other. */
export interface PartReader {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Memory of the database that reads a part; its rows go on at once. */
const DATABASE_MEMORY = '512MB';

/** Opens a database to read parts with. @throws {PayrhythmError} `NOT_REACHABLE` without DuckDB. */
export async function openPartReader(): Promise<PartReader> {
  const { DuckDBInstance } = await loadDuckDb('reading a ledger in partitions');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: DATABASE_MEMORY,
    threads: '1',
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await useUtc(connection);
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Reads, types and joins one part, writes its columns to a file and removes its rows. The part is the only thing in memory:
 * some 400 bytes an invoice with its payment at the peak. Errors as `readLedgerSource` and `buildLedger`. O(rows).
 */
export async function loadPart(
  { connection }: PartReader,
  { part, tables, options, path }: PartRequest,
): Promise<LoadedPart> {
  const log = createImportLog();
  const sources = tables.map((table) => partSource(connection, table));
  const read = await readTables(sources, readSettings(options, log));
  for (const { files } of tables) for (const file of files.slice(0, -1)) await rm(file);
  if (part === 0) warnNothingTellsPaid(read.tables, read, log);
  const typedRejects = log.finish().rejects.length;
  const ledger = buildLedger(read.tables, log, {
    ...(options.rates ? { rates: options.rates } : {}),
    consumeTables: true,
    mayBeEmpty: true,
  });
  return {
    mapping: read.mapping,
    typedRejects,
    stored: ledger.invoices.count === 0 ? undefined : storeLedger(ledger, path),
    reporting: ledger.reporting,
    log: log.state(),
  };
}

function partSource(connection: DuckDBConnection, staged: PartRequest['tables'][number]): TableSource {
  const { table, file, format, headers, sample, columns, files } = staged;
  const list = files.map((one) => sqlText(escapeGlob(one))).join(', ');
  return {
    table,
    file,
    format,
    read: () => {
      throw new TypeError(`${file} is read column by column`);
    },
    collect: (choice) =>
      collectDuckDbCells(connection, `read_parquet([${list}], hive_partitioning = false)`, columns, choice, {
        headers,
        sample,
        line: LINE_COLUMN,
        rest: REST_COLUMN,
      }).catch((error) => {
        throw unreadable(file, 'a table', error);
      }),
  };
}
