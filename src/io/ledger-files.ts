import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PayrhythmError } from '../errors.ts';
import { TABLE_NAMES, type TableName } from '../ledger/index.ts';
import type { SourceFormat } from './source-tables.ts';

/** A file that holds one table. */
export interface TableFile {
  readonly table: TableName;
  readonly path: string;
  readonly format: SourceFormat;
}

/** What a LEDGER argument turned out to be. */
export type LedgerFiles =
  | { readonly kind: 'files'; readonly files: readonly TableFile[]; readonly ignoredFiles: readonly string[] }
  | { readonly kind: 'duckdb'; readonly path: string };

const FORMATS: Readonly<Record<string, SourceFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  parquet: 'parquet',
  json: 'json',
  ndjson: 'json',
  jsonl: 'json',
  arrow: 'arrow',
  feather: 'arrow',
};

/** Format by the ending of a name (`.gz` only around CSV and JSON); undefined where the ending is none of ours. */
export function formatOfName(name: string): SourceFormat | undefined {
  const match = /\.([a-z]+)(\.gz)?$/i.exec(name);
  const ending = match?.[1].toLowerCase() ?? '';
  const format = Object.hasOwn(FORMATS, ending) ? FORMATS[ending] : undefined;
  return match?.[2] && format !== 'csv' && format !== 'json' ? undefined : format;
}

/**
 * Finds the tables of a LEDGER argument: a file is the invoices (CSV where its ending says nothing), a directory holds a
 * file for each table, a `.duckdb` file is a database.
 *
 * @throws {PayrhythmError} `NOT_REACHABLE` where nothing is there; `BAD_DATA` for a directory without invoices; `USAGE`
 * for two files of one table.
 */
export async function findLedgerFiles(path: string): Promise<LedgerFiles> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file or directory; check the path' : error.message;
    throw new PayrhythmError('NOT_REACHABLE', `${path}: ${why}`, { path }, { cause: error });
  });
  if (!found.isDirectory()) {
    if (/\.(duckdb|ddb)$/i.test(path)) return { kind: 'duckdb', path };
    const format = formatOfName(path) ?? 'csv';
    return { kind: 'files', files: [{ table: 'invoices', path, format }], ignoredFiles: [] };
  }
  return tablesOfDirectory(path);
}

async function tablesOfDirectory(directory: string): Promise<LedgerFiles> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  const files: TableFile[] = [];
  const ignoredFiles: string[] = [];
  for (const name of names.sort()) {
    const table = TABLE_NAMES.find((known) => known === name.toLowerCase().replace(/\..*$/, ''));
    const format = formatOfName(name);
    if (!table || !format || name.split('.').length > (/\.gz$/i.test(name) ? 3 : 2)) {
      ignoredFiles.push(name);
      continue;
    }
    const rival = files.find((file) => file.table === table);
    if (rival)
      throw new PayrhythmError(
        'USAGE',
        `${directory} holds ${table} twice: ${basename(rival.path)} and ${name}. Keep one of them`,
        { directory, table },
      );
    files.push({ table, path: join(directory, name), format });
  }
  if (!files.some((file) => file.table === 'invoices'))
    throw new PayrhythmError(
      'BAD_DATA',
      `${directory} holds no invoices: looked for invoices.csv, .tsv or .txt (also with .gz), .json, .ndjson, .jsonl, .parquet, .arrow; ` +
        `found ${names.length === 0 ? 'nothing' : names.slice(0, 20).join(', ')}`,
      { directory, found: names },
    );
  files.sort((a, b) => TABLE_NAMES.indexOf(a.table) - TABLE_NAMES.indexOf(b.table));
  return { kind: 'files', files, ignoredFiles };
}
