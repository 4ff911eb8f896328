import { expect, test } from 'vitest';
import { describeDesigns, hazardDesigns } from '../../../src/models/lateness/lateness-estimators.ts';
import { startBlends } from '../../../src/models/lateness/survival-recalibration.ts';

test('a forest stands beside boosted trees on ledgers of few invoices only', () => {
  const few = hazardDesigns('boosted-trees', { knownOutcomes: 25_000 });
  expect(describeDesigns(few, 50_000)).toMatch(/^boosted trees .*three logistic regressions .*a forest whose leaves/);
  const many = hazardDesigns('boosted-trees', { knownOutcomes: 25_001 });
  expect(many).toHaveLength(2);
  expect(describeDesigns(many, 50_000)).not.toMatch(/forest/);
});

test('searched parameters are those of the first member', () => {
  const words = describeDesigns(hazardDesigns('boosted-trees', { parameters: { minLeafRows: 77 } }), 50_000);
  expect(words).toMatch(/^boosted trees of at most 15 leaves of at least 77 pairs \(searched\)/);
  expect(words.match(/77/g)).toHaveLength(1);
});

test('blends start from trees and logistic model before the due date, from trees and forest on it', () => {
  const slopes = (members: number) => {
    const { beforeDue, fromDue } = startBlends(members);
    return [beforeDue.slopes, fromDue.slopes];
  };
  expect(slopes(3)).toEqual([
    [0.5, 0.5, 0],
    [0.5, 0, 0.5],
  ]);
  expect(slopes(2)).toEqual([
    [0.5, 0.5],
    [1, 0],
  ]);
  expect(slopes(1)).toEqual([[1], [1]]);
  expect(slopes(0)).toEqual([[], []]);
});
