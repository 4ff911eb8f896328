import { type Allocate, allocatePlain } from './allocate.ts';

/** A column of numbers: days, amounts, codes or positions. */
export type NumericColumn = Int32Array | Float64Array | Int8Array | Uint8Array;

/** Numbers of `column` in the given order, in an array of the same type. O(order). */
export function gatherNumbers<T extends NumericColumn>(
  column: T,
  order: ArrayLike<number>,
  allocate: Allocate = allocatePlain,
): T {
  const Column = column.constructor as new (memory: ArrayBufferLike) => T;
  const gathered = new Column(allocate(order.length * column.BYTES_PER_ELEMENT));
  // A loop for each type of array runs several times as fast as one for all.
  if (column instanceof Int32Array) gatherDays(column, order, gathered as Int32Array);
  else if (column instanceof Float64Array) gatherAmounts(column, order, gathered as Float64Array);
  else gatherCodes(column as Int8Array, order, gathered as Int8Array);
  return gathered;
}

function gatherDays(from: Int32Array, order: ArrayLike<number>, to: Int32Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[order[i]];
}

function gatherAmounts(from: Float64Array, order: ArrayLike<number>, to: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[order[i]];
}

function gatherCodes(from: Int8Array, order: ArrayLike<number>, to: Int8Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[order[i]];
}

/** Row positions of each debtor in a column of ascending debtor indexes: `debtorCount + 1` entries. */
export function startsOf(debtor: Int32Array, debtorCount: number, allocate: Allocate = allocatePlain): Int32Array {
  const start = new Int32Array(allocate((debtorCount + 1) * 4));
  for (let i = 0; i < debtor.length; i++) start[debtor[i] + 1]++;
  for (let d = 0; d < debtorCount; d++) start[d + 1] += start[d];
  return start;
}
