import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../../../src/calendar/index.ts';
import { latenessGrid } from '../../../src/models/lateness/lateness-grid.ts';
import { paymentCurve } from '../../../src/models/lateness/payment-curve.ts';

const grid = latenessGrid(0);
const BASE = 20_000;
const workweek = (day: number): number => (weekdayOf(day) < 5 ? 1.4 : 0);

const curves = fc
  .record({
    seen: fc.integer({ min: -60, max: 250 }),
    hazards: fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), {
      minLength: grid.edges.length,
      maxLength: grid.edges.length,
    }),
    tail: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
  })
  .map(({ seen, hazards, tail }) => {
    let left = 1;
    const survival = grid.edges.map((edge, b) => {
      if (edge >= seen) left *= 1 - hazards[b];
      return left;
    });
    return {
      moment: BASE + seen,
      curve: paymentCurve({
        grid,
        survival,
        tailDailyHazard: tail,
        baseDay: BASE,
        moment: BASE + seen,
        dayWeight: workweek,
      }),
    };
  });

describe('a payment curve', () => {
  it('falls from 1 towards 0, and starts at the moment', () => {
    fc.assert(
      fc.property(curves, ({ moment, curve }) => {
        expect(curve.unpaidAfter(moment - 1)).toBe(1);
        let before = 1;
        for (let day = moment; day < moment + 400; day++) {
          const unpaid = curve.unpaidAfter(day);
          expect(unpaid).toBeLessThanOrEqual(before + 1e-12);
          before = unpaid;
        }
        expect(before).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it('names the first day by which a share is paid', () => {
    fc.assert(
      fc.property(curves, fc.double({ min: 0.05, max: 0.95, noNaN: true }), ({ moment, curve }, chance) => {
        const day = curve.quantileDay(chance);
        fc.pre(day > moment && day < moment + 360);
        expect(1 - curve.unpaidAfter(day)).toBeGreaterThanOrEqual(chance - 1e-9);
        expect(1 - curve.unpaidAfter(day - 1)).toBeLessThan(chance + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('expects no payment on days without weight inside a bin', () => {
    const survival = grid.edges.map((edge) => (edge < 7 ? 1 : 0.2));
    const curve = paymentCurve({
      grid,
      survival,
      tailDailyHazard: 0.01,
      baseDay: BASE,
      moment: BASE,
      dayWeight: workweek,
    });
    for (let day = BASE + 4; day <= BASE + 7; day++)
      if (workweek(day) === 0) expect(curve.unpaidAfter(day)).toBe(curve.unpaidAfter(day - 1));
    expect(curve.unpaidAfter(BASE + 7)).toBeCloseTo(0.2, 12);
  });

  it('expects as many days as the chances of being unpaid add up to', () => {
    fc.assert(
      fc.property(curves, ({ moment, curve }) => {
        let sum = 0;
        for (let day = moment; day < moment + 180; day++) sum += curve.unpaidAfter(day - 1);
        expect(Math.abs(curve.expectedDays(180) - sum)).toBeLessThan(4);
      }),
      { numRuns: 60 },
    );
  });
});
