/** Opcodes of the WebAssembly core specification 1.0, section 5.4, as far as they are used. */
const OP = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  load: 0x28,
  loadWide: 0x29,
  loadByte: 0x2d,
  storeWide: 0x37,
  constant: 0x41,
  atLeast: 0x4f,
  add: 0x6a,
  shiftLeft: 0x74,
  addWide: 0x7c,
} as const;
const INT32 = 0x7f;
const INT64 = 0x7e;
const NOTHING = 0x40;
const ALIGN_4 = 2;
const ALIGN_8 = 3;
const WITH_MAXIMUM = 0x01;
const SHARED_WITH_MAXIMUM = 0x03;

/** Parameters and locals of the one function. */
const ROW_POINTER = 0;
const ROW_END = 1;
const AMOUNT_POINTER = 2;
const HISTOGRAM = 3;
const FIRST_COLUMN = 4;
const PARAMETERS = 12;
const ROW = 12;
const CELL = 13;
const AMOUNT = 14;

/**
 * The loop of `addAmountsToEight` as a WebAssembly module of some 300 bytes, assembled here so that every byte can be read: it
 * imports `env.memory` (of exactly `pages` pages) and exports `add(rows, rowsEnd, amounts, histogram, column0 … column7)`,
 * all byte addresses. No bounds to check, and both sums of a cell in one 64-bit addition. Shared memory is the thread
 * proposal of WebAssembly. O(1).
 */
export function histogramModule(pages: number, shared: boolean): Uint8Array {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, PARAMETERS, ...new Array<number>(PARAMETERS).fill(INT32), 0]),
    ...section(2, [
      ...[1, ...text('env'), ...text('memory'), 0x02],
      ...[shared ? SHARED_WITH_MAXIMUM : WITH_MAXIMUM, ...unsigned(pages), ...unsigned(pages)],
    ]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('add'), 0x00, 0]),
    ...section(10, [1, ...sized([2, 2, INT32, 1, INT64, ...body()])]),
  ]);
}

function body(): number[] {
  const code: number[] = [OP.block, NOTHING, OP.loop, NOTHING];
  code.push(OP.localGet, ROW_POINTER, OP.localGet, ROW_END, OP.atLeast, OP.branchIf, 1);
  code.push(OP.localGet, ROW_POINTER, OP.load, ALIGN_4, 0, OP.localSet, ROW);
  code.push(OP.localGet, AMOUNT_POINTER, OP.loadWide, ALIGN_8, 0, OP.localSet, AMOUNT);
  for (let column = 0; column < 8; column++) {
    const offset = unsigned(column * 2048);
    // cell = histogram + 8 · codes[row]; the column's 2048 bytes are the constant offset of load and store.
    code.push(OP.localGet, HISTOGRAM, OP.localGet, FIRST_COLUMN + column, OP.localGet, ROW, OP.add);
    code.push(OP.loadByte, 0, 0, OP.constant, 3, OP.shiftLeft, OP.add, OP.localTee, CELL);
    code.push(OP.localGet, CELL, OP.loadWide, ALIGN_8, ...offset, OP.localGet, AMOUNT, OP.addWide);
    code.push(OP.storeWide, ALIGN_8, ...offset);
  }
  for (const [pointer, step] of [
    [ROW_POINTER, 4],
    [AMOUNT_POINTER, 8],
  ])
    code.push(OP.localGet, pointer, OP.constant, step, OP.add, OP.localSet, pointer);
  code.push(OP.branch, 0, OP.end, OP.end, OP.end);
  return code;
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

function sized(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

function text(name: string): number[] {
  return sized([...name].map((letter) => letter.charCodeAt(0)));
}

/** LEB128. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
