import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DayQuantiles } from '../../src/features/records/day-quantiles.ts';

describe('quantiles of days', () => {
  it('are those of a sorted list, through additions and removals, short and long', () => {
    const quantiles = new DayQuantiles();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -365, max: 365 }), { minLength: 1, maxLength: 300 }),
        fc.array(fc.nat(), { maxLength: 250 }),
        (added, drops) => {
          quantiles.reset();
          const kept = [...added];
          for (const days of added) quantiles.add(days);
          for (const draw of drops.slice(0, added.length - 1)) {
            const [gone] = kept.splice(draw % kept.length, 1);
            quantiles.remove(gone);
          }
          kept.sort((a, b) => a - b);
          expect(Array.from({ length: quantiles.length }, (_, rank) => quantiles.valueAt(rank))).toEqual(kept);
        },
      ),
    );
  });
});
