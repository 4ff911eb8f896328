import { PayrhythmError } from '../errors.ts';

/** The optional package, as its own types describe it. */
export type DuckDbModule = typeof import('@duckdb/node-api');

/**
 * Loads the optional package `@duckdb/node-api`, on first need only: the core and CSV work without it.
 *
 * @param purpose what it is needed for, as the beginning of a sentence: `reading invoices.parquet`.
 * @throws {PayrhythmError} `NOT_REACHABLE` where it is not installed or does not run on this machine.
 */
export async function loadDuckDb(purpose: string): Promise<DuckDbModule> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new PayrhythmError(
      'NOT_REACHABLE',
      `${purpose} needs DuckDB, which is not installed: npm install @duckdb/node-api, or use CSV`,
      { reason: (error as Error).message },
      { cause: error },
    );
  }
}

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
