import type { DuckDBVector } from '@duckdb/node-api';
import { PayrhythmError } from '../errors.ts';

/** The memory of a DuckDB vector, as its own types do not show it: values one by one would cost an object each. */
interface VectorLayout {
  readonly items?: Int32Array | Float64Array;
  readonly dataView?: DataView;
  readonly validity?: { readonly data: BigUint64Array | null; readonly offset: number };
}

/** Bytes of a `string_t`: its length in 4, then either up to 12 bytes of text, or 4 bytes of it and a pointer. */
export const STRING_BYTES = 16;
/** Longest text that a vector holds within itself, in bytes. */
export const INLINE_BYTES = 12;

/** Numbers of an INTEGER, DATE or DOUBLE vector. */
export function vectorNumbers<T extends Int32Array | Float64Array>(vector: DuckDBVector): T {
  const { items } = vector as unknown as VectorLayout;
  if (!ArrayBuffer.isView(items)) throw unknownLayout();
  return items as T;
}

/** Bytes of a BOOLEAN (one a row) or VARCHAR vector ({@link STRING_BYTES} a row). */
export function vectorBytes(vector: DuckDBVector): Uint8Array {
  const { dataView } = vector as unknown as VectorLayout;
  if (!(dataView instanceof DataView)) throw unknownLayout();
  return new Uint8Array(dataView.buffer, dataView.byteOffset, dataView.byteLength);
}

/** One bit a row, least significant first: 1 = present. Null where nothing is missing. */
export function vectorValidity(vector: DuckDBVector): Uint8Array | null {
  const { validity } = vector as unknown as VectorLayout;
  if (validity?.offset !== 0 || validity.data === undefined) throw unknownLayout();
  const { data } = validity;
  return data && new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Whether row `i` is missing. */
export function isMissing(validity: Uint8Array | null, i: number): boolean {
  return validity !== null && (validity[i >> 3] & (1 << (i & 7))) === 0;
}

function unknownLayout(): PayrhythmError {
  return new PayrhythmError(
    'NOT_REACHABLE',
    'the installed @duckdb/node-api keeps its vectors in another way than the one this version was made for: install the version that payrhythm names in its package.json',
  );
}
