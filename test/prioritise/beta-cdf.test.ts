import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaCdf } from '../../src/prioritise/value/beta-cdf.ts';

describe('betaCdf', () => {
  // Closed forms: I_x(1, b) = 1 − (1 − x)^b; I_x(a, 1) = x^a; I_x(2, 3) = 6x² − 8x³ + 3x⁴; I_x(½, ½) = (2/π) asin √x.
  test.each([
    [0.3, 1, 4, 1 - 0.7 ** 4],
    [0.3, 5, 1, 0.3 ** 5],
    [0.4, 2, 3, 6 * 0.16 - 8 * 0.064 + 3 * 0.0256],
    [0.2, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.2))],
    [0.5, 30, 30, 0.5],
    [1e-9, 1, 1, 1e-9],
  ])('at %d with Beta(%d, %d)', (x, a, b, expected) => {
    expect(betaCdf(x, a, b)).toBeCloseTo(expected, 12);
  });

  test('equals the binomial tail for whole parameters', () => {
    // P(Beta(a, b) ≤ x) = P(Binomial(a + b − 1, x) ≥ a).
    const [x, a, b] = [0.5, 12, 21];
    let tail = 0;
    let term = (1 - x) ** (a + b - 1);
    for (let k = 0; k <= a + b - 1; k++) {
      if (k >= a) tail += term;
      term *= ((a + b - 1 - k) / (k + 1)) * (x / (1 - x));
    }
    expect(betaCdf(x, a, b)).toBeCloseTo(tail, 12);
  });

  test('is symmetric, monotone and within [0, 1]', () => {
    const shape = fc.double({ min: 0.05, max: 5000, noNaN: true });
    const unit = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(unit, unit, shape, shape, (x, y, a, b) => {
        const [low, high] = x < y ? [x, y] : [y, x];
        const [p, q] = [betaCdf(low, a, b), betaCdf(high, a, b)];
        expect(p).toBeGreaterThanOrEqual(0);
        expect(q).toBeLessThanOrEqual(1);
        expect(p).toBeLessThanOrEqual(q + 1e-9);
        expect(betaCdf(low, a, b)).toBeCloseTo(1 - betaCdf(1 - low, b, a), 7);
      }),
      { numRuns: 300 },
    );
  });

  test('is NaN for parameters that are none', () => {
    expect(betaCdf(0.5, 0, 1)).toBeNaN();
    expect(betaCdf(Number.NaN, 1, 1)).toBeNaN();
  });
});
