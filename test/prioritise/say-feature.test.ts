import { describe, expect, test } from 'vitest';
import { FEATURES } from '../../src/features/index.ts';
import { sayFeature } from '../../src/prioritise/index.ts';

describe('the sentence of a feature', () => {
  test.each([
    ['last_late_days', -27, 'its last invoice was paid 27 days before the due date'],
    ['last_late_days', 1, 'its last invoice was paid 1 day after the due date'],
    ['mean_late_days', -7, 'it pays 7 days before the due date on average'],
    ['median_late_days', -2, 'half of its invoices are paid 2 days before the due date or sooner'],
    ['trend_late_days', -4, 'its last five invoices came 4 days sooner than those before'],
    ['open_exposure_change', -120.5, 'its open amount shrank by 120.50 in 30 days'],
    ['open_exposure_change', 120.5, 'its open amount grew by 120.50 in 30 days'],
    ['days_past_due', -3, 'it is due in 3 days'],
    ['promises_made', 1, 'it made 1 promise to pay'],
    ['open_count', 1, 'it has 1 open invoice'],
    ['open_disputes', 1, 'it has 1 open dispute'],
    ['overdue_count', 1, '1 of its invoices is overdue'],
    ['calls_90d', 1, 'it was called once in 90 days'],
    ['calls_90d', 11, 'it was called 11 times in 90 days'],
    ['late_rate', 0.934, 'it paid 93 % of its invoices late'],
  ])('%s of %d', (name, value, sentence) => {
    expect(sayFeature(name, value)).toBe(sentence);
  });

  test('never leaves a place unfilled, a sign or a note about signs', () => {
    for (const { name, unit } of FEATURES)
      for (const value of [-12, 0, 1, 12]) {
        const said = sayFeature(name, value);
        expect(said).not.toMatch(/[{}]|when negative/);
        if (unit === 'days' && value < 0)
          expect(`${name}: ${said}`).not.toMatch(/-\d+ days? (after|later|of|ago before)/);
      }
    expect(() => sayFeature('no_such_feature', 1)).toThrow(TypeError);
  });
});
