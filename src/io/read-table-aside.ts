import { PayrhythmError } from '../errors.ts';
import type { ImportLogState } from '../ledger/index.ts';
import { startWorker } from '../parallel/start-worker.ts';
import type { ReadOptions } from './read-options.ts';
import type { ReadTable, TableSource } from './read-table.ts';
import { receiveError, type SentError } from './sent-error.ts';

/** What a thread is told about the table that it reads. */
export interface AsideRequest {
  readonly table: TableSource['table'];
  readonly path: string;
  readonly withDebtors: boolean;
  readonly options: ReadOptions;
}

/** A table that was read in another thread, and what was logged about it. */
export interface AsideTable {
  readonly read: ReadTable;
  readonly log: ImportLogState;
}

/** What the thread answers. */
export type AsideAnswer = AsideTable | { readonly error: SentError };

/**
 * Reads a Parquet table in a thread of its own: the same as `readTable` gives. The columns come over without a copy.
 *
 * @throws {PayrhythmError} as `readTable`; `NOT_REACHABLE` where the thread cannot start or ends before its time.
 */
export async function readTableAside(
  { table, file }: TableSource,
  withDebtors: boolean,
  { columns, preset, dateOrder, decimal, limits, tables }: ReadOptions,
): Promise<AsideTable> {
  const options: ReadOptions = { columns, preset, dateOrder, decimal, limits, tables };
  const workerData: AsideRequest = { table, path: file, withDebtors, options };
  const worker = startWorker(import.meta.url, 'table-worker', { workerData });
  try {
    const answer = await new Promise<AsideAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
    }).catch((error: Error) => {
      throw new PayrhythmError(
        'NOT_REACHABLE',
        `the thread that read ${file} failed (${error.message}): run again with one thread (--threads 1)`,
        { path: file },
        { cause: error },
      );
    });
    if ('error' in answer) throw receiveError(answer.error);
    return answer;
  } finally {
    await worker.terminate();
  }
}
