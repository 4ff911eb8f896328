import { describe, expect, test } from 'vitest';
import { heedPosterior } from '../../src/prioritise/value/heed-posterior.ts';

describe('the chance that a conversation is heeded', () => {
  test('is the policy’s rate without a lesson', () => {
    expect(heedPosterior([], 0.45, 2)).toBe(0.45);
  });

  test('is the beta-binomial mean where nothing comes anyway', () => {
    const lessons = [1, 1, 0].map((paidShare) => ({ paidShare, chanceAnyway: 0, part: 1 }));
    expect(heedPosterior(lessons, 0.5, 4)).toBeCloseTo((2 + 2) / (3 + 4), 2);
  });

  test('learns little from payment that comes anyway, and much from none', () => {
    const learnt = (paidShare: number, chanceAnyway: number) =>
      heedPosterior([{ paidShare, chanceAnyway, part: 1 }], 0.5, 4);
    expect(learnt(1, 0.9) - 0.5).toBeGreaterThan(0);
    expect(learnt(1, 0.9)).toBeLessThan(learnt(1, 0.1));
    expect(learnt(0, 0.9)).toBeCloseTo(learnt(0, 0.1), 12);
    expect(learnt(0, 0.5)).toBeLessThan(0.5);
  });

  test('rises by payment after a reminder, and hardly falls by silence after one', () => {
    const learnt = (paidShare: number, part: number) =>
      heedPosterior([{ paidShare, chanceAnyway: 0.2, part }], 0.5, 4) - 0.5;
    expect(learnt(1, 0.5)).toBeGreaterThan(0.03);
    expect(learnt(0, 0.5)).toBeLessThan(0);
    expect(learnt(0, 0.5)).toBeGreaterThan(0.5 * learnt(0, 1));
  });
});
