/** Opcodes of the WebAssembly core specification, section 5.4, as far as they are used. */
export const OP = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  load: 0x28,
  loadWide: 0x29,
  loadByte: 0x2d,
  store: 0x36,
  storeWide: 0x37,
  constant: 0x41,
  constantWide: 0x42,
  atLeast: 0x4f,
  add: 0x6a,
  subtract: 0x6b,
  multiply: 0x6c,
  and: 0x71,
  shiftLeft: 0x74,
  shiftRight: 0x75,
  shiftRightUnsigned: 0x76,
  addWide: 0x7c,
  orWide: 0x84,
  shiftLeftWide: 0x86,
  widen: 0xac,
  widenUnsigned: 0xad,
  bulk: 0xfc,
} as const;
export const INT32 = 0x7f;
export const INT64 = 0x7e;
export const NOTHING = 0x40;
/** Alignment hints of loads and stores: powers of two. */
export const ALIGN_4 = 2;
export const ALIGN_8 = 3;

const WITH_MAXIMUM = 0x01;
const SHARED_WITH_MAXIMUM = 0x03;

/** A function of int32 parameters, with locals after them, that returns one int32 or nothing. */
export interface ModuleFunction {
  readonly name: string;
  readonly parameters: number;
  readonly returns: boolean;
  /** Types of the locals behind the parameters. */
  readonly locals: readonly number[];
  /** Instructions without the closing `end`. */
  readonly code: readonly number[];
}

/**
 * The bytes of a WebAssembly module that imports `env.memory` (of exactly `pages` pages; shared memory is the thread
 * proposal) and exports the functions. O(size).
 */
export function assembleModule(functions: readonly ModuleFunction[], pages: number, shared: boolean): Uint8Array {
  const types = functions.map(({ parameters, returns }) => [
    ...[0x60, ...unsigned(parameters), ...new Array<number>(parameters).fill(INT32)],
    ...(returns ? [1, INT32] : [0]),
  ]);
  const memory = [shared ? SHARED_WITH_MAXIMUM : WITH_MAXIMUM, ...unsigned(pages), ...unsigned(pages)];
  const bodies = functions.map(({ locals, code }) =>
    sized([...unsigned(locals.length), ...locals.flatMap((type) => [1, type]), ...code, OP.end]),
  );
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(types)),
    ...section(2, [1, ...text('env'), ...text('memory'), 0x02, ...memory]),
    ...section(3, list(functions.map((_, i) => unsigned(i)))),
    ...section(7, list(functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(i)]))),
    ...section(10, list(bodies)),
  ]);
}

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** Signed LEB128, as constants are written. */
export function signed(value: number): number[] {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return isLast ? [low] : [low | 128, ...signed(rest)];
}

function list(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
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
