/** Worker thread: reads one Parquet table. Its data is an {@link AsideRequest}; it sends one {@link AsideAnswer}. */
import { parentPort, workerData } from 'node:worker_threads';
import { createImportLog, markUniqueKeys } from '../ledger/index.ts';
import { collectParquetCells, readDuckDbFile } from './duckdb-records.ts';
import { readSettings } from './read-ledger-source.ts';
import { readTable } from './read-table.ts';
import type { AsideAnswer, AsideRequest } from './read-table-aside.ts';
import { sendError } from './sent-error.ts';

const { table, path, withDebtors, options } = workerData as AsideRequest;

async function answer(): Promise<AsideAnswer> {
  const log = createImportLog();
  try {
    const source = {
      table,
      file: path,
      format: 'parquet',
      read: (sink) => readDuckDbFile(path, 'parquet', sink),
      collect: (choice) => collectParquetCells(path, choice),
    } satisfies Parameters<typeof readTable>[0];
    const read = await readTable(source, withDebtors, readSettings(options, log));
    return { read: { ...read, tables: read.tables.map(markUniqueKeys) }, log: log.state() };
  } catch (error) {
    return { error: sendError(error) };
  }
}

/** The buffers under the columns of what was read. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}

const made = await answer();
parentPort?.postMessage(made, 'read' in made ? [...buffersOf(made.read.tables)] : []);
