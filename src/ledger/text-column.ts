import { type Allocate, allocatePlain } from './allocate.ts';

/** A column of texts as UTF-8 bytes end to end: row `i` is `bytes[offsets[i] … offsets[i+1])`. Missing = empty. */
export interface TextColumn {
  readonly length: number;
  readonly bytes: Uint8Array;
  /** `length + 1` ascending byte positions. */
  readonly offsets: Uint32Array;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Text of row `i`. */
export function textAt(column: TextColumn, i: number): string {
  const start = column.offsets[i];
  const end = column.offsets[i + 1];
  if (start === end) return '';
  if (end - start < 24) {
    let text = '';
    for (let at = start; at < end; at++) {
      const byte = column.bytes[at];
      if (byte > 127) return decoder.decode(column.bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(column.bytes.subarray(start, end));
}

/** Whether row `i` is empty (missing). */
export function isTextMissing(column: TextColumn, i: number): boolean {
  return column.offsets[i] === column.offsets[i + 1];
}

/** Byte order of two rows (code-point order, the same in every locale): negative, 0 or positive. */
export function compareTexts(a: TextColumn, i: number, b: TextColumn, j: number): number {
  let x = a.offsets[i];
  let y = b.offsets[j];
  const xEnd = a.offsets[i + 1];
  const yEnd = b.offsets[j + 1];
  while (x < xEnd && y < yEnd) {
    const difference = a.bytes[x++] - b.bytes[y++];
    if (difference !== 0) return difference;
  }
  return xEnd - x - (yEnd - y);
}

/** Runs of neighbouring rows with at least this many bytes are copied in one go. */
const LONG_RUN_BYTES = 64;

/** Rows of `column` in the given order (`-1` gives an empty text). O(bytes). */
export function gatherTexts(
  column: TextColumn,
  order: ArrayLike<number>,
  allocate: Allocate = allocatePlain,
): TextColumn {
  const length = order.length;
  const offsets = new Uint32Array(allocate((length + 1) * 4));
  if (column.offsets[column.length] === column.offsets[0])
    return { length, bytes: new Uint8Array(allocate(0)), offsets };
  let total = 0;
  for (let i = 0; i < length; i++) {
    const row = order[i];
    if (row >= 0) total += column.offsets[row + 1] - column.offsets[row];
    offsets[i + 1] = total;
  }
  const bytes = new Uint8Array(allocate(total));
  for (let i = 0; i < length; ) {
    const first = i;
    const row = order[i++];
    if (row < 0) continue;
    while (i < length && order[i] === row + i - first) i++;
    copyBytes(column.bytes, column.offsets[row], column.offsets[row + i - first], bytes, offsets[first]);
  }
  return { length, bytes, offsets };
}

function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start >= LONG_RUN_BYTES) to.set(from.subarray(start, end), at);
  else for (let read = start, write = at; read < end; ) to[write++] = from[read++];
}

/** Grows a {@link TextColumn} text by text. */
export interface TextColumnBuilder {
  readonly length: number;
  append(text: string): void;
  finish(): TextColumn;
}

/** An empty builder. Amortised O(bytes); one column holds at most 4 GiB of text. */
export function createTextColumnBuilder(): TextColumnBuilder {
  let bytes = new Uint8Array(1024);
  let offsets = new Uint32Array(65);
  let length = 0;
  let used = 0;
  return {
    get length() {
      return length;
    },
    append(text) {
      const most = used + text.length * 3;
      if (most > bytes.length) {
        const grown = new Uint8Array(Math.max(most, bytes.length * 2));
        grown.set(bytes.subarray(0, used));
        bytes = grown;
      }
      if (length + 2 > offsets.length) {
        const grown = new Uint32Array(offsets.length * 2);
        grown.set(offsets);
        offsets = grown;
      }
      used = appendUtf8(bytes, used, text);
      offsets[++length] = used;
    },
    finish() {
      return { length, bytes: bytes.slice(0, used), offsets: offsets.slice(0, length + 1) };
    },
  };
}

function appendUtf8(bytes: Uint8Array, start: number, text: string): number {
  let at = start;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return start + encoder.encodeInto(text, bytes.subarray(start)).written;
    bytes[at++] = code;
  }
  return at;
}
