import { gatherTexts, type TextColumn } from './text-column.ts';

type NumericColumn = Int32Array | Float64Array | Int8Array | Uint8Array;

/** Numbers of `column` in the given order, in an array of the same type. */
export function gatherNumbers<T extends NumericColumn>(column: T, order: ArrayLike<number>): T {
  const gathered = new (column.constructor as new (length: number) => T)(order.length);
  for (let i = 0; i < order.length; i++) gathered[i] = column[order[i]];
  return gathered;
}

/** Every column of a table in the given row order. Fields that are no columns (counts, `start`) are the caller's. */
export function gatherColumns<T extends Readonly<Record<string, NumericColumn | TextColumn>>>(
  columns: T,
  order: ArrayLike<number>,
): T {
  const gathered: Record<string, NumericColumn | TextColumn> = {};
  for (const [name, column] of Object.entries(columns)) {
    gathered[name] = 'offsets' in column ? gatherTexts(column, order) : gatherNumbers(column, order);
  }
  return gathered as T;
}

/** Row positions of each debtor in a column of ascending debtor indexes: `debtorCount + 1` entries. */
export function startsOf(debtor: Int32Array, debtorCount: number): Int32Array {
  const start = new Int32Array(debtorCount + 1);
  for (let i = 0; i < debtor.length; i++) start[debtor[i] + 1]++;
  for (let d = 0; d < debtorCount; d++) start[d + 1] += start[d];
  return start;
}

/**
 * The canonical order of rows: by debtor (a counting sort), and by `compare` within one debtor. `keep[i] = 0` leaves a
 * row out. O(n + Σ k log k) over the debtors' row counts k.
 */
export function orderByDebtor(
  debtor: Int32Array,
  debtorCount: number,
  keep: Uint8Array | undefined,
  compare: (i: number, j: number) => number,
): Uint32Array<ArrayBuffer> {
  const start = new Int32Array(debtorCount + 1);
  for (let i = 0; i < debtor.length; i++) if (!keep || keep[i]) start[debtor[i] + 1]++;
  for (let d = 0; d < debtorCount; d++) start[d + 1] += start[d];
  const order = new Uint32Array(start[debtorCount]);
  const next = start.slice();
  for (let i = 0; i < debtor.length; i++) if (!keep || keep[i]) order[next[debtor[i]]++] = i;
  for (let d = 0; d < debtorCount; d++) {
    if (start[d + 1] - start[d] > 1) order.subarray(start[d], start[d + 1]).sort(compare);
  }
  return order;
}
