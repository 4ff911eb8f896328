import { describe, expect, it } from 'vitest';
import { thinRows } from '../../../src/models/lateness/thin-rows.ts';

/** 400 debtors of five rows each, then one of 5,000. */
const debtor = Int32Array.from({ length: 7000 }, (_, r) => (r < 2000 ? Math.floor(r / 5) : 400));

describe('thinRows', () => {
  it('keeps every row where nothing need be left out', () => {
    expect([...thinRows(debtor.subarray(0, 10), 0.4, 1)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each([
    [8, 8],
    [8, 2],
    [2.5, 1],
    [1.3, 1],
  ])('keeps about one row in %d, of every %d-th debtor and of each large one alike', (step, debtorStep) => {
    const kept = thinRows(debtor, step, debtorStep);
    const small = [...kept].filter((r) => r < 2000);
    expect(Math.abs(small.length - 2000 / step)).toBeLessThanOrEqual(5);
    expect(Math.abs(kept.length - small.length - 5000 / step)).toBeLessThanOrEqual(1);
    expect(new Set(small.map((r) => debtor[r] % debtorStep))).toEqual(new Set([0]));
    expect([...kept]).toEqual([...kept].sort((a, b) => a - b));
  });

  it('spreads the rows of a large debtor evenly', () => {
    const places = [...thinRows(debtor, 10, 10)].filter((r) => r >= 2000);
    const gaps = places.slice(1).map((r, at) => r - places[at]);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });
});
