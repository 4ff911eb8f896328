import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventOrder } from '../../src/features/event-order.ts';

const events = (span: number) => fc.array(fc.integer({ min: -span, max: span }), { maxLength: 200 });

describe('event order', () => {
  it('puts days in order and keeps the order of adding within a day, over short spans and long ones', () => {
    const order = new EventOrder();
    fc.assert(
      fc.property(fc.oneof(events(20), events(900), events(90_000)), (days) => {
        order.reset(days.length);
        days.forEach((day, code) => {
          order.add(day, code);
        });
        order.arrange();
        const expected = days
          .map((day, code) => ({ day, code }))
          .sort((a, b) => a.day - b.day || a.code - b.code)
          .map(({ day, code }) => [day, code]);
        const got = Array.from({ length: order.length }, (_, at) => [order.days[at], order.codes[at]]);
        expect(got).toEqual(expected);
      }),
    );
  });

  it('grows for a debtor larger than those before', () => {
    const order = new EventOrder();
    order.reset(5_000);
    for (let at = 0; at < 5_000; at++) order.add(5_000 - at, at);
    order.arrange();
    expect([order.days[0], order.codes[0], order.days[4_999], order.codes[4_999]]).toEqual([1, 4_999, 5_000, 0]);
  });
});
