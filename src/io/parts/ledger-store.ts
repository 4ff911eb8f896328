import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { createCalendars } from '../../calendar/index.ts';
import { type Allocate, allocatePlain, type Ledger } from '../../ledger/index.ts';

/** Where a column lies in a stored ledger. */
interface StoredColumn {
  readonly kind: keyof typeof KINDS;
  readonly at: number;
  readonly length: number;
}

/** A ledger that was put aside: the shape of it here, the columns in a file. */
export interface StoredLedger {
  readonly path: string;
  readonly shape: unknown;
  readonly invoices: number;
}

const KINDS = { Float64Array, Int32Array, Uint32Array, Int8Array, Uint8Array };
type Column = InstanceType<(typeof KINDS)[keyof typeof KINDS]>;
/** Bytes that one call writes or reads at most: the system takes no more than 2 GB. */
const MOST_BYTES = 2 ** 30;
const ALIGNMENT = 8;

/** Writes the columns of a ledger to a file, so that its memory can be used for another one. O(bytes). */
export function storeLedger(ledger: Ledger, path: string): StoredLedger {
  const { calendars: _, ...columns } = ledger;
  const file = openSync(path, 'wx', 0o600);
  let at = 0;
  const put = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const column = value as Column;
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
      const stored = { kind: column.constructor.name as StoredColumn['kind'], at, length: column.length };
      for (let from = 0; from < bytes.length; )
        from += writeSync(file, bytes, from, Math.min(MOST_BYTES, bytes.length - from), at + from);
      at += Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT;
      return { column: stored };
    }
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, put(part)]));
  };
  try {
    return { path, shape: put(columns), invoices: ledger.invoices.count };
  } finally {
    closeSync(file);
  }
}

/** Reads a ledger that was put aside. O(bytes). */
export function readStoredLedger({ path, shape }: StoredLedger, allocate: Allocate = allocatePlain): Ledger {
  const file = openSync(path, 'r');
  const take = (value: unknown): unknown => {
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
    const stored = (value as { column?: StoredColumn }).column;
    if (stored === undefined)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, take(part)]));
    const Kind = KINDS[stored.kind];
    const column = new (Kind as new (buffer: ArrayBufferLike) => Column)(
      allocate(stored.length * Kind.BYTES_PER_ELEMENT),
    );
    const bytes = new Uint8Array(column.buffer);
    for (let from = 0; from < bytes.length; ) {
      const read = readSync(file, bytes, from, Math.min(MOST_BYTES, bytes.length - from), stored.at + from);
      if (read === 0) throw new RangeError(`${path} is shorter than it was written`);
      from += read;
    }
    return column;
  };
  try {
    return { ...(take(shape) as Omit<Ledger, 'calendars'>), calendars: createCalendars() };
  } finally {
    closeSync(file);
  }
}
