import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Columns of one table by name; all of one length. */
export type Columns = Readonly<Record<string, Int32Array | Float64Array>>;

/**
 * What every engine starts from: the same columns in the same row order. Days are epoch days, money is in minor units.
 * Invoices stand by debtor, issue date and due date, payments by debtor, booking date and payment date: as our ledger
 * holds them. A payment's place in this order is what tells same-day payments apart.
 */
export interface LedgerColumns {
  readonly debtors: number;
  readonly invoices: {
    readonly debtor: Int32Array;
    readonly issue: Int32Array;
    readonly due: Int32Array;
    /** Due date rolled to the next business day of the debtor's country. */
    readonly rolled: Int32Array;
    readonly known: Int32Array;
    readonly amount: Float64Array;
  };
  readonly payments: {
    readonly debtor: Int32Array;
    /** Row of the invoice. */
    readonly invoice: Int32Array;
    readonly paid: Int32Array;
    readonly booked: Int32Array;
    readonly applied: Int32Array;
    readonly amount: Float64Array;
  };
}

const MOST_BYTES_AT_ONCE = 2 ** 30;

/** Writes columns as raw little-endian files `TABLE.COLUMN.i32` and `.f64`, which NumPy reads as they are. */
export function writeColumns(folder: string, columns: LedgerColumns): void {
  for (const [table, held] of Object.entries({ invoices: columns.invoices, payments: columns.payments }))
    for (const [name, values] of Object.entries(held as Columns))
      writeColumn(join(folder, `${table}.${name}.${values instanceof Int32Array ? 'i32' : 'f64'}`), values);
  writeFileSync(join(folder, 'size.json'), JSON.stringify({ debtors: columns.debtors }));
}

/** Reads what {@link writeColumns} wrote. */
export function readColumns(folder: string): LedgerColumns {
  const { debtors } = JSON.parse(readFileSync(join(folder, 'size.json'), 'utf8')) as { debtors: number };
  return {
    debtors,
    invoices: readTable(folder, 'invoices') as unknown as LedgerColumns['invoices'],
    payments: readTable(folder, 'payments') as unknown as LedgerColumns['payments'],
  };
}

function readTable(folder: string, table: string): Columns {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${table}.`));
  return Object.fromEntries(files.map((file) => [file.split('.')[1], readColumn(join(folder, file))]));
}

/** One raw column, in pieces: a call of the file system moves at most 2 GiB. */
export function readColumn(path: string): Int32Array | Float64Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(statSync(path).size));
  const file = openSync(path, 'r');
  for (let at = 0; at < bytes.length; )
    at += readSync(file, bytes, at, Math.min(MOST_BYTES_AT_ONCE, bytes.length - at), at);
  closeSync(file);
  return path.endsWith('.i32') ? new Int32Array(bytes.buffer) : new Float64Array(bytes.buffer);
}

/** Writes one raw column. */
export function writeColumn(path: string, values: Int32Array | Float64Array): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const file = openSync(path, 'w');
  for (let at = 0; at < bytes.length; )
    at += writeSync(file, bytes, at, Math.min(MOST_BYTES_AT_ONCE, bytes.length - at));
  closeSync(file);
}
