import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PayrhythmError } from '../../../src/errors.ts';
import { boostedTrees, randomForest } from '../../../src/models/estimators/index.ts';
import { startCrew } from '../../../src/parallel/crew/start-crew.ts';
import type { WorkerCrew } from '../../../src/parallel/crew/worker-crew.ts';
import { fitEstimator, predictEstimator } from '../../../src/parallel/index.ts';
import { ALL_ESTIMATORS } from '../../models/estimators/all-estimators.ts';
import { syntheticRows } from '../../models/estimators/synthetic-rows.ts';

async function codeOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof PayrhythmError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'no error';
}

/** Crews of one, two and three threads. */
const crews: WorkerCrew[] = [];
beforeAll(async () => {
  crews.push(...(await Promise.all([1, 2, 3].map((threads) => startCrew({ threads })))));
});
afterAll(async () => {
  await Promise.all(crews.map((crew) => crew.close()));
});

describe('a crew', () => {
  const { matrix, labels } = syntheticRows(60_000, 6);
  const weights = Float64Array.from(labels, (_, row) => (row % 7) / 3);
  const narrow = { ...matrix, columns: matrix.columns.map((column) => Float32Array.from(column)) };
  const small = { maxTrees: 12, gradients: 'packed' } as const;

  it.each([
    ['sampling rows and columns, stopping early', boostedTrees(small), { validation: { from: 50_000 } }],
    ['every row', boostedTrees({ ...small, rowShare: 1, columnShare: 1, maxLeaves: 60 }), {}],
    ['weights and constraints', boostedTrees(small), { weights, monotone: { wide: -1, noise: 1 } as const }],
    ['no WebAssembly', boostedTrees({ ...small, maxTrees: 6, webAssembly: false }), {}],
  ])('of any size trains the same trees: %s', (_, estimator, options) => {
    const alone = JSON.stringify(estimator.fit(matrix, labels, { seed: 4, ...options }));
    for (const crew of crews)
      expect(JSON.stringify(estimator.fit(matrix, labels, { seed: 4, ...options, crew }))).toBe(alone);
    const aloneNarrow = JSON.stringify(estimator.fit(narrow, labels, { seed: 4, ...options }));
    expect(JSON.stringify(estimator.fit(narrow, labels, { seed: 4, ...options, crew: crews[1] }))).toBe(aloneNarrow);
  });
});

it.each(ALL_ESTIMATORS)('%s is the same model on 1, 2 and 3 threads', (_, { estimator, rows }) => {
  const { matrix, labels } = syntheticRows(rows, 12);
  const alone = estimator.fit(matrix, labels, { seed: 2 });
  for (const crew of crews) {
    const model = estimator.fit(matrix, labels, { seed: 2, crew });
    expect(JSON.stringify(model)).toBe(JSON.stringify(alone));
    expect(model.predict(matrix, crew)).toEqual(alone.predict(matrix));
  }
});

it('is started and closed by the functions of the package', async () => {
  const { matrix, labels } = syntheticRows(800, 12);
  const estimator = boostedTrees({ gradients: 'packed', maxTrees: 5 });
  const alone = estimator.fit(matrix, labels, { seed: 2 });
  const model = await fitEstimator(estimator, matrix, labels, { seed: 2, threads: 2 });
  expect(JSON.stringify(model)).toBe(JSON.stringify(alone));
  expect(await predictEstimator(model, matrix, { threads: 2 })).toEqual(alone.predict(matrix));
});

describe('a crew, for a forest', () => {
  const { matrix, labels } = syntheticRows(4000, 6);
  const weights = Float64Array.from(labels, (_, row) => (row % 7) / 3);

  it('grows the same trees and scores the same, whatever its size', () => {
    const forest = randomForest({ trees: 7 });
    const boosted = boostedTrees({ maxTrees: 200, maxLeaves: 4 }).fit(matrix, labels, { seed: 4 });
    const wide = randomForest({ trees: 200, maxDepth: 2 }).fit(matrix, labels, { seed: 4 });
    const alone = [{}, { weights }].map((options) => forest.fit(matrix, labels, { seed: 4, ...options }));
    // Enough pairs of a row and a tree for a crew to be worth it.
    const many = syntheticRows(110_000, 9).matrix;
    const scores = [boosted.predict(many), wide.logit(many)];
    for (const crew of crews) {
      const together = [{}, { weights }].map((options) => forest.fit(matrix, labels, { seed: 4, crew, ...options }));
      expect(JSON.stringify(together)).toBe(JSON.stringify(alone));
      const opened = vi.spyOn(crew, 'open');
      expect([boosted.predict(many, crew), wide.logit(many, crew)]).toEqual(scores);
      expect(opened).toHaveBeenCalledTimes(crew.members === 1 ? 0 : 2);
      opened.mockRestore();
    }
  });
});

it('refuses a number of threads that makes no sense', async () => {
  for (const threads of [0, -1, 1.5, Number.NaN, 1000])
    expect(await codeOf(() => startCrew({ threads }))).toContain('USAGE');
});

it('does no work after it was closed', async () => {
  const crew = await startCrew({ threads: 2 });
  await crew.close();
  const { matrix, labels } = syntheticRows(200, 1);
  const estimator = boostedTrees({ gradients: 'packed', maxTrees: 2 });
  expect(await codeOf(() => estimator.fit(matrix, labels, { seed: 1, crew }))).toContain('closed');
});

/** Runs a script beside this file as a process of its own. */
function runScript(name: string) {
  const script = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', timeout: 50_000 });
}

it('reports a thread that dies in the middle of a fit, and does not wait for it for ever', () => {
  const run = runScript('lose-a-thread.ts');
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(/^NOT_REACHABLE a worker thread failed/);
  expect(run.status).toBe(0);
});

it('does not keep a process alive that forgot to close it', () => {
  const run = runScript('forget-a-crew.ts');
  expect(run.stderr).toBe('');
  expect(run.stdout).toBe('trained\n');
  expect(run.status).toBe(0);
});
