import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that replace modules or globals, each in a world of its own. */
const ISOLATED = 'test/**/*.isolated.test.ts';

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    globalSetup: ['test/temporary-root.ts'],
    // Two files at a time on the smallest machine too: the default leaves one processor to the caller, which only waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**', ISOLATED],
          // The sources are loaded and compiled once for each worker, not once for each of more than a hundred files.
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-isolated',
          include: [ISOLATED],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
