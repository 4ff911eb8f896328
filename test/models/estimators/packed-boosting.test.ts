import { describe, expect, it } from 'vitest';
import { fitMemory, memoryLayout } from '../../../src/models/estimators/crew/fit-memory.ts';
import { boostedTrees } from '../../../src/models/estimators/index.ts';
import { gradientLevels } from '../../../src/models/estimators/packed/boosting-job.ts';
import { quickLogistic } from '../../../src/models/estimators/packed/quick-logistic.ts';
import { PLAIN_KERNELS, rowKernels } from '../../../src/models/estimators/packed/row-kernels.ts';
import { createRandom } from '../../../src/models/estimators/random.ts';
import { auc, logLoss } from '../../../src/models/metrics/index.ts';
import { syntheticRows } from './synthetic-rows.ts';

describe('the loops over rows', () => {
  const rows = 5000;
  const stride = 16;
  const arrays = (shared: boolean, webAssembly: boolean) => {
    const memory = fitMemory(700_000, shared, webAssembly);
    const layout = memoryLayout(memory.buffer);
    const random = createRandom(3);
    const codes = layout.uint8(rows * stride);
    for (let at = 0; at < codes.length; at++) codes[at] = Math.floor(random() ** 3 * 256);
    const listed = layout.uint32(rows);
    const packed = layout.int32(rows);
    for (let i = 0; i < rows; i++) {
      listed[i] = rows - 1 - i;
      packed[i] = (Math.floor((random() - 0.5) * 65_534) << 16) | Math.floor(random() * 32_768);
    }
    return {
      memory,
      table: { codes, stride },
      listed,
      packed,
      features: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 15, 3, 8, 9, 10, 2, 2, 14),
      amounts: layout.int32(2 * rows),
      histogram: layout.int32(8 * 512),
      out: layout.uint32(rows),
      scratch: layout.uint32(rows),
    };
  };
  type Arrays = ReturnType<typeof arrays>;
  const cases = [
    ['plain', false],
    ['shared', true],
  ] as const;

  it.each(cases)('take WebAssembly where they may, in %s memory', (_, shared) => {
    for (const webAssembly of [true, false]) {
      const { memory } = arrays(shared, webAssembly);
      expect(memory.host !== undefined).toBe(webAssembly);
      expect(memory.buffer instanceof SharedArrayBuffer).toBe(shared);
      expect(rowKernels(memory) === PLAIN_KERNELS).toBe(!webAssembly);
    }
  });

  it.each(cases)('add up exactly, in %s memory', (_, shared) => {
    const sum = ({ memory, table, features, listed, packed, amounts, histogram }: Arrays) => {
      const kernels = rowKernels(memory);
      kernels.gather(table, packed, listed, 100, rows, amounts);
      kernels.add(table, features, 8, listed, 100, rows, amounts, histogram);
      return Array.from(histogram);
    };
    const own = arrays(shared, false);
    const expected = new Array<number>(8 * 512).fill(0);
    for (let i = 100; i < rows; i++)
      for (let place = 0; place < 8; place++) {
        const row = own.listed[i];
        const cell = 512 * place + 2 * own.table.codes[row * stride + own.features[8 + place]];
        expected[cell] += own.packed[row] & 0xffff;
        expected[cell + 1] += own.packed[row] >> 16;
      }
    expect(sum(arrays(shared, true))).toEqual(expected);
    expect(sum(own)).toEqual(expected);
  });

  it.each(cases)('sort rows stably by the side to which they go, in %s memory', (_, shared) => {
    for (const missingLeft of [false, true])
      for (const code of [0, 40, 254]) {
        const sort = ({ memory, table, listed, out, scratch }: Arrays) => {
          const left = rowKernels(memory).sort(table, 5, code, missingLeft, listed, 7, 4000, out, scratch);
          return [left, ...out];
        };
        const { table, listed } = arrays(shared, false);
        const goesLeft = (row: number) => {
          const found = table.codes[row * stride + 5];
          return found === 255 ? missingLeft : found <= code;
        };
        const range = Array.from(listed.subarray(7, 4000));
        const lefts = range.filter(goesLeft);
        const sorted = [...lefts, ...range.filter((row) => !goesLeft(row))];
        const expected = [lefts.length, ...new Array<number>(7).fill(0), ...sorted, ...new Array<number>(1000).fill(0)];
        expect(sort(arrays(shared, true))).toEqual(expected);
        expect(sort(arrays(shared, false))).toEqual(expected);
      }
  });
});

it('sums of all rows at the highest level fit 31 bits', () => {
  for (const rows of [1, 50_000, 65_536, 1_000_000, 60_000_000])
    expect(gradientLevels(rows) * rows).toBeLessThan(2 ** 31);
  expect(gradientLevels(1_000_000)).toBe(2147);
});

describe('a fit with packed gradients', () => {
  const { matrix, labels } = syntheticRows(40_000, 3);
  const test = syntheticRows(5000, 4);
  const seed = 5;
  const options = { maxTrees: 25, maxLeaves: 15 } as const;

  it('is the same to the bit without WebAssembly', () => {
    const fitWith = (webAssembly: boolean) =>
      JSON.stringify(
        boostedTrees({ ...options, gradients: 'packed', webAssembly }).fit(matrix, labels, {
          seed,
          validation: { from: 35_000 },
        }),
      );
    expect(fitWith(false)).toBe(fitWith(true));
  });

  it('is as good as one with exact sums', () => {
    const fitWith = (gradients: 'packed' | 'exact') =>
      boostedTrees({ ...options, gradients })
        .fit(matrix, labels, { seed })
        .predict(test.matrix);
    const [packed, exact] = [fitWith('packed'), fitWith('exact')];
    expect(Math.abs(auc(packed, test.labels) - auc(exact, test.labels))).toBeLessThan(0.002);
    expect(Math.abs(logLoss(packed, test.labels) - logLoss(exact, test.labels))).toBeLessThan(0.002);
    packed.forEach((p, row) => {
      expect(Math.abs(p - exact[row])).toBeLessThan(0.2);
    });
  });

  it('keeps to the leaves and the depth that it may have', () => {
    const { ensemble } = boostedTrees({ maxTrees: 3, maxLeaves: 40, maxDepth: 3, gradients: 'packed' }).fit(
      matrix,
      labels,
      {
        seed,
      },
    ) as ReturnType<ReturnType<typeof boostedTrees>['fit']> & { ensemble: { feature: Int32Array; roots: Int32Array } };
    expect(ensemble.roots).toHaveLength(3);
    expect(ensemble.feature.filter((f) => f < 0).length).toBeLessThanOrEqual(3 * 8);
  });
});

it('the quick logistic function is close to the exact one everywhere', () => {
  for (let x = -60; x <= 60; x += 0.00731) {
    const exact = 1 / (1 + Math.exp(-x));
    expect(Math.abs(quickLogistic(x) - exact)).toBeLessThan(2e-7);
  }
  expect(quickLogistic(0)).toBe(0.5);
  expect(quickLogistic(1e9)).toBeCloseTo(1, 15);
  expect(quickLogistic(-1e9)).toBeCloseTo(0, 15);
});
