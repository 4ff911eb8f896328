import type { PublishedCell, PublishedTable } from './published-tables.ts';

/** What differs between the databases that runs are published to. */
export interface SqlDialect {
  /** A table or view of ours, quoted and with its schema. */
  name(table: string): string;
  readonly timestamp: string;
  /** Indexes for fast reading; DuckDB needs none. */
  readonly hasIndexes: boolean;
}

/** An open connection to a target database. Values travel as parameters, never as SQL text. */
export interface SqlSession {
  run(sql: string, values?: readonly (string | number | null)[]): Promise<void>;
  rows(sql: string, values?: readonly (string | number | null)[]): Promise<readonly (readonly unknown[])[]>;
  /** Names of our schema's tables. */
  tables(): Promise<readonly string[]>;
  columns(table: string): Promise<readonly string[]>;
  /** Writes the rows of a run in bulk. */
  insert(table: PublishedTable, runId: string, rows: Iterable<readonly PublishedCell[]>): Promise<void>;
}
