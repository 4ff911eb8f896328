import { PayrhythmError } from '../errors.ts';

/** Which part of a numeric date comes first: day/month/year, month/day/year or (two-digit years too) year/month/day. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** The mark between whole units and fractions: `1.50` or `1,50`. */
export type DecimalMark = 'point' | 'comma';

/** Bounds that keep a hostile or broken file from taking the machine. */
export interface ReadLimits {
  /** Longest cell, in bytes. A longer one is taken for a quote that was never closed. */
  readonly fieldBytes: number;
  /** A compressed file may always unpack to this many bytes … */
  readonly unpackedBytes: number;
  /** … and beyond that to at most this many times its own size. */
  readonly unpackedRatio: number;
}

/** 1 MB a cell; 128 MB unpacked, or beyond that 200 times the compressed size. */
export const DEFAULT_LIMITS: ReadLimits = { fieldBytes: 1_000_000, unpackedBytes: 128 * 2 ** 20, unpackedRatio: 200 };

/** Where a ledger table is found, and how its columns are called. */
export interface SourceTable {
  /** Schema and name of the table or view; PostgreSQL only. */
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  /** Our column: header in the source. */
  readonly columns: Readonly<Record<string, string>>;
}

/** How a source is to be read, where its own content does not decide. */
export interface ReadOptions {
  /** `invoice_id=Factuurnr,payments.amount=Bedrag,invoice_id=#line`; see `parseColumnsOption`. */
  readonly columns?: string | undefined;
  /** Name of a known export; see `PRESETS`. */
  readonly preset?: string | undefined;
  /** Order of day, month and year in numeric dates; default: proved by the dates themselves. */
  readonly dateOrder?: DateOrder | undefined;
  /** Decimal mark of all amounts; default: proved by the amounts themselves. */
  readonly decimal?: DecimalMark | undefined;
  readonly limits?: Partial<ReadLimits> | undefined;
  /** Where the tables are in a database, and how their columns are called; `columns` wins. */
  readonly tables?: Readonly<Partial<Record<string, SourceTable>>> | undefined;
  /** Threads that may read large Parquet tables side by side; default the calling one alone. Changes speed only. */
  readonly threads?: number | undefined;
}

/** @throws {PayrhythmError} `USAGE` where an option is none of its words. */
export function checkReadOptions(options: ReadOptions): void {
  if (options.dateOrder !== undefined && !['dmy', 'mdy', 'ymd'].includes(options.dateOrder))
    throw new PayrhythmError('USAGE', `--date-order ${options.dateOrder}: it is one of dmy, mdy, ymd`);
  if (options.decimal !== undefined && !['point', 'comma'].includes(options.decimal))
    throw new PayrhythmError('USAGE', `--decimal ${options.decimal}: it is one of point, comma`);
}
