import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBelow, indexCuts } from '../../../src/models/estimators/binned-table.ts';
import { quantileCuts } from '../../../src/models/estimators/quantile-cuts.ts';

const column = fc.array(fc.oneof(fc.double({ noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 })), {
  minLength: 1,
  maxLength: 300,
});

it('cuts rise strictly, part neighbouring values and are no more than asked for', () => {
  fc.assert(
    fc.property(column, fc.integer({ min: 2, max: 40 }), (values, maxBins) => {
      const cuts = quantileCuts(Float64Array.from(values), values.length, maxBins, 1);
      expect(cuts.length).toBeLessThan(maxBins);
      for (let i = 1; i < cuts.length; i++) expect(cuts[i]).toBeGreaterThan(cuts[i - 1]);
      const present = values.filter((value) => !Number.isNaN(value));
      for (const cut of cuts) {
        expect(present.some((value) => value <= cut)).toBe(true);
        expect(present.some((value) => value > cut)).toBe(true);
      }
    }),
  );
});

it('finds the bin that a plain count finds', () => {
  fc.assert(
    fc.property(column, fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values, others) => {
      const cuts = quantileCuts(Float64Array.from(values), values.length, 255, 1);
      const index = indexCuts(cuts);
      for (const value of [...values, ...others, ...cuts])
        if (!Number.isNaN(value)) expect(countBelow(index, value)).toBe(cuts.filter((cut) => cut < value).length);
    }),
  );
});

it('fills bins evenly', () => {
  const values = Float64Array.from({ length: 10_000 }, (_, i) => Math.exp(i / 500));
  const cuts = quantileCuts(values, 10_000, 100, 1);
  expect(cuts.length).toBe(99);
  const counts = new Array(100).fill(0);
  for (const value of values) counts[countBelow(indexCuts(cuts), value)]++;
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(99);
  expect(Math.max(...counts)).toBeLessThanOrEqual(101);
});

it('gives a frequent value a bin of its own', () => {
  const values = Float64Array.from({ length: 3000 }, (_, i) => (i < 1500 ? 0 : i));
  const cuts = quantileCuts(values, 3000, 20, 1);
  expect(cuts[0]).toBe(750);
});
