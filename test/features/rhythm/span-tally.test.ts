import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelihoodOf, SCALES, STRAY_SHARES } from '../../../src/features/rhythm/lag-law.ts';
import { LagSpans } from '../../../src/features/rhythm/lag-spans.ts';
import { SpanTally } from '../../../src/features/rhythm/span-tally.ts';

const span = fc.record({ low: fc.integer({ min: -40, max: 60 }), width: fc.integer({ min: 1, max: 5 }) });
const law = fc.record({
  centre: fc.integer({ min: -200, max: 300 }),
  scale: fc.nat(SCALES.length - 1),
  stray: fc.nat(STRAY_SHARES.length - 1),
});
const spans = new LagSpans();
const tally = new SpanTally();

function fill(days: readonly { low: number; width: number }[], ends: readonly number[]): void {
  days.forEach(({ low, width }, at) => {
    spans.put(at, low, low + width - 1);
  });
  spans.ends.set(ends);
  tally.fill(spans);
}

describe('a tally of spans', () => {
  it('has the likelihood of the spans, but for rounding far below what is too close to call', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 90 }), law, (days, { centre, scale, stray }) => {
        fill(days, [days.length >> 1, days.length - (days.length >> 2), days.length]);
        expect(tally.count).toBeGreaterThan(0);
        expect(tally.weigh(spans, centre, scale, stray)).toBeCloseTo(likelihoodOf(spans, centre, scale, stray), 9);
      }),
      { numRuns: 60 },
    );
  });

  it('counts equal spans once', () => {
    fill(
      [0, 1, 0, 0, 1].map((low) => ({ low, width: 1 })),
      [5, 5, 5],
    );
    expect(tally.count).toBe(2);
    expect([...tally.counts.subarray(0, 2)]).toEqual([3, 2]);
    expect([...tally.middles.subarray(0, 2)]).toEqual([0, 4]);
  });

  it.each([
    ['too wide', { low: 0, width: 9 }],
    ['too far off', { low: -700, width: 1 }],
  ])('leaves spans that are %s to the plain sum', (_, odd) => {
    fill([{ low: 2, width: 1 }, odd], [2, 2, 2]);
    expect(tally.count).toBe(0);
    expect(tally.weigh(spans, 8, 3, 1)).toBe(likelihoodOf(spans, 8, 3, 1));
  });
});
