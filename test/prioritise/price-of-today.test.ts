import { describe, expect, test } from 'vitest';
import { priceOfToday } from '../../src/prioritise/value/price-of-today.ts';

const ALONE = { coming: 0, comingNeeded: 0 };

describe('the price of a call at which today is as good as later', () => {
  test('is all that calling today gains where the chance of payment never changes', () => {
    for (const needed of [0.9, 0.5, 0.1])
      expect(priceOfToday(80, { gain: 80 * needed, needed, ...ALONE })).toBeCloseTo(80, 12);
  });

  test('is nothing where waiting loses nothing, and without limit where it loses and saves no call', () => {
    expect(priceOfToday(80, { gain: 80, needed: 0.9, ...ALONE })).toBe(0);
    expect(priceOfToday(80, { gain: 90, needed: 0.9, ...ALONE })).toBe(-10);
    expect(priceOfToday(80, { gain: 79, needed: 1, ...ALONE })).toBe(Number.POSITIVE_INFINITY);
  });

  test('is less where many pay soon anyway and the rest are worth more', () => {
    // Half pay by then; a call about the others brings 140 each.
    expect(priceOfToday(80, { gain: 70, needed: 0.5, ...ALONE })).toBe(20);
  });

  test('is less where one later call serves what is coming too', () => {
    const alone = { gain: 60, needed: 0.8, ...ALONE };
    const joined = { gain: 60, needed: 0.8, coming: 50, comingNeeded: 1 };
    // 20 of gain are lost and one call is saved, but 0.8 of one is needed either way.
    expect(priceOfToday(80, alone)).toBeCloseTo(100, 12);
    expect(priceOfToday(80, joined)).toBeCloseTo(20, 12);
    // Where what is coming is not worth a call of its own, to wait gains it as well.
    expect(priceOfToday(80, { ...alone, coming: 10, comingNeeded: 0.5 })).toBeCloseTo(50, 12);
  });

  test('is where both choices are worth the same', () => {
    const later = { gain: 30, needed: 0.6, coming: 45, comingNeeded: 0.9 };
    const price = priceOfToday(90, later);
    const today = 90 - price + Math.max(0, later.coming - later.comingNeeded * price);
    expect(today).toBeCloseTo(later.gain + later.coming - 0.9 * price, 12);
  });
});
