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

/** Share of the memory that is free which a ledger may take as a whole. */
const SHARE_OF_MEMORY = 0.5;
/** Memory that a night with a ledger in memory takes at its peak, for each byte of Parquet or DuckDB files. */
const MEMORY_A_BYTE = 8;
/** Bytes of such files for one part: some 2.5 million invoices, which take 1 GB while they are joined; each thread joins one. */
const BYTES_A_PART = 75_000_000;
/** The same memory for each invoice, with its payment, of a database. */
const MEMORY_AN_INVOICE = 220;
const INVOICES_A_PART = 2_500_000;

/**
 * Loads a ledger as a whole, or in parts where it is large for the memory that is free, or parts are asked for. Errors as `loadLedger` and
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
  return fits(estimatedInvoices * MEMORY_AN_INVOICE) ? 1 : Math.ceil(estimatedInvoices / INVOICES_A_PART);
}

async function partsOfFiles(path: string): Promise<number> {
  const found = await findLedgerFiles(path);
  const files =
    found.kind === 'duckdb'
      ? [found.path]
      : found.files.flatMap((file) => (file.format === 'parquet' ? file.path : []));
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
  return fits(bytes * MEMORY_A_BYTE) ? 1 : Math.ceil(bytes / BYTES_A_PART);
}

function fits(memory: number): boolean {
  return memory <= SHARE_OF_MEMORY * process.availableMemory();
}
