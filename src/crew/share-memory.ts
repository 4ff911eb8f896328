/**
 * A copy of plain data in which every typed array lies on shared memory, so that worker threads see it without another
 * copy; arrays that lie there already are kept. Functions cannot be shared and must not be among the data. O(bytes).
 */
export function shareMemory<T>(value: T): T {
  return share(value) as T;
}

/** `length` zeroed numbers on shared memory. */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

type NumberArray = Float64Array | Int32Array | Uint32Array | Int8Array | Uint8Array;

function share(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return shareArray(value as NumberArray);
  if (Array.isArray(value)) return value.map(share);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, share(part)]));
}

function shareArray(array: NumberArray): NumberArray {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => NumberArray;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
