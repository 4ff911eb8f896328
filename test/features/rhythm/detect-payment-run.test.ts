import { describe, expect, it } from 'vitest';
import {
  createBusinessCalendar,
  type EpochDay,
  formatDay,
  lastDayOfMonth,
  monthIndexOf,
  parseDay,
  weekdayOf,
} from '../../../src/calendar/index.ts';
import { detectPaymentRun, type PaymentObservations } from '../../../src/features/rhythm/index.ts';
import { type TrueRun, trueRunDays } from './simulated-debtor.ts';

const calendar = createBusinessCalendar('BE');
const asOf = parseDay('2025-07-01');
const firstDue = parseDay('2023-12-05');

/** Invoices that fall due on scattered days and are paid at the first run on or after. */
function payAtRuns(run: TrueRun, lagDays = 0, until = asOf): PaymentObservations {
  const runs = trueRunDays(run, firstDue, until, calendar);
  const pairs: [EpochDay, EpochDay][] = [];
  for (let due = firstDue, step = 0; due < until; due += 3 + ((step * 5) % 4), step++) {
    const day = runs.find((one) => one >= due);
    const arrival = day === undefined ? until : lagDays === 0 ? day : calendar.addBusinessDays(day, lagDays);
    if (arrival < until) pairs.push([arrival, due]);
  }
  return fromPairs(pairs);
}

function fromPairs(pairs: readonly (readonly [EpochDay, EpochDay])[]): PaymentObservations {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    paidDays: Int32Array.from(sorted, (pair) => pair[0]),
    dueDays: Int32Array.from(sorted, (pair) => pair[1]),
  };
}

// 20 July 2025 is a Sunday and 21 July a Belgian holiday, so that a run on the 20th moves to the 22nd or the 18th.
describe('clear runs', () => {
  it.each([
    [{ family: 'weekly', days: [4], roll: 'following' }, 'every Thursday', '2025-07-03'],
    [{ family: 'weekly', days: [2, 5], roll: 'following' }, 'every Tuesday and Friday', '2025-07-01'],
    [{ family: 'fortnightly', days: [3, 1], roll: 'following' }, 'every other Wednesday', '2025-07-09'],
    [{ family: 'monthly_day', days: [20], roll: 'following' }, 'on the 20th of the month', '2025-07-22'],
    [
      { family: 'monthly_day', days: [15, 31], roll: 'preceding' },
      'on the 15th and last day of the month',
      '2025-07-15',
    ],
    [
      { family: 'monthly_business_day', days: [5], roll: 'following' },
      'on the 5th business day of the month',
      '2025-07-07',
    ],
    [
      { family: 'monthly_business_day', days: [-3], roll: 'following' },
      'on the 3rd last business day of the month',
      '2025-07-29',
    ],
    [
      { family: 'month_end_after_due', days: [0], roll: 'following' },
      'at the month end after the due date',
      '2025-07-31',
    ],
  ] as const)('%o', (truth, label, next) => {
    const run = detectPaymentRun(payAtRuns(truth), { asOf, calendar });
    expect({ family: run.family, days: run.days, label: run.label }).toEqual({
      family: truth.family,
      days: [...truth.days],
      label,
    });
    expect(run.strength).toBe(1);
    expect(run.datesOnRun).toBe(run.paymentDates);
    expect(formatDay(run.nextRun as EpochDay)).toBe(next);
    expect(run.qValue).toBeLessThan(0.001);
    expect(run.latenessExplained).toBe(1);
    expect(JSON.parse(JSON.stringify(run))).toEqual(run);
  });

  it('says aloud what was seen', () => {
    const run = detectPaymentRun(payAtRuns({ family: 'weekly', days: [4], roll: 'following' }), { asOf, calendar });
    expect(run.evidence).toBe('paid on a Thursday on 82 of 82 payment dates since 2023-12-07');
  });

  it('learns that a monthly run on a closed day is paid before it', () => {
    const run = detectPaymentRun(payAtRuns({ family: 'monthly_day', days: [20], roll: 'preceding' }), {
      asOf,
      calendar,
    });
    expect([run.days, run.roll, formatDay(run.nextRun as EpochDay)]).toEqual([[20], 'preceding', '2025-07-18']);
  });

  it('tells the clearing lag from the invoices that wait for the next run', () => {
    const run = detectPaymentRun(payAtRuns({ family: 'weekly', days: [2], roll: 'following' }, 2), { asOf, calendar });
    expect([run.label, run.clearingLagDays]).toEqual(['every Tuesday, money 2 business days later', 2]);
    expect(formatDay(run.nextRun as EpochDay)).toBe('2025-07-03');
  });

  it('sees a month end that comes a month later', () => {
    const pairs: [EpochDay, EpochDay][] = [];
    for (let due = firstDue; due < asOf - 70; due += 8)
      pairs.push([calendar.rollPreceding(lastDayOfMonth(monthIndexOf(due) + 1)), due]);
    const run = detectPaymentRun(fromPairs(pairs), { asOf, calendar });
    expect([run.family, run.days]).toEqual(['month_end_after_due', [1]]);
  });
});

describe('changes', () => {
  const change = parseDay('2024-10-01');
  const before = payAtRuns({ family: 'weekly', days: [2], roll: 'following' }, 0, change);

  it('finds the run that was adopted half-way', () => {
    const all = payAtRuns({ family: 'weekly', days: [5], roll: 'following' });
    const after = [...all.paidDays].flatMap((paid, at) => (paid > change ? [[paid, all.dueDays[at]] as const] : []));
    const earlier = [...before.paidDays].map((paid, at) => [paid, before.dueDays[at]] as const);
    const run = detectPaymentRun(fromPairs([...earlier, ...after]), { asOf, calendar });
    expect(run.label).toBe('every Friday');
    expect(run.since as EpochDay).toBeGreaterThanOrEqual(change - 7);
    expect(run.since as EpochDay).toBeLessThanOrEqual(change + 21);
  });

  it('drops a run that the last months contradict', () => {
    const pairs: [EpochDay, EpochDay][] = [...before.paidDays].map((paid, at) => [paid, before.dueDays[at]]);
    for (let day = change, step = 0; day < asOf; day += 5 + (step % 4), step++)
      pairs.push([calendar.rollFollowing(day), day - ((step * 7) % 20)]);
    expect(detectPaymentRun(fromPairs(pairs), { asOf, calendar }).family).toBe('none');
  });
});

describe('no run', () => {
  it('is all that can be said without or with few payment dates', () => {
    const empty = detectPaymentRun(fromPairs([]), { asOf, calendar });
    expect(empty).toMatchObject({
      family: 'none',
      paymentDates: 0,
      pValue: null,
      qValue: null,
      latenessExplained: null,
    });
    const few = payAtRuns({ family: 'monthly_day', days: [20], roll: 'following' });
    const oneDay = fromPairs([...few.paidDays.keys()].map((at) => [few.paidDays[0], few.dueDays[at]]));
    expect(detectPaymentRun(oneDay, { asOf, calendar })).toMatchObject({
      family: 'none',
      paymentDates: 1,
      qValue: null,
    });
  });

  it('when due dates fall on Fridays and every payment comes 13 days later', () => {
    const pairs: [EpochDay, EpochDay][] = [];
    for (let due = firstDue + ((11 - weekdayOf(firstDue)) % 7); due < asOf - 20; due += 7)
      pairs.push([calendar.rollFollowing(due + 13), due]);
    expect(detectPaymentRun(fromPairs(pairs), { asOf, calendar }).family).toBe('none');
  });

  it('when the debtor pays every day', () => {
    const pairs: [EpochDay, EpochDay][] = [];
    for (let day = firstDue; day < asOf; day++) if (calendar.isBusinessDay(day)) pairs.push([day, day - 2]);
    expect(detectPaymentRun(fromPairs(pairs), { asOf, calendar })).toMatchObject({
      family: 'none',
      latenessExplained: 0,
    });
  });
});

describe('missed runs', () => {
  const history = payAtRuns({ family: 'weekly', days: [4], roll: 'following' }, 0, parseDay('2025-06-06'));
  const detect = (openDue: string) =>
    detectPaymentRun(history, { asOf, calendar, openDueDays: Int32Array.of(parseDay(openDue)) }).missedRuns;

  it('are runs in a row since the last payment that passed though debt was due', () => {
    expect(formatDay(history.paidDays.at(-1) as EpochDay)).toBe('2025-06-05');
    expect(detect('2025-06-08')).toBe(3);
    expect(detect('2025-06-20')).toBe(1);
    expect(detect('2025-06-27')).toBe(0);
  });

  it('are none without open debt', () => {
    expect(detectPaymentRun(history, { asOf, calendar }).missedRuns).toBe(0);
  });
});
