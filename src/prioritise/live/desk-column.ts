import type { TextColumn } from '../../ledger/index.ts';
import type { EventRow } from './live-event.ts';
import type { Column } from './rebuild-ledger.ts';

/** A column of a desk: room that rows of the same column of the whole ledger are copied into, one debtor after another. */
export interface DeskColumn {
  /** Copies the rows [from, to) of the whole ledger to row `at` and on. O(rows). */
  copy(from: number, to: number, at: number): void;
  /** Puts what an event says into row `at`. */
  put(row: EventRow, at: number): void;
}

const encoder = new TextEncoder();

/** Room for `rows` rows of a column; texts grow as they need to. O(rows). */
export function columnRoom(column: Column, rows: number): Column {
  if ('offsets' in column) return { length: rows, bytes: new Uint8Array(0), offsets: new Uint32Array(rows + 1) };
  return new (column.constructor as new (length: number) => typeof column)(rows);
}

/** Connects a column of the whole ledger with the room for it; `cell` is what an event puts there. */
export function deskColumn(
  whole: Column,
  room: Column,
  cell: ((row: EventRow) => string | number) | undefined,
): DeskColumn {
  if ('offsets' in whole) return deskTexts(whole, room as TextColumn, cell as ((row: EventRow) => string) | undefined);
  const cells = room as Exclude<Column, TextColumn>;
  return {
    // A loop for each type of array runs several times as fast as one for all.
    copy:
      whole instanceof Int32Array
        ? (from, to, at) => copyDays(whole, from, to, cells as Int32Array, at)
        : whole instanceof Float64Array
          ? (from, to, at) => copyAmounts(whole, from, to, cells as Float64Array, at)
          : (from, to, at) => copyCodes(whole as Int8Array, from, to, cells as Int8Array, at),
    put(row, at) {
      cells[at] = cell?.(row) as number;
    },
  };
}

function deskTexts(
  { bytes, offsets }: TextColumn,
  room: { bytes: Uint8Array; readonly offsets: Uint32Array },
  cell: ((row: EventRow) => string) | undefined,
): DeskColumn {
  const end = room.offsets;
  const append = (text: Uint8Array, from: number, to: number, used: number): void => {
    if (used + to - from > room.bytes.length) {
      const grown = new Uint8Array(2 * (used + to - from));
      grown.set(room.bytes.subarray(0, used));
      room.bytes = grown;
    }
    const into = room.bytes;
    for (let read = from, write = used; read < to; ) into[write++] = text[read++];
  };
  return {
    copy(from, to, at) {
      const used = end[at];
      append(bytes, offsets[from], offsets[to], used);
      for (let row = from; row < to; row++) end[at + row - from + 1] = used + offsets[row + 1] - offsets[from];
    },
    put(row, at) {
      const text = cell?.(row) ?? '';
      end[at + 1] = end[at];
      if (text === '') return;
      const bytes = encoder.encode(text);
      append(bytes, 0, bytes.length, end[at]);
      end[at + 1] += bytes.length;
    },
  };
}

function copyDays(from: Int32Array, first: number, end: number, to: Int32Array, at: number): void {
  for (let row = first; row < end; row++) to[at + row - first] = from[row];
}

function copyAmounts(from: Float64Array, first: number, end: number, to: Float64Array, at: number): void {
  for (let row = first; row < end; row++) to[at + row - first] = from[row];
}

function copyCodes(from: Int8Array, first: number, end: number, to: Int8Array, at: number): void {
  for (let row = first; row < end; row++) to[at + row - first] = from[row];
}
