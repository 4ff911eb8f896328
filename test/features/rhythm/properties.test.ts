import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBusinessCalendar } from '../../../src/calendar/index.ts';
import {
  detectPaymentRun,
  expectedPaymentDay,
  fitRunThresholds,
  nextRunDay,
  type PaymentObservations,
  prepareRunCalendar,
} from '../../../src/features/rhythm/index.ts';
import { simulateRunPayer, type WorldOptions } from './simulated-debtor.ts';

const plain = prepareRunCalendar(createBusinessCalendar(''));
const belgian = prepareRunCalendar(createBusinessCalendar('BE'));
const WORLD: WorldOptions = { offShare: 0.2, lag: 'none', changedShare: 0.1, dues: 'scattered', wantDays: [-4, 4] };
const FAMILIES = [
  'weekly',
  'fortnightly',
  'monthly_day',
  'monthly_business_day',
  'month_end_after_due',
  'none',
] as const;
const seeds = fc.integer({ min: 0, max: 100_000 });
const families = fc.constantFrom(...FAMILIES);

/** Any pairs at all: repeated days, weekends, absurd lags, no due date. */
const anything = fc
  .array(
    fc.tuple(
      fc.integer({ min: 19000, max: 20500 }),
      fc.oneof(fc.integer({ min: 18000, max: 21000 }), fc.constant(-2147483648)),
    ),
    { maxLength: 80 },
  )
  .map(observe);

function observe(pairs: readonly (readonly [number, number])[]): PaymentObservations {
  return {
    paidDays: Int32Array.from(pairs, (pair) => pair[0]),
    dueDays: Int32Array.from(pairs, (pair) => pair[1]),
  };
}

function pairsOf({ paidDays, dueDays }: PaymentObservations): [number, number][] {
  return Array.from(paidDays, (paid, at) => [paid, dueDays[at]]);
}

describe('the detector', () => {
  it('gives finite, ranged, JSON-safe answers for any history', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 19000, max: 20600 }), (observations, asOf) => {
        const run = detectPaymentRun(observations, { asOf, calendar: belgian, openDueDays: Int32Array.of(19500) });
        expect(JSON.parse(JSON.stringify(run))).toEqual(run);
        for (const share of [
          run.strength,
          run.invoiceShare,
          run.pValue ?? 0,
          run.qValue ?? 0,
          run.latenessExplained ?? 0,
        ]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        if (run.family === 'none') expect(run.nextRun).toBeNull();
        else expect(run.nextRun as number).toBeGreaterThanOrEqual(asOf);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on the order of the observations', () => {
    fc.assert(
      fc.property(families, seeds, seeds, (family, seed, shuffle) => {
        const { observations, asOf } = simulateRunPayer(family, seed, WORLD, belgian);
        const shuffled = pairsOf(observations)
          .map((pair, at) => ({ pair, key: Math.imul(at + 1, shuffle * 2 + 1) >>> 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ pair }) => pair);
        const options = { asOf, calendar: belgian };
        expect(detectPaymentRun(observe(shuffled), options)).toEqual(detectPaymentRun(observations, options));
      }),
      { numRuns: 60 },
    );
  });

  it('does not look ahead: payments on or after the as-of date change nothing', () => {
    fc.assert(
      fc.property(
        families,
        seeds,
        fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 }),
        (family, seed, later) => {
          const { observations, asOf } = simulateRunPayer(family, seed, WORLD, belgian);
          const more = [
            ...pairsOf(observations),
            ...later.map((day): [number, number] => [asOf + day, asOf + day - 20]),
          ];
          const options = { asOf, calendar: belgian };
          expect(detectPaymentRun(observe(more), options)).toEqual(detectPaymentRun(observations, options));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps weekly and fortnightly runs when all dates move by 52 weeks', () => {
    fc.assert(
      fc.property(fc.constantFrom('weekly', 'fortnightly', 'none'), seeds, (family, seed) => {
        const { observations, asOf } = simulateRunPayer(family, seed, WORLD, plain);
        const run = detectPaymentRun(observations, { asOf, calendar: plain });
        const moved = detectPaymentRun(observe(pairsOf(observations).map(([paid, due]) => [paid + 364, due + 364])), {
          asOf: asOf + 364,
          calendar: plain,
        });
        if (run.family === 'weekly' || run.family === 'fortnightly') {
          expect([moved.family, moved.days]).toEqual([run.family, run.days]);
          expect(moved.nextRun).toBe((run.nextRun as number) + 364);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts dates, not invoices: copies of every invoice leave the run as it is', () => {
    fc.assert(
      fc.property(families, seeds, fc.integer({ min: 2, max: 5 }), (family, seed, copies) => {
        const { observations, asOf } = simulateRunPayer(family, seed, WORLD, belgian);
        const many = pairsOf(observations).flatMap((pair) => Array.from({ length: copies }, () => pair));
        const options = { asOf, calendar: belgian };
        expect(detectPaymentRun(observe(many), options)).toMatchObject({
          ...detectPaymentRun(observations, options),
          invoiceShare: expect.any(Number),
          latenessExplained: expect.toSatisfy((share) => share === null || share >= 0),
        });
      }),
      { numRuns: 40 },
    );
  });

  it('expects payment on a run day that is no earlier than asked', () => {
    fc.assert(
      fc.property(families, seeds, fc.integer({ min: -60, max: 60 }), (family, seed, dueOffset) => {
        const { observations, asOf } = simulateRunPayer(family, seed, WORLD, belgian);
        const run = detectPaymentRun(observations, { asOf, calendar: belgian });
        const expected = expectedPaymentDay(run, asOf + dueOffset, asOf, belgian);
        if (run.family === 'none') expect(expected).toBeNull();
        else {
          expect(expected as number).toBeGreaterThanOrEqual(asOf);
          expect(nextRunDay(run, expected as number, belgian)).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('fitted thresholds', () => {
  it('do not depend on the order of the debtors and are plain data', () => {
    const members = FAMILIES.flatMap((family) =>
      Array.from({ length: 6 }, (_, seed) => simulateRunPayer(family, seed, WORLD, belgian)),
    ).map(({ observations }) => ({ observations, calendar: belgian }));
    const asOf = 20100;
    const fitted = fitRunThresholds(members, { asOf });
    expect(fitRunThresholds([...members].reverse(), { asOf })).toEqual(fitted);
    expect(JSON.parse(JSON.stringify(fitted))).toEqual(fitted);
    expect(fitted.weekdayShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(fitted.qKnots).toEqual([...fitted.qKnots].sort((a, b) => a - b));
  });

  it('are the defaults where nobody can be tested', () => {
    expect(fitRunThresholds([], { asOf: 20000 })).toMatchObject({ debtors: 0, pKnots: [] });
  });
});
