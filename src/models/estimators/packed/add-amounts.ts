import { type FitMemory, webAssemblyHost } from '../crew/fit-memory.ts';
import { histogramModule } from './histogram-module.ts';

/**
 * Adds the pair `amounts[2i], amounts[2i + 1]` of the i-th listed row to one cell of each of eight features, for the
 * listed rows `from … to − 1`. A cell is a pair of int32 too, curvature first: that of the n-th column, code `c`, lies at
 * `histogram[2 · (256n + c)]`.
 */
export type AddAmounts = (
  columns: readonly Uint8Array[],
  first: number,
  rows: Uint32Array,
  from: number,
  to: number,
  amounts: Int32Array,
  histogram: Int32Array,
) => void;

/**
 * {@link AddAmounts} in plain JavaScript. Integer sums: rows may be split over threads. About 2 ns an update of both
 * sums; eight columns a pass, unrolled by hand, so that row and amounts are read once for all of them.
 */
export const addAmountsToEight: AddAmounts = (columns, first, rows, from, to, amounts, histogram) => {
  const a = columns[first];
  const b = columns[first + 1];
  const c = columns[first + 2];
  const d = columns[first + 3];
  const e = columns[first + 4];
  const f = columns[first + 5];
  const g = columns[first + 6];
  const h = columns[first + 7];
  for (let i = from, at = 0; i < to; i++, at += 2) {
    const row = rows[i];
    const curvature = amounts[at];
    const gradient = amounts[at + 1];
    let cell = 2 * a[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 512 + 2 * b[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 1024 + 2 * c[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 1536 + 2 * d[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 2048 + 2 * e[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 2560 + 2 * f[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 3072 + 2 * g[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
    cell = 3584 + 2 * h[row];
    histogram[cell] += curvature;
    histogram[cell + 1] += gradient;
  }
};

/**
 * The fastest {@link AddAmounts} for arrays that all lie in `memory`: WebAssembly where the memory is WebAssembly's (about
 * 0.5 ns an update), else {@link addAmountsToEight}. Same sums. O(1).
 */
export function amountAdder(memory: FitMemory): AddAmounts {
  const host = webAssemblyHost();
  if (memory.host === undefined || host === undefined) return addAmountsToEight;
  const isShared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
  let add: (...numbers: number[]) => void;
  try {
    const module = new host.Module(histogramModule(memory.pages, isShared));
    const instance = new host.Instance(module, { env: { memory: memory.host } });
    add = instance.exports.add as typeof add;
  } catch {
    // Compiling is forbidden here by policy; the memory serves the JavaScript loop as well.
    return addAmountsToEight;
  }
  return (columns, first, rows, from, to, amounts, histogram) => {
    add(
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
  };
}
