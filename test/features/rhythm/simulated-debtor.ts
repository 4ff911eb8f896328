import {
  type BusinessCalendar,
  daysInMonth,
  type EpochDay,
  firstDayOfMonth,
  monthIndexOf,
  parseDay,
  weekdayOf,
} from '../../../src/calendar/index.ts';
import type { PaymentObservations, RunFamily } from '../../../src/features/rhythm/index.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** The hidden rule of a simulated debtor; written apart from the detector on purpose. */
export interface TrueRun {
  readonly family: RunFamily;
  readonly days: readonly number[];
  readonly roll: 'following' | 'preceding';
}

/** What is varied between worlds. */
export interface WorldOptions {
  /** Largest share of invoices paid outside the run, 0–1. */
  readonly offShare: number;
  /** Lags are constant for a debtor, or vary by payment. */
  readonly lag: 'none' | 'business' | 'calendar' | 'jitter';
  /** Share of debtors whose run changed half-way (to another run of the same family). */
  readonly changedShare: number;
  /** Due dates: scattered over days, or with the invoicing rhythm of the creditor. */
  readonly dues: 'scattered' | 'weekly_terms' | 'monthly_terms';
  /** Mean days between an invoice falling due and the debtor wanting to pay: negative = early. */
  readonly wantDays: readonly [number, number];
}

/** One simulated debtor with its truth. */
export interface SimulatedDebtor {
  readonly truth: TrueRun;
  readonly trap: string | undefined;
  readonly observations: PaymentObservations;
  readonly asOf: EpochDay;
  /** Day on which money of the true run next arrives on or after `asOf`; undefined for none or a varying lag. */
  readonly trueNext: EpochDay | undefined;
}

const FIRST_DAY = parseDay('2023-01-02');

/** Days on which the debtor lets money go, ascending, within [from, to]. */
export function trueRunDays(run: TrueRun, from: EpochDay, to: EpochDay, calendar: BusinessCalendar): EpochDay[] {
  const meant: EpochDay[] = [];
  if (run.family === 'weekly' || run.family === 'fortnightly') {
    for (let day = from - 7; day <= to + 7; day++) {
      const hit = run.days.slice(0, run.family === 'weekly' ? 2 : 1).includes(weekdayOf(day) + 1);
      if (hit && (run.family === 'weekly' || Math.floor((day + 3) / 7) % 2 === run.days[1])) meant.push(day);
    }
  } else
    for (let month = monthIndexOf(from) - 1; month <= monthIndexOf(to) + 1; month++) {
      const first = firstDayOfMonth(month);
      const length = daysInMonth(Math.floor(month / 12), (month % 12) + 1);
      if (run.family === 'monthly_day') for (const day of run.days) meant.push(first + Math.min(day, length) - 1);
      else {
        const open: EpochDay[] = [];
        for (let day = first; day < first + length; day++) if (calendar.isBusinessDay(day)) open.push(day);
        const ns = run.family === 'month_end_after_due' ? [-1] : run.days;
        for (const n of ns) meant.push(open[n > 0 ? n - 1 : open.length + n]);
      }
    }
  const rolled = meant.map((day) =>
    run.roll === 'following' ? calendar.rollFollowing(day) : calendar.rollPreceding(day),
  );
  return [...new Set(rolled)].filter((day) => day >= from && day <= to).sort((a, b) => a - b);
}

function drawRun(family: RunFamily, random: SeededRandom): TrueRun {
  const roll = random.uniform() < 0.7 ? 'following' : 'preceding';
  const weekday = random.whole(1, 5);
  switch (family) {
    case 'weekly':
      if (random.uniform() < 0.7) return { family, days: [weekday], roll };
      return { family, days: [weekday, ((weekday + random.whole(0, 3)) % 5) + 1].sort((a, b) => a - b), roll };
    case 'fortnightly':
      return { family, days: [weekday, random.whole(0, 1)], roll };
    case 'monthly_day': {
      if (random.uniform() < 0.6) return { family, days: [random.whole(2, 30)], roll };
      return {
        family,
        days: random.pick([
          [15, 31],
          [5, 20],
          [10, 25],
          [1, 16],
          [10, 20, 31],
          [7, 14, 21, 28],
        ]),
        roll,
      };
    }
    case 'monthly_business_day':
      return { family, days: [random.pick([1, 2, 3, 5, 8, -1, -2, -3, -5])], roll: 'following' };
    default:
      return { family, days: family === 'none' ? [] : [0], roll: 'following' };
  }
}

function addOpenDays(calendar: BusinessCalendar, day: EpochDay, n: number): EpochDay {
  return n === 0 ? calendar.rollFollowing(day) : calendar.addBusinessDays(day, n);
}

function drawDues(random: SeededRandom, options: WorldOptions, end: EpochDay): EpochDay[] {
  const dues: EpochDay[] = [];
  const gap = random.pick([3, 5, 8, 12, 20]);
  const terms = random.pick([[30], [14, 30], [30, 60], [45]]);
  const issueWeekday = random.whole(0, 4);
  for (let at = FIRST_DAY - 30; at < end; at += Math.max(1, Math.round(gap * (0.3 + 1.4 * random.uniform())))) {
    let issue = at;
    if (options.dues === 'weekly_terms') issue = at - weekdayOf(at) + issueWeekday;
    if (options.dues === 'monthly_terms') issue = firstDayOfMonth(monthIndexOf(at)) + random.pick([0, 9, 19]);
    dues.push(issue + random.pick(terms));
  }
  return dues;
}

/** A debtor with a run of the family (or none: pays when it wants to). */
export function simulateRunPayer(
  family: RunFamily,
  seed: number,
  options: WorldOptions,
  calendar: BusinessCalendar,
): SimulatedDebtor {
  const random = seededRandom(seed * 7919 + 17);
  const months = random.whole(12, 24);
  const asOf = FIRST_DAY + Math.round(months * 30.4) + random.whole(0, 20);
  const old = drawRun(family, random);
  let truth = old;
  let changeDay = 0;
  if (family !== 'month_end_after_due' && family !== 'none' && random.uniform() < options.changedShare) {
    while (JSON.stringify(truth.days) === JSON.stringify(old.days)) truth = drawRun(family, random);
    changeDay = FIRST_DAY + Math.round((asOf - FIRST_DAY) * (0.3 + 0.3 * random.uniform()));
  }
  const offShare = options.offShare * random.uniform();
  const lag = random.whole(0, 3);
  const [wantLow, wantHigh] = options.wantDays;
  const want = wantLow + (wantHigh - wantLow) * random.uniform();
  const spread = family === 'month_end_after_due' ? 0 : random.pick([0.5, 2, 4]);
  const oldDays = trueRunDays(old, FIRST_DAY - 40, asOf + 120, calendar);
  const newDays = trueRunDays(truth, FIRST_DAY - 40, asOf + 120, calendar);

  const clear = (day: EpochDay): EpochDay => {
    if (options.lag === 'none') return day;
    if (options.lag === 'calendar') return calendar.rollFollowing(day + lag);
    if (options.lag === 'jitter') return addOpenDays(calendar, day, random.uniform() < 0.75 ? 0 : 1);
    return addOpenDays(calendar, day, lag);
  };
  const paid: [EpochDay, EpochDay][] = [];
  for (const due of drawDues(random, options, asOf)) {
    const wanted = Math.round(due + (family === 'month_end_after_due' ? 0 : want) + spread * random.normal());
    const days = wanted < changeDay ? oldDays : newDays;
    let day = wanted;
    if (family === 'none') day = calendar.rollFollowing(due + random.whole(-10, 40));
    else if (random.uniform() < offShare) day = calendar.rollFollowing(wanted + random.whole(0, 15));
    else if (family === 'month_end_after_due')
      day = clear(newDays.find((one) => monthIndexOf(one) === monthIndexOf(due)) ?? due);
    else day = clear(days.find((one) => one >= wanted) ?? wanted);
    if (day < asOf && day >= FIRST_DAY) paid.push([day, due]);
  }
  paid.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const next = options.lag === 'jitter' ? undefined : newDays.map(clear).find((day) => day >= asOf);
  return {
    truth,
    trap: family === 'none' ? 'uniform' : undefined,
    observations: {
      paidDays: Int32Array.from(paid, (pair) => pair[0]),
      dueDays: Int32Array.from(paid, (pair) => pair[1]),
    },
    asOf,
    trueNext: family === 'none' ? undefined : next,
  };
}

/** Debtors that look as if they had a run and have none. */
export const TRAPS = [
  'due_weekday_fixed',
  'due_weekday_spread',
  'due_month_day',
  'month_terms_fixed',
  'uniform',
  'daily',
] as const;

/** A trap debtor: its rhythm comes from its due dates, or from nowhere. */
export function simulateTrap(trap: (typeof TRAPS)[number], seed: number, calendar: BusinessCalendar): SimulatedDebtor {
  const random = seededRandom(seed * 104729 + 31);
  const months = random.whole(12, 24);
  const asOf = FIRST_DAY + Math.round(months * 30.4) + random.whole(0, 20);
  const weekday = random.whole(0, 6);
  const monthDay = random.whole(1, 28);
  const every = random.pick([7, 7, 14]);
  const lag = random.whole(-3, 20);
  const business = random.uniform() < 0.4;
  const noise = random.uniform() < 0.5 ? 0 : 0.1;
  const dues: EpochDay[] = [];
  const first = FIRST_DAY - 30;
  if (trap === 'due_weekday_fixed' || trap === 'due_weekday_spread')
    for (let day = first - weekdayOf(first) + weekday; day < asOf; day += every) dues.push(day);
  else if (trap === 'due_month_day')
    for (let month = monthIndexOf(first); month <= monthIndexOf(asOf); month++)
      dues.push(firstDayOfMonth(month) + monthDay - 1);
  else if (trap === 'month_terms_fixed')
    for (let month = monthIndexOf(first) - 1; month <= monthIndexOf(asOf); month++) {
      dues.push(firstDayOfMonth(month) - 1 + 30);
      if (noise > 0) dues.push(firstDayOfMonth(month) - 1 + 60);
    }
  else if (trap === 'uniform') for (let day = first; day < asOf; day += random.whole(3, 20)) dues.push(day);
  else for (let day = first; day < asOf; day++) if (random.uniform() < 0.8) dues.push(day);

  const paid: [EpochDay, EpochDay][] = [];
  for (const due of dues) {
    let days = lag;
    if (trap === 'due_weekday_spread' || trap === 'month_terms_fixed') days += Math.round(1.2 * random.normal());
    if (trap === 'uniform') days = random.whole(-10, 45);
    if (trap === 'daily') days = random.whole(0, 2);
    if (random.uniform() < noise) days += random.whole(3, 20);
    const day =
      business && days >= 0
        ? addOpenDays(calendar, calendar.rollFollowing(due), days)
        : calendar.rollFollowing(due + days);
    if (day < asOf && day >= FIRST_DAY) paid.push([day, due]);
  }
  paid.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    truth: { family: 'none', days: [], roll: 'following' },
    trap,
    observations: {
      paidDays: Int32Array.from(paid, (pair) => pair[0]),
      dueDays: Int32Array.from(paid, (pair) => pair[1]),
    },
    asOf,
    trueNext: undefined,
  };
}
