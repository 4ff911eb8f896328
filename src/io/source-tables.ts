import type { TableData, TableName } from '../ledger/index.ts';
import type { DateOrder, DecimalMark } from './read-options.ts';

/** How a table is stored. `duckdb` and `postgres` are tables of a database, the rest files. */
export type SourceFormat = 'csv' | 'parquet' | 'json' | 'arrow' | 'duckdb' | 'postgres';

/** Why a header was taken for a column, in falling precedence. */
export type ColumnOrigin = 'option' | 'preset' | 'exact' | 'synonym';

/** What became of one header of a source; a header that fills two columns has two entries. */
export interface HeaderMapping {
  readonly header: string;
  /** The ledger column; `debtors.name` for a debtor attribute in an invoice file; null = not used. */
  readonly column: string | null;
  /** Null where the header is not used. */
  readonly how: ColumnOrigin | null;
  /** Why a header that looked like a column is not used. */
  readonly reason?: string;
}

/** How one table was read. */
export interface TableMapping {
  readonly table: TableName;
  /** The file, or for a database the file and the table. */
  readonly file: string;
  readonly format: SourceFormat;
  /** CSV only, else null. */
  readonly delimiter: string | null;
  /** CSV only, else null: `utf-8`, `windows-1252`, `utf-16le` or `utf-16be`. */
  readonly encoding: string | null;
  /** Null where no date needed it. */
  readonly dateOrder: DateOrder | null;
  /** Null where no amount has a mark; `mixed` where columns differ. */
  readonly decimal: DecimalMark | 'mixed' | null;
  readonly columns: readonly HeaderMapping[];
  /** Source rows, rejected ones included. */
  readonly rows: number;
}

/** A file that was read, for the record of the run. */
export interface SourceInput {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the file as it lies there (compressed where it is), in hexadecimal. */
  readonly sha256: string;
}

/** A ledger source as read: typed tables, and how they came about. */
export interface SourceTables {
  readonly tables: readonly TableData[];
  readonly mapping: readonly TableMapping[];
  readonly inputs: readonly SourceInput[];
  /** Files of the directory that are no table, by name, ascending. */
  readonly ignoredFiles: readonly string[];
}
