import { describe, expect, it } from 'vitest';
import { createBusinessCalendar } from '../../../src/calendar/index.ts';
import {
  detectPaymentRun,
  fitRunThresholds,
  nextRunDay,
  prepareRunCalendar,
  type RunThresholds,
} from '../../../src/features/rhythm/index.ts';
import { type SimulatedDebtor, simulateRunPayer, simulateTrap, TRAPS, type WorldOptions } from './simulated-debtor.ts';

const FAMILIES = ['weekly', 'fortnightly', 'monthly_day', 'monthly_business_day', 'month_end_after_due'] as const;
const USUAL: WorldOptions = {
  offShare: 0.2,
  lag: 'business',
  changedShare: 0.15,
  dues: 'scattered',
  wantDays: [-6, 3],
};
const WORLDS: Record<string, WorldOptions> = {
  usual: USUAL,
  'no lag': { ...USUAL, lag: 'none' },
  'calendar lag': { ...USUAL, lag: 'calendar' },
  'a quarter off the run, no change': { ...USUAL, offShare: 0.25, changedShare: 0 },
  'habitually late': { ...USUAL, wantDays: [5, 30] },
};
const DEBTORS = 40;
const calendar = prepareRunCalendar(createBusinessCalendar('BE'));

function population(options: WorldOptions, seed: number): SimulatedDebtor[] {
  const debtors: SimulatedDebtor[] = [];
  for (let at = 0; at < DEBTORS; at++) {
    for (const family of FAMILIES) debtors.push(simulateRunPayer(family, seed + at, options, calendar));
    for (const trap of TRAPS) debtors.push(simulateTrap(trap, seed + at, calendar));
  }
  return debtors;
}

function detect(debtor: SimulatedDebtor, thresholds: RunThresholds) {
  return detectPaymentRun(debtor.observations, { asOf: debtor.asOf, calendar, thresholds });
}

describe.each(Object.entries(WORLDS))('payment runs in the world "%s"', (_, options) => {
  it.each([1000, 5000])('are found, named and dated as promised (seed %i)', (seed) => {
    const debtors = population(options, seed);
    const asOf = Math.max(...debtors.map((debtor) => debtor.asOf));
    const thresholds = fitRunThresholds(
      debtors.map(({ observations }) => ({ observations, calendar })),
      { asOf },
    );
    const truths = new Map<string, { all: number; found: number; named: number }>();
    let flagged = 0;
    let right = 0;
    let dated = 0;
    let exact = 0;
    let near = 0;
    let traps = 0;
    let trapped = 0;
    for (const debtor of debtors) {
      const run = detect(debtor, thresholds);
      if (run.paymentDates < 12) continue;
      const found = run.family !== 'none';
      if (found) flagged++;
      if (debtor.trap !== undefined) {
        traps++;
        if (found) trapped++;
        continue;
      }
      const truth = truths.get(debtor.truth.family) ?? { all: 0, found: 0, named: 0 };
      truths.set(debtor.truth.family, truth);
      truth.all++;
      if (!found) continue;
      right++;
      truth.found++;
      if (run.family === debtor.truth.family) truth.named++;
      if (debtor.trueNext === undefined || run.nextRun === null) continue;
      dated++;
      if (run.nextRun === debtor.trueNext) exact++;
      if (Math.abs(calendar.businessDaysBetween(debtor.trueNext, run.nextRun)) <= 1) near++;
    }
    const all = [...truths.values()].reduce((sum, truth) => sum + truth.all, 0);
    expect(right / flagged).toBeGreaterThanOrEqual(0.97);
    expect(right / all).toBeGreaterThanOrEqual(0.9);
    for (const truth of truths.values()) expect(truth.found / truth.all).toBeGreaterThanOrEqual(0.8);
    expect(trapped / traps).toBeLessThanOrEqual(0.02);
    expect(exact / dated).toBeGreaterThanOrEqual(0.9);
    expect(near / dated).toBeGreaterThanOrEqual(0.97);
    // The family's name: two readings of a month end cannot always be told apart (docs/payment-runs.md).
    const named = [...truths.values()].reduce((sum, truth) => sum + truth.named, 0);
    expect(named / right).toBeGreaterThanOrEqual(0.9);
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

  it('spread of arrivals is tolerated: most runs are found where a quarter of the money comes a day later', () => {
    let found = 0;
    let all = 0;
    for (let seed = 0; seed < 40; seed++)
      for (const family of FAMILIES) {
        const { observations, asOf } = simulateRunPayer(family, seed, { ...USUAL, lag: 'jitter' }, calendar);
        const run = detectPaymentRun(observations, { asOf, calendar });
        if (run.paymentDates < 12) continue;
        all++;
        if (run.family !== 'none') found++;
        if (run.family !== 'none') expect(nextRunDay(run, asOf, calendar)).toBe(run.nextRun);
      }
    expect(found / all).toBeGreaterThanOrEqual(0.8);
  });
});
