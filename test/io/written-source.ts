import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { formatDay, NO_DAY } from '../../src/calendar/index.ts';
import { type ReadOptions, readLedgerSource, type SourceTables } from '../../src/io/index.ts';
import {
  createImportLog,
  type ImportReport,
  TABLES,
  type TableData,
  type TableName,
  textAt,
} from '../../src/ledger/index.ts';

const made: string[] = [];
afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A new empty directory, removed after the test file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'payrhythm-io-'));
  made.push(directory);
  return directory;
}

/** A directory with the given files. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return directory;
}

export interface ReadResult extends SourceTables {
  readonly report: ImportReport;
  /** Cells of a table as plain values: dates as ISO texts, missing as null. */
  rows(table?: TableName): Record<string, string | number | null>[];
}

/** Reads a path and what was logged. */
export async function readPath(path: string, options: ReadOptions = {}): Promise<ReadResult> {
  const log = createImportLog();
  const source = await readLedgerSource(path, options, log);
  return {
    ...source,
    report: log.finish(),
    rows: (name = 'invoices') => plainRows(source.tables.find((table) => table.table === name) as TableData),
  };
}

/** Reads one file of the given content. */
export function readText(
  content: string | Uint8Array,
  options: ReadOptions = {},
  name = 'ledger.csv',
): Promise<ReadResult> {
  return readPath(join(writeFiles({ [name]: content }), name), options);
}

/** The message that reading such a file fails with, its directory left out. */
export async function failure(content: string | Uint8Array, options: ReadOptions = {}, name = 'ledger.csv') {
  const directory = writeFiles({ [name]: content });
  return failureAt(join(directory, name), options, directory);
}

export async function failureAt(path: string, options: ReadOptions = {}, directory = path) {
  try {
    await readPath(path, options);
  } catch (error) {
    const { code, message, name } = error as { code?: string; message: string; name: string };
    return { name, code, message: message.replaceAll(`${directory}/`, '').replaceAll(directory, 'DIR') };
  }
  throw new Error('it was read');
}

/** Invoice lines under the contract's own headers. */
export const invoices = (...lines: string[]): string =>
  `${['invoice_id,debtor_id,issue_date,due_date,amount', ...lines].join('\n')}\n`;

function plainRows(data: TableData): Record<string, string | number | null>[] {
  return Array.from({ length: data.count }, (_, row) =>
    Object.fromEntries(
      Object.entries(data.columns).map(([name, column]) => {
        const type = TABLES[data.table].columns.find((declared) => declared.name === name)?.type;
        if ('codes' in column) return [name, textAt(column.texts, column.codes[row]) || null];
        if ('offsets' in column) return [name, textAt(column, row) || null];
        const value = column[row];
        if (type === 'day') return [name, value === NO_DAY ? null : formatDay(value)];
        if (type === 'flag' || type === 'choice') return [name, value < 0 ? null : value];
        return [name, Number.isNaN(value) ? null : value];
      }),
    ),
  );
}
