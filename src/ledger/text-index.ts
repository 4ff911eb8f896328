import { type TextColumn, textAt } from './text-column.ts';

/** FNV-1a over a run of bytes, as an unsigned 32-bit number. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** A hash of each text of a column, as unsigned 32-bit numbers; equal texts have equal hashes. O(bytes). */
export function hashTexts(column: TextColumn): Uint32Array<ArrayBuffer> {
  const hashes = new Uint32Array(column.length);
  const { bytes, offsets } = column;
  for (let i = 0; i < hashes.length; i++) hashes[i] = hashBytes(bytes, offsets[i], offsets[i + 1]);
  return hashes;
}

/** Whether two rows hold the same text. */
export function equalTexts(a: TextColumn, i: number, b: TextColumn, j: number): boolean {
  let x = a.offsets[i];
  let y = b.offsets[j];
  const length = a.offsets[i + 1] - x;
  if (b.offsets[j + 1] - y !== length) return false;
  for (let left = length; left > 0; left--) if (a.bytes[x++] !== b.bytes[y++]) return false;
  return true;
}

/** Codes for the distinct texts of one or more columns, numbered in order of first sight. */
export interface TextDictionary {
  readonly size: number;
  /** Code of row `i` of `column`, added when new. An empty text has a code like any other. */
  codeOf(column: TextColumn, i: number): number;
  /** Code of a run of UTF-8 bytes, added when new. */
  codeOfBytes(bytes: Uint8Array, start: number, end: number): number;
  /** Code of row `i`, or -1 when the dictionary does not hold it. */
  find(column: TextColumn, i: number): number;
  /** The same, for a row whose hash by `hashTexts` is known. */
  findHashed(column: TextColumn, i: number, hash: number): number;
  /** Code of a text, or -1. */
  findText(text: string): number;
  /** The distinct texts by code. */
  texts(): TextColumn;
}

/**
 * An empty dictionary: open addressing over typed arrays, so that it may hold hundreds of millions of texts (a `Map`
 * ends at 2^24 entries). Amortised O(bytes) a look-up.
 */
export function createTextDictionary(expected = 16): TextDictionary {
  let capacity = 32;
  while (capacity < expected * 2) capacity *= 2;
  let slots = new Int32Array(capacity).fill(-1);
  let hashes = new Uint32Array(capacity / 2);
  let growing = { length: 0, bytes: new Uint8Array(1024), offsets: new Uint32Array(capacity / 2 + 1), used: 0 };
  let size = 0;

  const holds = (code: number, bytes: Uint8Array, start: number, end: number): boolean => {
    let at = growing.offsets[code];
    if (growing.offsets[code + 1] - at !== end - start) return false;
    for (let read = start; read < end; ) if (growing.bytes[at++] !== bytes[read++]) return false;
    return true;
  };

  const slotOf = (bytes: Uint8Array, start: number, end: number, hash: number): number => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = slots[slot];
      if (code === -1 || (hashes[code] === hash && holds(code, bytes, start, end))) return slot;
      slot = (slot + 1) & mask;
    }
  };

  const grow = (): void => {
    const wider = new Int32Array(slots.length * 2).fill(-1);
    const mask = wider.length - 1;
    for (let code = 0; code < size; code++) {
      let slot = hashes[code] & mask;
      while (wider[slot] !== -1) slot = (slot + 1) & mask;
      wider[slot] = code;
    }
    slots = wider;
    const widerHashes = new Uint32Array(wider.length / 2);
    widerHashes.set(hashes);
    hashes = widerHashes;
    const widerOffsets = new Uint32Array(wider.length / 2 + 1);
    widerOffsets.set(growing.offsets);
    growing = { ...growing, offsets: widerOffsets };
  };

  const add = (bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number => {
    const length = end - start;
    if (growing.used + length > growing.bytes.length) {
      const wider = new Uint8Array(Math.max(growing.used + length, growing.bytes.length * 2));
      wider.set(growing.bytes.subarray(0, growing.used));
      growing = { ...growing, bytes: wider };
    }
    for (let at = 0; at < length; at++) growing.bytes[growing.used + at] = bytes[start + at];
    growing.used += length;
    const code = size++;
    growing.offsets[size] = growing.used;
    hashes[code] = hash;
    slots[slot] = code;
    return code;
  };

  // Rows of one debtor often stand together.
  let last = 0;
  const codeOfBytes = (bytes: Uint8Array, start: number, end: number): number => {
    if (size > 0 && holds(last, bytes, start, end)) return last;
    if ((size + 1) * 2 > slots.length) grow();
    const hash = hashBytes(bytes, start, end);
    const slot = slotOf(bytes, start, end, hash);
    last = slots[slot] !== -1 ? slots[slot] : add(bytes, start, end, hash, slot);
    return last;
  };
  const find = (bytes: Uint8Array, start: number, end: number): number =>
    slots[slotOf(bytes, start, end, hashBytes(bytes, start, end))];

  return {
    get size() {
      return size;
    },
    codeOf: (column, i) => codeOfBytes(column.bytes, column.offsets[i], column.offsets[i + 1]),
    codeOfBytes,
    find: (column, i) => find(column.bytes, column.offsets[i], column.offsets[i + 1]),
    findHashed: (column, i, hash) => slots[slotOf(column.bytes, column.offsets[i], column.offsets[i + 1], hash)],
    findText(text) {
      const bytes = new TextEncoder().encode(text);
      return find(bytes, 0, bytes.length);
    },
    texts() {
      return {
        length: size,
        bytes: growing.bytes.slice(0, growing.used),
        offsets: growing.offsets.slice(0, size + 1),
      };
    },
  };
}

/** Row of `column` that holds `text`, by binary search; the rows must stand in byte order. -1 where none does. */
export function findSorted(column: TextColumn, text: string): number {
  const target = new TextEncoder().encode(text);
  let low = 0;
  let high = column.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareWithBytes(column, middle, target);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function compareWithBytes(column: TextColumn, i: number, target: Uint8Array): number {
  const start = column.offsets[i];
  const length = column.offsets[i + 1] - start;
  const shared = Math.min(length, target.length);
  for (let at = 0; at < shared; at++) {
    const difference = column.bytes[start + at] - target[at];
    if (difference !== 0) return difference;
  }
  return length - target.length;
}

/** All texts of a column, as JavaScript strings. For small columns: O(rows) strings. */
export function textsOf(column: TextColumn): string[] {
  return Array.from({ length: column.length }, (_, i) => textAt(column, i));
}
