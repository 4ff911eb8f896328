import { stat } from 'node:fs/promises';
import { PayrhythmError } from '../../errors.ts';
import { findLedgerFiles } from '../ledger-files.ts';
import { type LoadOptions, loadLedger } from '../load-ledger.ts';
import { isPostgresUrl } from '../postgres/postgres-address.ts';
import { openPostgresSource, type PostgresSource } from '../postgres/postgres-source.ts';
import { type LoadedParts, loadedWhole, readLedgerParts } from './read-ledger-parts.ts';

/** How a ledger is opened. */
export interface OpenOptions extends LoadOptions {
  /** Parts to read it in; 1: as a whole; undefined: as a whole unless it is large. */
  readonly partitions?: number | undefined;
  /** Is told why a large ledger is read as a whole after all. */
  readonly onWhole?: ((reason: string) => void) | undefined;
}

/** Parquet or DuckDB files of more bytes than this are read in parts: some 20 million invoices. */
const LARGE_BYTES = 600_000_000;
/** Bytes of such files for one part: some 2.5 million invoices, which take 1 GB while they are joined; each thread joins one. */
const BYTES_A_PART = 75_000_000;
const LARGE_INVOICES = 20_000_000;
const INVOICES_A_PART = 2_500_000;

/**
 * Loads a ledger as a whole, or in parts where it is large or parts are asked for. Errors as `loadLedger` and
 * `readLedgerParts`.
 */
export async function openLedger(path: string, options: OpenOptions = {}): Promise<LoadedParts> {
  const { partitions } = options;
  if (partitions === 1) return loadedWhole(await loadLedger(path, options));
  if (partitions !== undefined) return await readLedgerParts(path, partitions, options);
  // The connection that counts the rows is the one that reads them.
  const database = isPostgresUrl(path) ? await openPostgresSource(path, options.tables) : undefined;
  const parts = database ? partsOfDatabase(database) : await partsOfFiles(path);
  try {
    if (parts === 1) return loadedWhole(await loadLedger(path, options, database));
    return await readLedgerParts(path, parts, options, database);
  } catch (error) {
    await database?.close();
    if (parts === 1 || !(error instanceof PayrhythmError) || error.code !== 'USAGE') throw error;
    options.onWhole?.(`the ledger is large, and is held in memory as a whole: ${error.message}`);
    return loadedWhole(await loadLedger(path, options));
  }
}

function partsOfDatabase({ estimatedInvoices }: PostgresSource): number {
  return estimatedInvoices <= LARGE_INVOICES ? 1 : Math.ceil(estimatedInvoices / INVOICES_A_PART);
}

async function partsOfFiles(path: string): Promise<number> {
  const found = await findLedgerFiles(path);
  const files =
    found.kind === 'duckdb'
      ? [found.path]
      : found.files.flatMap((file) => (file.format === 'parquet' ? file.path : []));
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return bytes <= LARGE_BYTES ? 1 : Math.ceil(bytes / BYTES_A_PART);
}
