import { availableParallelism } from 'node:os';
import type { Crew } from '../crew/index.ts';
import type { Allocate } from '../ledger/index.ts';
import { startCrew } from './crew/start-crew.ts';

/** How many threads work. */
export interface ThreadOptions {
  /** Threads, the calling one included; a whole number 1–64, default one for each processor. */
  readonly threads?: number | undefined;
}

/** Starts a crew for `work` and closes it afterwards, whatever happens. Errors as `startCrew` and `work`. */
export async function withCrew<T>({ threads }: ThreadOptions, work: (crew: Crew) => T | Promise<T>): Promise<T> {
  const crew = await startCrew(threads === undefined ? {} : { threads });
  try {
    return await work(crew);
  } finally {
    await crew.close();
  }
}

/**
 * What `loadLedger` is told for so many threads (default one for each processor): to put a ledger's columns in memory that
 * all of them see, and how many there are.
 */
export function sharedMemory(threads = availableParallelism()): {
  readonly allocate?: Allocate;
  readonly threads: number;
} {
  return threads === 1 ? { threads } : { threads, allocate: (bytes) => new SharedArrayBuffer(bytes) };
}

/** Ledgers of fewer invoices are done before threads have started. */
const WORTH_THREADS = 20_000;

/**
 * {@link withCrew}, but without a crew where one thread is asked for, or where nothing is asked for and the ledger is small.
 */
export async function withCrewWhereWorth<T>(
  invoices: number,
  { threads }: ThreadOptions,
  work: (crew: Crew | undefined) => T | Promise<T>,
): Promise<T> {
  const wanted = threads ?? (invoices < WORTH_THREADS ? 1 : undefined);
  return wanted === 1 ? await work(undefined) : await withCrew({ threads: wanted }, work);
}
