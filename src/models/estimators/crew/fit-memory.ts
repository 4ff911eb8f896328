/** One block of memory for a fit: WebAssembly memory where kernels run in it, else a plain or shared buffer. */
export interface FitMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  /** The `WebAssembly.Memory` around `buffer`; absent where the JavaScript loops do the work. */
  readonly host?: object;
  /** Pages of `host`, as its module must declare them. */
  readonly pages: number;
}

/** The little of the WebAssembly interface that is used; neither the language's nor Node's types declare it. */
export interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
  readonly Memory: new (limits: {
    initial: number;
    maximum: number;
    shared: boolean;
  }) => {
    readonly buffer: ArrayBuffer | SharedArrayBuffer;
  };
}

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_535;

/** WebAssembly, or undefined where the machine has none. */
export function webAssemblyHost(): WebAssemblyHost | undefined {
  return (globalThis as { WebAssembly?: WebAssemblyHost }).WebAssembly;
}

/**
 * Zeroed memory for `bytes` bytes, shared between threads where `shared` says. Plain JavaScript memory where WebAssembly is
 * absent, forbidden (a content security policy without `wasm-unsafe-eval`), cannot hold so much (4 GB) or is not wanted.
 * O(1), pages are touched on use.
 */
export function fitMemory(bytes: number, shared: boolean, webAssembly: boolean): FitMemory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
  const host = webAssembly && pages <= MOST_PAGES ? hostMemory(pages, shared) : undefined;
  if (host !== undefined) return { buffer: host.buffer, host, pages };
  return { buffer: shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes), pages };
}

function hostMemory(pages: number, shared: boolean) {
  const host = webAssemblyHost();
  if (host === undefined) return undefined;
  try {
    return new host.Memory({ initial: pages, maximum: pages, shared });
  } catch {
    // No room for the memory: the JavaScript loops do the same in plain memory.
    return undefined;
  }
}

/** Hands out a buffer piece by piece, every piece on a multiple of 8 bytes. Without a buffer it only counts. */
export interface MemoryLayout {
  uint8(length: number): Uint8Array;
  uint16(length: number): Uint16Array;
  int32(length: number): Int32Array;
  uint32(length: number): Uint32Array;
  float64(length: number): Float64Array;
  /** Bytes handed out so far. */
  used(): number;
}

/** Starts at the beginning of `buffer`; undefined to measure what a layout needs (the arrays are empty then). O(1). */
export function memoryLayout(buffer: FitMemory['buffer'] | undefined): MemoryLayout {
  let used = 0;
  const take = (bytes: number): number => {
    const offset = used;
    used += Math.ceil(bytes / 8) * 8;
    return offset;
  };
  return {
    uint8: (length) => place(Uint8Array, take(length), length),
    uint16: (length) => place(Uint16Array, take(2 * length), length),
    int32: (length) => place(Int32Array, take(4 * length), length),
    uint32: (length) => place(Uint32Array, take(4 * length), length),
    float64: (length) => place(Float64Array, take(8 * length), length),
    used: () => used,
  };
  function place<T>(
    kind: new (buffer: FitMemory['buffer'], offset?: number, length?: number) => T,
    offset: number,
    length: number,
  ): T {
    return buffer === undefined ? new kind(new ArrayBuffer(0)) : new kind(buffer, offset, length);
  }
}
