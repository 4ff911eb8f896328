import { describe, expect, it } from 'vitest';
import { createBusinessCalendar } from '../../../src/calendar/index.ts';
import {
  detectPaymentRun,
  fitRunThresholds,
  nextRunDay,
  type PaymentRun,
  prepareRunCalendar,
} from '../../../src/features/rhythm/index.ts';
import { seededRandom } from './seeded-random.ts';
import { simulateRunPayer, simulateTrap, TRAPS, type WorldOptions } from './simulated-debtor.ts';
import { batchWorld } from './worlds/foreign-batches.ts';
import { clerkWorld } from './worlds/foreign-clerk.ts';
import { mixedWorld } from './worlds/foreign-mixed.ts';
import { generatedWorld } from './worlds/generated-world.ts';
import { ownWorld } from './worlds/own-world.ts';
import type { WorldDebtor } from './worlds/world-debtor.ts';
import { scoreWorld, type WorldScore } from './worlds/world-score.ts';

const calendar = prepareRunCalendar(createBusinessCalendar('BE'));
const USUAL: WorldOptions = {
  offShare: 0.2,
  lag: 'business',
  changedShare: 0.15,
  dues: 'scattered',
  wantDays: [-6, 3],
};

function judge(world: readonly WorldDebtor[]): WorldScore {
  const asOf = Math.max(...world.map((debtor) => debtor.asOf));
  const thresholds = fitRunThresholds(world, { asOf });
  return scoreWorld(world, (debtor): PaymentRun => detectPaymentRun(debtor.observations, { ...debtor, thresholds }));
}

/** What the project promises of a world whose runs can be told from the rhythm of its due dates. */
function expectPromise(score: WorldScore): void {
  expect(score.precision).toBeGreaterThanOrEqual(0.97);
  expect(score.recall).toBeGreaterThanOrEqual(0.9);
  expect(score.leastFamilyRecall).toBeGreaterThanOrEqual(0.8);
  expect(score.trapShare).toBeLessThanOrEqual(0.02);
  expect(score.nextExact).toBeGreaterThanOrEqual(0.9);
  expect(score.nextNear).toBeGreaterThanOrEqual(0.97);
  // The family's name: two readings of a month end cannot always be told apart (docs/payment-runs.md).
  expect(score.named).toBeGreaterThanOrEqual(0.88);
}

// The seeds of these tests were not looked at while the detector was built.
describe('payment runs in worlds of our own', () => {
  it.each<[string, WorldOptions]>([
    ['usual', USUAL],
    ['no lag', { ...USUAL, lag: 'none' }],
    ['calendar lag', { ...USUAL, lag: 'calendar' }],
    ['up to a quarter off the run, no change', { ...USUAL, offShare: 0.25, changedShare: 0 }],
    ['habitually late', { ...USUAL, wantDays: [5, 30] }],
  ])('%s', (_, options) => {
    expectPromise(judge(ownWorld(options, 40_000, 70, calendar)));
  });
});

describe('payment runs in worlds with other assumptions', () => {
  it('a small evaluation script: no holidays, money some calendar days later, 5–30 % off the run', () => {
    expectPromise(judge(clerkWorld(901, 40)));
  });

  it('batches of invoices on one weekday: only weekly runs hide behind due dates of the same rhythm', () => {
    const score = judge(batchWorld(902, 60));
    expect(score.precision).toBeGreaterThanOrEqual(0.97);
    expect(score.trapShare).toBeLessThanOrEqual(0.02);
    expect(score.recall).toBeGreaterThanOrEqual(0.9);
    for (const [family, { found, all }] of Object.entries(score.families))
      expect(found / all, family).toBeGreaterThanOrEqual(family === 'weekly' ? 0.65 : 0.9);
    expect(score.nextExact).toBeGreaterThanOrEqual(0.9);
    expect(score.nextNear).toBeGreaterThanOrEqual(0.97);
  });

  it('busy accounts with unknown holidays, a tenth of the money late at the bank, up to 30 % off the run', () => {
    const score = judge(mixedWorld(903, 60));
    expect(score.precision).toBeGreaterThanOrEqual(0.97);
    expect(score.trapShare).toBeLessThanOrEqual(0.02);
    // What is given up there is recall and the exact day, never precision.
    expect(score.recall).toBeGreaterThanOrEqual(0.8);
    expect(score.leastFamilyRecall).toBeGreaterThanOrEqual(0.5);
    expect(score.nextExact).toBeGreaterThanOrEqual(0.7);
    expect(score.nextNear).toBeGreaterThanOrEqual(0.94);
  });
});

describe('payment runs in generated ledgers, all archetypes, traps and drift', () => {
  it.each([
    { months: 36, rows: 60, recall: 0.9, least: 0.8 },
    // Twelve to twenty payment dates do not carry every two-weekday run.
    { months: 24, rows: 40, recall: 0.86, least: 0.78 },
  ])('$months months, $rows invoices a debtor', ({ months, rows, recall, least }) => {
    const debtors = 1200;
    const score = judge(generatedWorld({ invoices: debtors * rows, debtors, months, seed: 904, sizeSpread: 0.7 }));
    expect(score.precision).toBeGreaterThanOrEqual(0.96);
    expect(score.recall).toBeGreaterThanOrEqual(recall);
    expect(score.leastFamilyRecall).toBeGreaterThanOrEqual(least);
    expect(score.traps).toBeGreaterThan(50);
    expect(score.trapShare).toBeLessThanOrEqual(0.02);
    expect(score.nextExact).toBeGreaterThanOrEqual(0.88);
    expect(score.nextNear).toBeGreaterThanOrEqual(0.95);
  });
});

describe('debtors judged alone, without a population', () => {
  it.each(TRAPS.map((trap) => ({ trap })))('at most 2 in 100 of $trap are flagged', ({ trap }) => {
    let tested = 0;
    let flagged = 0;
    for (let seed = 0; seed < 150; seed++) {
      const { observations, asOf } = simulateTrap(trap, seed, calendar);
      const run = detectPaymentRun(observations, { asOf, calendar });
      if (run.paymentDates < 12) continue;
      tested++;
      if (run.family !== 'none') flagged++;
    }
    expect(tested).toBeGreaterThan(50);
    expect(flagged / tested).toBeLessThanOrEqual(0.02);
  });

  it('payments spread over all seven weekdays, as in a ledger that does not know weekends, are no run', () => {
    let flagged = 0;
    const plain = prepareRunCalendar(createBusinessCalendar(''));
    for (let seed = 0; seed < 300; seed++) {
      const random = seededRandom(seed * 31 + 7);
      const lag = random.whole(-12, 10);
      const pairs: [number, number][] = Array.from({ length: random.whole(14, 36) }, () => {
        const due = 19_400 + random.whole(0, 700);
        return [due + lag + Math.round(6 * random.normal()), due];
      });
      const sorted = pairs.sort((a, b) => a[0] - b[0]);
      const observations = {
        paidDays: Int32Array.from(sorted, (pair) => pair[0]),
        dueDays: Int32Array.from(sorted, (pair) => pair[1]),
      };
      if (detectPaymentRun(observations, { asOf: 20_300, calendar: plain }).family !== 'none') flagged++;
    }
    expect(flagged / 300).toBeLessThanOrEqual(0.02);
  });

  it('spread of arrivals is tolerated: most runs are found where a quarter of the money comes a day later', () => {
    let found = 0;
    let all = 0;
    for (let seed = 0; seed < 40; seed++)
      for (const family of ['weekly', 'fortnightly', 'monthly_day', 'monthly_business_day'] as const) {
        const { observations, asOf } = simulateRunPayer(family, seed, { ...USUAL, lag: 'jitter' }, calendar);
        const run = detectPaymentRun(observations, { asOf, calendar });
        if (run.paymentDates < 12) continue;
        all++;
        if (run.family !== 'none') found++;
        if (run.family !== 'none') expect(nextRunDay(run, asOf, calendar)).toBe(run.nextRun);
      }
    expect(found / all).toBeGreaterThanOrEqual(0.75);
  });
});
