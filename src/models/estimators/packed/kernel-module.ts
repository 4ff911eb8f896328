import {
  ALIGN_4,
  ALIGN_8,
  assembleModule,
  INT32,
  INT64,
  type ModuleFunction,
  NOTHING,
  OP,
  signed,
  unsigned,
} from './assemble-module.ts';

/**
 * The loops over rows of a fit as a WebAssembly module of some 600 bytes, assembled here so that every byte can be read. The
 * functions are those of `RowKernels`; all their parameters are byte addresses, or plain numbers where said. No bounds to
 * check, and both sums of a cell in one 64-bit addition. O(1).
 */
export function kernelModule(pages: number, shared: boolean): Uint8Array {
  return assembleModule([addFunction(), gatherFunction(), sortFunction()], pages, shared);
}

/** `while (pointer < end) body`, both locals; the body moves the pointer. */
function whileBelow(pointer: number, end: number, body: readonly number[]): number[] {
  const head = [OP.block, NOTHING, OP.loop, NOTHING, OP.get, pointer, OP.get, end, OP.atLeast, OP.branchIf, 1];
  return [...head, ...body, OP.branch, 0, OP.end, OP.end];
}

/** `local += by`. */
function advance(local: number, by: number): number[] {
  return [OP.get, local, OP.constant, by, OP.add, OP.set, local];
}

/** `add(rows, rowsEnd, amounts, histogram, stride, codes0 … codes7)`; stride is a number. */
function addFunction(): ModuleFunction {
  const [rows, rowsEnd, amounts, histogram, stride, codes] = [0, 1, 2, 3, 4, 5];
  const [record, cell, amount] = [13, 14, 15];
  const body = [OP.get, rows, OP.load, ALIGN_4, 0, OP.get, stride, OP.multiply, OP.set, record];
  body.push(OP.get, amounts, OP.loadWide, ALIGN_8, 0, OP.set, amount);
  for (let place = 0; place < 8; place++) {
    const offset = unsigned(place * 2048);
    // cell = histogram + 8 · code; the 2048 bytes of a feature are the constant offset of load and store.
    body.push(OP.get, histogram, OP.get, codes + place, OP.get, record, OP.add);
    body.push(OP.loadByte, 0, 0, OP.constant, 3, OP.shiftLeft, OP.add, OP.tee, cell);
    body.push(OP.get, cell, OP.loadWide, ALIGN_8, ...offset, OP.get, amount, OP.addWide);
    body.push(OP.storeWide, ALIGN_8, ...offset);
  }
  body.push(...advance(rows, 4), ...advance(amounts, 8));
  return {
    name: 'add',
    parameters: 13,
    returns: false,
    locals: [INT32, INT32, INT64],
    code: whileBelow(rows, rowsEnd, body),
  };
}

/** `gather(rows, rowsEnd, packed, amounts, codes, stride)`; returns what the touched codes add up to, which is of no use. */
function gatherFunction(): ModuleFunction {
  const [rows, rowsEnd, packed, amounts, codes, stride] = [0, 1, 2, 3, 4, 5];
  const [row, levels, touched] = [6, 7, 8];
  const body = [OP.get, rows, OP.load, ALIGN_4, 0, OP.set, row];
  body.push(OP.get, touched, OP.get, row, OP.get, stride, OP.multiply, OP.get, codes, OP.add, OP.loadByte, 0, 0);
  body.push(OP.add, OP.set, touched);
  body.push(OP.get, packed, OP.get, row, OP.constant, 2, OP.shiftLeft, OP.add);
  body.push(OP.load, ALIGN_4, 0, OP.set, levels, OP.get, amounts);
  body.push(OP.get, levels, OP.constant, 16, OP.shiftRight, OP.widen, OP.constantWide, 32, OP.shiftLeftWide);
  body.push(OP.get, levels, OP.constant, ...signed(0xffff), OP.and, OP.widenUnsigned, OP.orWide);
  body.push(OP.storeWide, ALIGN_8, 0, ...advance(rows, 4), ...advance(amounts, 8));
  return {
    name: 'gather',
    parameters: 6,
    returns: true,
    locals: [INT32, INT32, INT32],
    code: [...whileBelow(rows, rowsEnd, body), OP.get, touched],
  };
}

/** `sort(rows, rowsEnd, out, scratch, codes, stride, rotate, limit)`; the last three are numbers. Returns the end of the left. */
function sortFunction(): ModuleFunction {
  const [rows, rowsEnd, out, scratch, codes, stride, rotate, limit] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [row, step, scratchStart] = [8, 9, 10];
  const body = [OP.get, rows, OP.load, ALIGN_4, 0, OP.set, row];
  body.push(OP.get, limit, OP.get, row, OP.get, stride, OP.multiply, OP.get, codes, OP.add, OP.loadByte, 0, 0);
  body.push(OP.get, rotate, OP.add, OP.constant, ...signed(255), OP.and, OP.subtract);
  // The sign bit says right; as a step of 4 bytes or none.
  body.push(OP.constant, 31, OP.shiftRightUnsigned, OP.constant, 2, OP.shiftLeft, OP.set, step);
  body.push(OP.get, out, OP.get, row, OP.store, ALIGN_4, 0, OP.get, scratch, OP.get, row, OP.store, ALIGN_4, 0);
  body.push(OP.get, out, OP.constant, 4, OP.get, step, OP.subtract, OP.add, OP.set, out);
  body.push(OP.get, scratch, OP.get, step, OP.add, OP.set, scratch, ...advance(rows, 4));
  const code = [OP.get, scratch, OP.set, scratchStart, ...whileBelow(rows, rowsEnd, body)];
  code.push(OP.get, out, OP.get, scratchStart, OP.get, scratch, OP.get, scratchStart, OP.subtract);
  // memory.copy
  code.push(OP.bulk, 0x0a, 0x00, 0x00, OP.get, out);
  return { name: 'sort', parameters: 8, returns: true, locals: [INT32, INT32, INT32], code };
}
