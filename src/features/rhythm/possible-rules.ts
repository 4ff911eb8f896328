import { type BusinessCalendar, type EpochDay, partsOfDay, weekdayOf } from '../../calendar/index.ts';
import type { RunFamily, RunRule } from './payment-run.ts';
import { weekParity } from './run-days.ts';

/** A run rule with its prior share among all run payers. */
export interface PossibleRule {
  readonly rule: RunRule;
  readonly share: number;
}

/**
 * Shares of the families among run payers. A poll of accounts-payable shops gave weekly 29 %, twice weekly 18 %, twice
 * monthly 5 % (daily 39 %); fortnights and months, which it left out, are our assumption.
 */
const SHARES = {
  weekly: 0.33,
  twiceWeekly: 0.17,
  fortnightly: 0.12,
  monthDay: 0.2,
  twiceMonthly: 0.08,
  businessDay: 0.1,
};
/** Longest clearing lag of a monthly run, business days. */
const MOST_LAG = 2;
/** Two run days of the month lie this far apart. */
const HALF_MONTH = [13, 17] as const;
/** A day that meets fewer dates than this is no part of a pair. */
const LEAST_SHARE_IN_PAIR = 0.2;
const WEEKDAYS = 5;
const DAYS_OF_MONTH = 31;
const BUSINESS_DAYS = 24;
/** Ways in which days of the month are half a month apart. */
const HALF_MONTHS = 75;

/** What a single run day meets; variants of one day of the month (roll and lag) compete, and the best is kept. */
interface Seen {
  readonly family: RunFamily;
  readonly days: readonly number[];
  readonly roll: RunRule['roll'];
  readonly lag: number;
  hits: number;
}

/**
 * The runs with one or two days that meet at least `leastShare` (0–1) of these distinct payment dates. One rule for each
 * day: of the rolls and lags the one that meets most dates, the plainest on a tie. O(dates + days met²).
 */
export function possibleRules(
  paidDays: readonly EpochDay[],
  calendar: BusinessCalendar,
  leastShare: number,
): PossibleRule[] {
  const seen = new Map<string, Seen>();
  for (const paidDay of paidDays) countSeen(seen, paidDay, calendar);
  const best = new Map<string, Seen>();
  for (const one of seen.values()) {
    const key = `${one.family} ${one.days}`;
    const other = best.get(key);
    if (!other || one.hits > other.hits || (one.hits === other.hits && isPlainer(one, other))) best.set(key, one);
  }
  const least = leastShare * paidDays.length;
  const found: PossibleRule[] = [];
  for (const one of best.values())
    if (one.hits >= least) found.push({ rule: ruleOf(one, one.days), share: shareOf(one) });
  const parts = [...best.values()].filter((one) => one.hits >= LEAST_SHARE_IN_PAIR * paidDays.length);
  for (const a of parts)
    for (const b of parts)
      if (a.hits + b.hits >= least) {
        const pair = pairOf(a, b);
        if (pair) found.push(pair);
      }
  return found;
}

function countSeen(seen: Map<string, Seen>, paidDay: EpochDay, calendar: BusinessCalendar): void {
  const met = new Set<string>();
  const meet = (family: RunFamily, days: readonly number[], lag = 0, roll: RunRule['roll'] = 'following'): void => {
    const key = `${family} ${days} ${lag} ${roll}`;
    if (met.has(key)) return;
    met.add(key);
    const known = seen.get(key);
    if (known) known.hits++;
    else seen.set(key, { family, days, roll, lag, hits: 1 });
  };
  const weekday = weekdayOf(paidDay) + 1;
  meet('weekly', [weekday]);
  meet('fortnightly', [weekday, weekParity(paidDay)]);
  for (let lag = 0; lag <= MOST_LAG; lag++) {
    const runDay = lag === 0 ? paidDay : calendar.addBusinessDays(paidDay, -lag);
    meetMonthDays(runDay, (day, roll) => meet('monthly_day', [day], lag, roll), calendar);
  }
  const first = paidDay - partsOfDay(paidDay).day + 1;
  meet('monthly_business_day', [calendar.businessDaysBetween(first - 1, paidDay)]);
  let next = paidDay + 1;
  while (partsOfDay(next).day !== 1) next++;
  meet('monthly_business_day', [-1 - calendar.businessDaysBetween(paidDay, next - 1)]);
}

/** The days of the month that, rolled, are this business day. */
function meetMonthDays(
  runDay: EpochDay,
  meet: (dayOfMonth: number, roll: RunRule['roll']) => void,
  calendar: BusinessCalendar,
): void {
  for (const [roll, step] of [
    ['following', -1],
    ['preceding', 1],
  ] as const)
    for (let day = runDay; day === runDay || !calendar.isBusinessDay(day); day += step) {
      const dayOfMonth = partsOfDay(day).day;
      meet(dayOfMonth, roll);
      if (dayOfMonth < DAYS_OF_MONTH && partsOfDay(day + 1).day === 1) meet(DAYS_OF_MONTH, roll);
    }
}

function isPlainer(one: Seen, other: Seen): boolean {
  return one.lag !== other.lag ? one.lag < other.lag : one.roll === 'following' && other.roll === 'preceding';
}

function shareOf({ family }: Seen): number {
  if (family === 'weekly') return SHARES.weekly / WEEKDAYS;
  if (family === 'fortnightly') return SHARES.fortnightly / (2 * WEEKDAYS);
  return family === 'monthly_day' ? SHARES.monthDay / DAYS_OF_MONTH : SHARES.businessDay / BUSINESS_DAYS;
}

function ruleOf({ family, roll, lag }: Seen, days: readonly number[]): RunRule {
  return { family, days, roll, clearingLagDays: lag, clearingLagUnit: 'business' };
}

function pairOf(a: Seen, b: Seen): PossibleRule | undefined {
  if (a.family !== b.family || !(a.days[0] < b.days[0])) return undefined;
  const days = [a.days[0], b.days[0]];
  if (a.family === 'weekly')
    return { rule: ruleOf(a, days), share: SHARES.twiceWeekly / ((WEEKDAYS * (WEEKDAYS - 1)) / 2) };
  const apart = days[1] - days[0];
  if (a.family !== 'monthly_day' || a.lag !== b.lag || apart < HALF_MONTH[0] || apart > HALF_MONTH[1]) return undefined;
  return { rule: ruleOf(a.roll === 'following' ? a : b, days), share: SHARES.twiceMonthly / HALF_MONTHS };
}
