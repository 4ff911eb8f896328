import { describe, expect, it } from 'vitest';
import { fitMemory, memoryLayout } from '../../../src/models/estimators/crew/fit-memory.ts';
import { boostedTrees } from '../../../src/models/estimators/index.ts';
import { addAmountsToEight, amountAdder } from '../../../src/models/estimators/packed/add-amounts.ts';
import { gradientLevels } from '../../../src/models/estimators/packed/boosting-job.ts';
import { sortRows } from '../../../src/models/estimators/packed/sort-rows.ts';
import { createRandom } from '../../../src/models/estimators/random.ts';
import { auc, logLoss } from '../../../src/models/metrics/index.ts';
import { syntheticRows } from './synthetic-rows.ts';

describe('sums', () => {
  const rows = 5000;
  const arrays = (shared: boolean, webAssembly: boolean) => {
    const memory = fitMemory(500_000, shared, webAssembly);
    const layout = memoryLayout(memory.buffer);
    const columns = Array.from({ length: 16 }, () => layout.uint8(rows));
    const listed = layout.uint32(rows);
    const amounts = layout.int32(2 * rows);
    const random = createRandom(3);
    for (const column of columns) for (let row = 0; row < rows; row++) column[row] = Math.floor(random() ** 3 * 256);
    for (let i = 0; i < rows; i++) {
      listed[i] = rows - 1 - i;
      amounts[2 * i] = Math.floor(random() * 32_768);
      amounts[2 * i + 1] = Math.floor((random() - 0.5) * 65_534);
    }
    return { memory, columns, listed, amounts, histogram: layout.int32(16 * 512) };
  };

  it.each([
    ['plain', false],
    ['shared', true],
  ])('are the same in WebAssembly and in JavaScript, in %s memory', (_, shared) => {
    const [fast, slow] = [true, false].map((webAssembly) => {
      const { memory, columns, listed, amounts, histogram } = arrays(shared, webAssembly);
      expect(memory.host !== undefined).toBe(webAssembly);
      expect(memory.buffer instanceof SharedArrayBuffer).toBe(shared);
      const add = amountAdder(memory);
      expect(add === addAmountsToEight).toBe(!webAssembly);
      add(columns, 8, listed, 100, rows, amounts, histogram);
      return Array.from(histogram);
    });
    expect(fast).toEqual(slow);
    const { columns, listed, amounts } = arrays(shared, false);
    const expected = new Array<number>(16 * 512).fill(0);
    for (let i = 100; i < rows; i++)
      for (let place = 0; place < 8; place++) {
        const cell = 512 * place + 2 * columns[8 + place][listed[i]];
        expected[cell] += amounts[2 * (i - 100)];
        expected[cell + 1] += amounts[2 * (i - 100) + 1];
      }
    expect(fast).toEqual(expected);
  });

  it('of all rows at the highest level fit 31 bits', () => {
    for (const rows of [1, 50_000, 65_536, 1_000_000, 60_000_000])
      expect(gradientLevels(rows) * rows).toBeLessThan(2 ** 31);
    expect(gradientLevels(1_000_000)).toBe(2147);
  });
});

it('sorts rows stably by the side to which they go', () => {
  const codes = Uint8Array.of(3, 255, 7, 0, 4, 255, 3, 9);
  const rows = Uint32Array.of(9, 0, 1, 2, 3, 4, 5, 6, 7);
  const out = new Uint32Array(9);
  expect(sortRows(codes, 4, false, rows, 1, 9, out, new Uint32Array(8))).toBe(4);
  expect(Array.from(out)).toEqual([0, 0, 3, 4, 6, 1, 2, 5, 7]);
  expect(sortRows(codes, 4, true, rows, 1, 9, out, new Uint32Array(8))).toBe(6);
  expect(Array.from(out)).toEqual([0, 0, 1, 3, 4, 5, 6, 2, 7]);
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
