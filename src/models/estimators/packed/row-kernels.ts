import { type FitMemory, webAssemblyHost } from '../crew/fit-memory.ts';
import { kernelModule } from './kernel-module.ts';

/** Bin codes row by row: the code of feature `f` in `row` is `codes[row · stride + f]`. */
export interface RowCodes {
  readonly codes: Uint8Array;
  readonly stride: number;
}

/**
 * The loops over rows of a fit. A row's pair of amounts is (curvature level, gradient level), and so is a cell of a histogram:
 * two int32, curvature first; that of the n-th of eight features, code `c`, lies at `histogram[2 · (256n + c)]`. All sums are
 * integers, so that rows may be split over threads.
 */
export interface RowKernels {
  /** Adds `amounts` of the listed rows `from … to − 1` (the first pair is that of row `from`) to one cell of each of the eight `features`, from place `first` on. */
  add(
    table: RowCodes,
    features: Int32Array,
    first: number,
    rows: Uint32Array,
    from: number,
    to: number,
    amounts: Int32Array,
    histogram: Int32Array,
  ): void;
  /**
   * Unpacks the levels of the listed rows `from … to − 1` side by side into `amounts`. The kernel in WebAssembly also touches
   * the codes of these rows, so that many of them are on their way from memory at once before `add` needs them.
   */
  gather(table: RowCodes, packed: Int32Array, rows: Uint32Array, from: number, to: number, amounts: Int32Array): void;
  /**
   * Copies `rows[from … to − 1]` to the same places of `out`: first those that go left, then the others, each in their
   * order, and returns how many go left. Left go the codes up to `code`, and the missing code where `missingLeft` says.
   * `scratch` is at least as long as the range.
   */
  sort(
    table: RowCodes,
    feature: number,
    code: number,
    missingLeft: boolean,
    rows: Uint32Array,
    from: number,
    to: number,
    out: Uint32Array,
    scratch: Uint32Array,
  ): number;
}

/** {@link RowKernels} in plain JavaScript, at half the speed or less. */
export const PLAIN_KERNELS: RowKernels = {
  add({ codes, stride }, features, first, rows, from, to, amounts, histogram) {
    for (let place = 0; place < 8; place++) {
      const feature = features[first + place];
      const base = 512 * place;
      for (let i = from, at = 0; i < to; i++, at += 2) {
        const cell = base + 2 * codes[rows[i] * stride + feature];
        histogram[cell] += amounts[at];
        histogram[cell + 1] += amounts[at + 1];
      }
    }
  },
  gather(_table, packed, rows, from, to, amounts) {
    for (let i = from, at = 0; i < to; i++, at += 2) {
      const levels = packed[rows[i]];
      amounts[at] = levels & 0xffff;
      amounts[at + 1] = levels >> 16;
    }
  },
  sort({ codes, stride }, feature, code, missingLeft, rows, from, to, out, scratch) {
    // Rotating the codes by one puts the missing code below all others, and one comparison does for both sides.
    const rotate = missingLeft ? 1 : 0;
    const limit = code + rotate;
    let left = from;
    let right = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i];
      const goesRight = (limit - ((codes[row * stride + feature] + rotate) & 255)) >>> 31;
      out[left] = row;
      scratch[right] = row;
      left += 1 - goesRight;
      right += goesRight;
    }
    out.set(scratch.subarray(0, right), left);
    return left - from;
  },
};

/**
 * The fastest kernels for arrays that all lie in `memory`: WebAssembly where the memory is WebAssembly's, else
 * {@link PLAIN_KERNELS}. Same results to the bit. O(1).
 */
export function rowKernels(memory: FitMemory): RowKernels {
  const host = webAssemblyHost();
  if (memory.host === undefined || host === undefined) return PLAIN_KERNELS;
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  let exports: Record<string, unknown>;
  try {
    const module = new host.Module(kernelModule(memory.pages, isShared));
    exports = new host.Instance(module, { env: { memory: memory.host } }).exports;
  } catch {
    // Compiling is forbidden here by policy; the memory serves the JavaScript loops as well.
    return PLAIN_KERNELS;
  }
  const { add, gather, sort } = exports as Record<'add' | 'gather' | 'sort', (...numbers: number[]) => number>;
  return {
    add({ codes, stride }, features, first, rows, from, to, amounts, histogram) {
      const base = codes.byteOffset;
      add(
        rows.byteOffset + 4 * from,
        rows.byteOffset + 4 * to,
        amounts.byteOffset,
        histogram.byteOffset,
        stride,
        base + features[first],
        base + features[first + 1],
        base + features[first + 2],
        base + features[first + 3],
        base + features[first + 4],
        base + features[first + 5],
        base + features[first + 6],
        base + features[first + 7],
      );
    },
    gather({ codes, stride }, packed, rows, from, to, amounts) {
      gather(
        rows.byteOffset + 4 * from,
        rows.byteOffset + 4 * to,
        packed.byteOffset,
        amounts.byteOffset,
        codes.byteOffset,
        stride,
      );
    },
    sort({ codes, stride }, feature, code, missingLeft, rows, from, to, out, scratch) {
      const rotate = missingLeft ? 1 : 0;
      const start = out.byteOffset + 4 * from;
      const end = sort(
        rows.byteOffset + 4 * from,
        rows.byteOffset + 4 * to,
        start,
        scratch.byteOffset,
        codes.byteOffset + feature,
        stride,
        rotate,
        code + rotate,
      );
      // Addresses beyond 2 GB come back negative.
      return ((end - start) | 0) >>> 2;
    },
  };
}
