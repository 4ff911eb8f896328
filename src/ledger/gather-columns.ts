import { type Allocate, allocatePlain } from './allocate.ts';

/** A column of numbers: days, amounts, codes or positions. */
export type NumericColumn = Int32Array | Float64Array | Int8Array | Uint8Array;

/** Numbers of `column` in the given order, in an array of the same type. O(order). */
export function gatherNumbers<T extends NumericColumn>(
  column: T,
  order: ArrayLike<number>,
  allocate: Allocate = allocatePlain,
): T {
  const gathered = emptyLike(column, order.length, allocate);
  for (let i = 0; i < order.length; i++) gathered[i] = column[order[i]];
  return gathered;
}

/** `length` zeros in an array of the type of `column`. */
export function emptyLike<T extends NumericColumn>(column: T, length: number, allocate: Allocate): T {
  const Column = column.constructor as new (memory: ArrayBufferLike) => T;
  return new Column(allocate(length * column.BYTES_PER_ELEMENT));
}

/** Row positions of each debtor in a column of ascending debtor indexes: `debtorCount + 1` entries. */
export function startsOf(debtor: Int32Array, debtorCount: number, allocate: Allocate = allocatePlain): Int32Array {
  const start = new Int32Array(allocate((debtorCount + 1) * 4));
  for (let i = 0; i < debtor.length; i++) start[debtor[i] + 1]++;
  for (let d = 0; d < debtorCount; d++) start[d + 1] += start[d];
  return start;
}
