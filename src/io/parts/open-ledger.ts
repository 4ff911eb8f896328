import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PayrhythmError } from '../../errors.ts';
import { formatOfName } from '../ledger-files.ts';
import { type LoadOptions, loadLedger } from '../load-ledger.ts';
import { isPostgresUrl } from '../postgres/postgres-address.ts';
import { openPostgresSource } from '../postgres/postgres-source.ts';
import { type LoadedParts, loadedWhole, readLedgerParts } from './read-ledger-parts.ts';

/** How a ledger is opened. */
export interface OpenOptions extends LoadOptions {
  /** Parts to read it in; 1: as a whole; undefined: as a whole unless it is large. */
  readonly partitions?: number | undefined;
  /** Is told why a large ledger is read as a whole after all. */
  readonly onWhole?: ((reason: string) => void) | undefined;
}

/** Parquet or DuckDB files of more bytes than this are read in parts: some {@link LARGE_INVOICES} invoices. */
const LARGE_BYTES = 600_000_000;
/** Bytes of such files for one part: some 5 million invoices, which take 1 GB in memory and twice that while they are joined. */
const BYTES_A_PART = 150_000_000;
const LARGE_INVOICES = 20_000_000;
const INVOICES_A_PART = 5_000_000;

/**
 * Loads a ledger as a whole, or in parts where it is large or parts are asked for. Errors as `loadLedger` and
 * `readLedgerParts`.
 */
export async function openLedger(path: string, options: OpenOptions = {}): Promise<LoadedParts> {
  const { partitions } = options;
  if (partitions === 1) return loadedWhole(await loadLedger(path, options));
  if (partitions !== undefined) return await readLedgerParts(path, partitions, options);
  const parts = isPostgresUrl(path) ? await partsOfDatabase(path, options) : await partsOfFiles(path);
  if (parts === 1) return loadedWhole(await loadLedger(path, options));
  try {
    return await readLedgerParts(path, parts, options);
  } catch (error) {
    if (!(error instanceof PayrhythmError) || error.code !== 'USAGE') throw error;
    options.onWhole?.(`the ledger is large, and is held in memory as a whole: ${error.message}`);
    return loadedWhole(await loadLedger(path, options));
  }
}

async function partsOfFiles(path: string): Promise<number> {
  const bytes = await bytesInColumns(path);
  return bytes <= LARGE_BYTES ? 1 : Math.ceil(bytes / BYTES_A_PART);
}

async function partsOfDatabase(url: string, { tables }: OpenOptions): Promise<number> {
  const source = await openPostgresSource(url, tables);
  await source.close();
  return source.estimatedInvoices <= LARGE_INVOICES ? 1 : Math.ceil(source.estimatedInvoices / INVOICES_A_PART);
}

/** Bytes of the files that can be read in parts; 0 where there is none. */
async function bytesInColumns(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return isInColumns(path) ? found.size : 0;
  if (!found?.isDirectory()) return 0;
  let bytes = 0;
  for (const name of await readdir(path)) if (isInColumns(name)) bytes += (await stat(join(path, name))).size;
  return bytes;
}

function isInColumns(name: string): boolean {
  return name.endsWith('.duckdb') || formatOfName(name) === 'parquet';
}
