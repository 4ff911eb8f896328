import type { TableName } from '../../ledger/index.ts';

/** The headers of a known program's export. */
export interface Preset {
  readonly name: string;
  /** What it reads, and where the column names come from. */
  readonly source: string;
  /** Headers by table and column, the closest first. */
  readonly columns: Readonly<Partial<Record<TableName, Readonly<Record<string, readonly string[]>>>>>;
}
