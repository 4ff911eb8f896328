import type { CodedTexts, TextColumn } from '../ledger/index.ts';
import { createTextDictionary } from '../ledger/index.ts';

/** Takes the cells of one column as UTF-8 bytes and keeps them trimmed of surrounding blanks. */
export interface CellBuilder<T extends TextColumn | CodedTexts> {
  /** Adds the bytes `from … to` as a cell. Returns its length in bytes, trimmed. */
  append(bytes: Uint8Array, from: number, to: number): number;
  /** Adds a cell given in pieces: `text` is the whole of it. Returns its length in bytes, trimmed. */
  appendText(text: string): number;
  /** Adds the cell that was added last once more. */
  repeat(): void;
  readonly length: number;
  finish(): T;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const BLANK = 32;
const BEYOND_ASCII = 128;

/** Whether a byte at either end of a cell may belong to a blank: a space or control character, or any beyond ASCII. */
function mayBeBlank(byte: number): boolean {
  return byte <= BLANK || byte >= BEYOND_ASCII;
}

/** A builder that keeps every cell, for ids and free texts. `expected` cells are made room for. */
export function createTextCells(expected: number): CellBuilder<TextColumn> {
  let bytes = new Uint8Array(Math.max(1024, expected * 8));
  let offsets = new Uint32Array(Math.max(64, expected + 1));
  let length = 0;
  let used = 0;
  const makeRoom = (count: number): void => {
    if (used + count > bytes.length) {
      const grown = new Uint8Array(Math.max(used + count, Math.ceil(bytes.length * 1.6)));
      grown.set(bytes.subarray(0, used));
      bytes = grown;
    }
    if (length + 2 > offsets.length) {
      const grown = new Uint32Array(offsets.length * 2);
      grown.set(offsets);
      offsets = grown;
    }
  };
  const end = (): number => {
    const size = used - offsets[length];
    offsets[++length] = used;
    return size;
  };
  const appendText = (text: string): number => {
    makeRoom(text.length * 3);
    used += encoder.encodeInto(text.trim(), bytes.subarray(used)).written;
    return end();
  };
  return {
    append(from, start, stop) {
      if (stop > start && (mayBeBlank(from[start]) || mayBeBlank(from[stop - 1])))
        return appendText(decoder.decode(from.subarray(start, stop)));
      makeRoom(stop - start);
      for (let at = start; at < stop; ) bytes[used++] = from[at++];
      return end();
    },
    appendText,
    repeat() {
      const start = length > 0 ? offsets[length - 1] : 0;
      const stop = used;
      makeRoom(stop - start);
      bytes.copyWithin(used, start, stop);
      used += stop - start;
      end();
    },
    get length() {
      return length;
    },
    finish: () => ({ length, bytes: bytes.subarray(0, used), offsets: offsets.subarray(0, length + 1) }),
  };
}

/** A builder that keeps each distinct text once, for debtor ids, dates, flags and words. */
export function createCodedCells(expected: number): CellBuilder<CodedTexts> {
  const texts = createTextDictionary();
  let codes = new Int32Array(Math.max(64, expected));
  let length = 0;
  const none = new Uint8Array(0);
  const add = (code: number): void => {
    if (length === codes.length) {
      const grown = new Int32Array(length * 2);
      grown.set(codes);
      codes = grown;
    }
    codes[length++] = code;
  };
  const appendText = (text: string): number => {
    const bytes = encoder.encode(text.trim());
    add(texts.codeOfBytes(bytes, 0, bytes.length));
    return bytes.length;
  };
  return {
    append(from, start, stop) {
      if (stop > start && (mayBeBlank(from[start]) || mayBeBlank(from[stop - 1])))
        return appendText(decoder.decode(from.subarray(start, stop)));
      add(texts.codeOfBytes(from, start, stop));
      return stop - start;
    },
    appendText,
    repeat: () => add(length > 0 ? codes[length - 1] : texts.codeOfBytes(none, 0, 0)),
    get length() {
      return length;
    },
    finish: () => ({ codes: codes.subarray(0, length), texts: texts.texts() }),
  };
}
