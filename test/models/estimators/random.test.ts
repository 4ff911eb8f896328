import { expect, it } from 'vitest';
import { createRandom, hash32 } from '../../../src/models/estimators/index.ts';

it('is uniform, repeatable and different for neighbouring seeds', () => {
  const draws = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 20_000 }, () => random());
  };
  const first = draws(1);
  expect(draws(1)).toEqual(first);
  expect(draws(2)[0]).not.toBe(first[0]);
  expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...first)).toBeLessThan(1);
  const tenths = new Array(10).fill(0);
  for (const draw of first) tenths[Math.floor(draw * 10)]++;
  for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

it('hashes counters without collisions in a row', () => {
  expect(new Set(Array.from({ length: 10_000 }, (_, i) => hash32(3, i))).size).toBe(10_000);
});
