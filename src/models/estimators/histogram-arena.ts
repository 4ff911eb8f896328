import { addPackedToEight } from './add-packed.ts';
import { histogramModule } from './histogram-module.ts';

/** One block of memory from which a fit takes its arrays, and the fastest way to sum over arrays that lie in it. */
export interface HistogramArena {
  /** `webassembly` where the machine has it, otherwise `javascript`: the same sums, about half as fast. */
  readonly kernel: 'webassembly' | 'javascript';
  /** The next `length` zeroed elements; multiples of 4 bytes. */
  readonly uint8: (length: number) => Uint8Array;
  readonly uint32: (length: number) => Uint32Array;
  readonly int32: (length: number) => Int32Array;
  /** As `addPackedToEight`; arrays from elsewhere are summed by that function. */
  readonly addToEight: typeof addPackedToEight;
}

/** The little of the WebAssembly interface that is used; neither the language's nor Node's types declare it. */
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
  readonly Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer };
}

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_535;

/**
 * Memory for `bytes` bytes. Falls back to plain JavaScript where WebAssembly is absent, forbidden (a content security policy
 * without `wasm-unsafe-eval`) or cannot hold the table (4 GB); models come out the same to the bit. O(1), pages are
 * touched on use.
 */
export function histogramArena(bytes: number, allowWebAssembly = true): HistogramArena {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  const compiled = allowWebAssembly && pages <= MOST_PAGES ? compile(pages) : undefined;
  const buffer = compiled?.buffer ?? new ArrayBuffer(bytes);
  let used = 0;
  const take = (size: number): number => {
    const offset = used;
    used += Math.ceil(size / 4) * 4;
    return offset;
  };
  return {
    kernel: compiled === undefined ? 'javascript' : 'webassembly',
    uint8: (length) => new Uint8Array(buffer, take(length), length),
    uint32: (length) => new Uint32Array(buffer, take(4 * length), length),
    int32: (length) => new Int32Array(buffer, take(4 * length), length),
    addToEight:
      compiled === undefined
        ? addPackedToEight
        : (columns, first, rows, from, to, amounts, histogram) => {
            const inside =
              rows.buffer === buffer &&
              amounts.buffer === buffer &&
              histogram.buffer === buffer &&
              columns.every((column) => column.buffer === buffer);
            if (!inside) return addPackedToEight(columns, first, rows, from, to, amounts, histogram);
            compiled.add(
              rows.byteOffset + 4 * from,
              rows.byteOffset + 4 * to,
              amounts.byteOffset,
              histogram.byteOffset,
              columns[first].byteOffset,
              columns[first + 1].byteOffset,
              columns[first + 2].byteOffset,
              columns[first + 3].byteOffset,
              columns[first + 4].byteOffset,
              columns[first + 5].byteOffset,
              columns[first + 6].byteOffset,
              columns[first + 7].byteOffset,
            );
          },
  };
}

/** Bytes that an arena needs for arrays of these sizes in bytes. */
export function arenaBytes(...sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + Math.ceil(size / 4) * 4, 0);
}

function compile(pages: number): { buffer: ArrayBuffer; add: (...numbers: number[]) => void } | undefined {
  const host = (globalThis as { WebAssembly?: WebAssemblyHost }).WebAssembly;
  if (host === undefined) return undefined;
  try {
    const memory = new host.Memory({ initial: pages });
    const instance = new host.Instance(new host.Module(histogramModule()), { env: { memory } });
    return { buffer: memory.buffer, add: instance.exports.add as (...numbers: number[]) => void };
  } catch {
    // Forbidden by policy, or no room for the memory: the JavaScript loop does the same.
    return undefined;
  }
}
