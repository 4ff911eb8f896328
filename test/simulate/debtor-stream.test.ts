import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { debtorStream, pickWeighted, standardNormal, uniform } from '../../src/simulate/debtor-stream.ts';

describe('uniform', () => {
  it('depends on its arguments alone and lies strictly between 0 and 1', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(1e6), fc.nat(60), fc.integer(), (seed, debtor, purpose, index) => {
        const u = uniform(debtorStream(seed, debtor), purpose, index);
        expect(u).toBe(uniform(debtorStream(seed, debtor), purpose, index));
        expect(u > 0 && u < 1).toBe(true);
      }),
    );
  });

  it('is uniform and uncorrelated along each argument', () => {
    const n = 20_000;
    const axes: ((at: number) => number)[] = [
      (at) => uniform(debtorStream(7, at), 3, 0),
      (at) => uniform(debtorStream(at, 5), 3, 0),
      (at) => uniform(debtorStream(7, 5), 3, at),
      (at) => uniform(debtorStream(7, 5), 3, -at),
      (at) => uniform(debtorStream(7, Math.floor(at / 50)), at % 50, 1),
    ];
    for (const draw of axes) {
      const bins = new Array<number>(20).fill(0);
      let product = 0;
      for (let at = 0; at < n; at++) {
        const u = draw(at);
        bins[Math.floor(20 * u)]! += 1;
        product += (u - 0.5) * (draw(at + 1) - 0.5);
      }
      const chiSquare = bins.reduce((sum, count) => sum + (count - n / 20) ** 2 / (n / 20), 0);
      expect(chiSquare).toBeLessThan(50);
      expect(Math.abs((12 * product) / n)).toBeLessThan(0.03);
    }
  });
});

describe('standardNormal', () => {
  it('has mean 0 and variance 1', () => {
    const draws = Array.from({ length: 20_000 }, (_, at) => standardNormal(debtorStream(1, 2), 9, at));
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + x * x, 0) / draws.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});

describe('pickWeighted', () => {
  it('follows the weights', () => {
    expect([0.05, 0.15, 0.55, 0.99].map((u) => pickWeighted([1, 0, 4, 5], u))).toEqual([0, 2, 3, 3]);
  });
});
