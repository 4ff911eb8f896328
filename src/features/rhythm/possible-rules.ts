import { type BusinessCalendar, type EpochDay, partsOfDay, weekdayOf } from '../../calendar/index.ts';
import type { RunRule } from './payment-run.ts';
import { weekParity } from './run-days.ts';

/** A run rule with its prior share among all run payers. */
export interface PossibleRule {
  readonly rule: RunRule;
  readonly share: number;
}

/**
 * Shares of the families among run payers. A poll of accounts-payable shops gave weekly 29 %, twice weekly 18 %, twice
 * monthly 5 % (daily 39 %); fortnights, months and thirds of a month, which it left out, are our assumption.
 */
const SHARES = {
  weekly: 0.33,
  twiceWeekly: 0.17,
  fortnightly: 0.12,
  monthDay: 0.18,
  twiceMonthly: 0.07,
  thriceMonthly: 0.03,
  businessDay: 0.1,
};
/** A day that meets fewer dates than this is no part of a pair. */
const LEAST_SHARE_IN_PAIR = 0.2;
/** The same for a day that is one of three. */
const LEAST_SHARE_IN_TRIPLE = 0.1;
/** Two run days of the month lie this far apart; there are 75 such pairs. */
const HALF_MONTH = { from: 13, to: 17, pairs: 75 } as const;
/** Three run days of the month lie this far apart, one from the next; there are 99 such triples. */
const THIRD_OF_MONTH = { from: 9, to: 11, triples: 99 } as const;

// Counters: weekdays, weekdays of either week, business days from the start and from the end, days of the month.
const WEEKDAYS = 7;
const FORTNIGHT = WEEKDAYS;
const BUSINESS_DAY = FORTNIGHT + 2 * WEEKDAYS;
const MOST_BUSINESS_DAYS = 23;
const MONTH_DAY = BUSINESS_DAY + 2 * MOST_BUSINESS_DAYS;
const DAYS_OF_MONTH = 31;
/** Ways from a day of the month to an arrival: lags of 0–2 business days, each with either roll; the plainest first. */
const MOST_LAG = 2;
const VARIANTS = 2 * (MOST_LAG + 1);
/** Shares of the lags of 0, 1 and 2 business days: our assumption. */
const LAG_SHARES = [0.5, 0.3, 0.2] as const;
const COUNTERS = MONTH_DAY + DAYS_OF_MONTH * VARIANTS;

/** A single run day: the counter of its plainest variant that meets most dates. */
interface Single {
  readonly counter: number;
  readonly hits: number;
}

/**
 * The runs with one or two days, or with three thirds of a month apart, that meet at least `leastShare` (0–1) of these distinct
 * payment dates. One rule for each day: of the rolls and lags the one that meets most dates, the plainest on a tie.
 * O(dates + days met²).
 */
export function possibleRules(
  paidDays: readonly EpochDay[],
  calendar: BusinessCalendar,
  leastShare: number,
): PossibleRule[] {
  const hits = new Uint16Array(COUNTERS);
  const lastDate = new Uint16Array(COUNTERS);
  paidDays.forEach((paidDay, at) => {
    // A day that both rolls lead to counts once a date.
    countHits(paidDay, calendar, (counter) => {
      if (lastDate[counter] === at + 1) return;
      lastDate[counter] = at + 1;
      hits[counter]++;
    });
  });
  const singles: Single[] = [];
  for (let counter = 0; counter < MONTH_DAY; counter++) singles.push({ counter, hits: hits[counter] });
  for (let first = MONTH_DAY; first < COUNTERS; first += VARIANTS) {
    let best = first;
    for (let counter = first; counter < first + VARIANTS; counter++) if (hits[counter] > hits[best]) best = counter;
    singles.push({ counter: best, hits: hits[best] });
  }
  const least = leastShare * paidDays.length;
  const parts = singles.filter((single) => single.hits >= LEAST_SHARE_IN_PAIR * paidDays.length && single.hits > 0);
  const found: PossibleRule[] = [];
  for (const single of parts) if (single.hits >= least) found.push(ruleOf(single.counter));
  for (let a = 0; a < parts.length; a++)
    for (let b = a + 1; b < parts.length; b++)
      if (parts[a].hits + parts[b].hits >= least) {
        const pair = pairOf(parts[a].counter, parts[b].counter);
        if (pair) found.push(pair);
      }
  addTriples(
    singles.filter(
      ({ counter, hits: met }) => counter >= MONTH_DAY && met >= LEAST_SHARE_IN_TRIPLE * paidDays.length && met > 0,
    ),
    least,
    found,
  );
  return found;
}

/** Adds the runs of three days a month whose days, ascending, meet at least `least` dates. */
function addTriples(days: readonly Single[], least: number, found: PossibleRule[]): void {
  const isThirdAfter = (a: Single, b: Single): boolean => {
    const apart = dayOfMonth(b.counter) - dayOfMonth(a.counter);
    return lagOf(a.counter) === lagOf(b.counter) && apart >= THIRD_OF_MONTH.from && apart <= THIRD_OF_MONTH.to;
  };
  for (const first of days)
    for (const second of days) {
      if (!isThirdAfter(first, second)) continue;
      for (const third of days) {
        if (!isThirdAfter(second, third) || first.hits + second.hits + third.hits < least) continue;
        const rules = [first, second, third].map(({ counter }) => ruleOf(counter).rule);
        found.push({
          rule: {
            ...(rules.find(({ roll }) => roll === 'following') ?? rules[0]),
            days: rules.flatMap((one) => one.days),
          },
          share: (SHARES.thriceMonthly * (LAG_SHARES[lagOf(first.counter)] ?? 0)) / THIRD_OF_MONTH.triples,
        });
      }
    }
}

const dayOfMonth = (counter: number): number => Math.floor((counter - MONTH_DAY) / VARIANTS) + 1;
const lagOf = (counter: number): number => ((counter - MONTH_DAY) % VARIANTS) >> 1;

function countHits(paidDay: EpochDay, calendar: BusinessCalendar, hit: (counter: number) => void): void {
  const weekday = weekdayOf(paidDay);
  hit(weekday);
  hit(FORTNIGHT + WEEKDAYS * weekParity(paidDay) + weekday);
  for (let lag = 0; lag <= MOST_LAG; lag++) {
    const runDay = lag === 0 ? paidDay : calendar.addBusinessDays(paidDay, -lag);
    hitMonthDays(runDay, -1, 2 * lag, calendar, hit);
    hitMonthDays(runDay, 1, 2 * lag + 1, calendar, hit);
  }
  const { day } = partsOfDay(paidDay);
  const fromStart = calendar.businessDaysBetween(paidDay - day, paidDay);
  if (fromStart > 0) hit(BUSINESS_DAY + Math.min(fromStart, MOST_BUSINESS_DAYS) - 1);
  let end = paidDay;
  while (partsOfDay(end + 1).day !== 1) end++;
  hit(BUSINESS_DAY + MOST_BUSINESS_DAYS + Math.min(calendar.businessDaysBetween(paidDay, end), MOST_BUSINESS_DAYS - 1));
}

/** The days of the month that, rolled against `step`, are this business day. */
function hitMonthDays(
  runDay: EpochDay,
  step: -1 | 1,
  variant: number,
  calendar: BusinessCalendar,
  hit: (counter: number) => void,
): void {
  for (let day = runDay; day === runDay || !calendar.isBusinessDay(day); day += step) {
    const nominal = partsOfDay(day).day;
    hit(MONTH_DAY + (nominal - 1) * VARIANTS + variant);
    if (nominal >= 28 && nominal < DAYS_OF_MONTH && partsOfDay(day + 1).day === 1)
      hit(MONTH_DAY + (DAYS_OF_MONTH - 1) * VARIANTS + variant);
  }
}

function ruleOf(counter: number): PossibleRule {
  if (counter < FORTNIGHT) return { rule: plainRule('weekly', [counter + 1]), share: SHARES.weekly / 5 };
  if (counter < BUSINESS_DAY) {
    const [parity, weekday] = [Math.floor((counter - FORTNIGHT) / WEEKDAYS), (counter - FORTNIGHT) % WEEKDAYS];
    return { rule: plainRule('fortnightly', [weekday + 1, parity]), share: SHARES.fortnightly / 10 };
  }
  if (counter < MONTH_DAY) {
    const at = counter - BUSINESS_DAY;
    const n = at < MOST_BUSINESS_DAYS ? at + 1 : MOST_BUSINESS_DAYS - at - 1;
    return {
      rule: plainRule('monthly_business_day', [n]),
      share: SHARES.businessDay / (2 * MOST_BUSINESS_DAYS),
    };
  }
  const variant = (counter - MONTH_DAY) % VARIANTS;
  const rule: RunRule = {
    family: 'monthly_day',
    days: [dayOfMonth(counter)],
    roll: variant % 2 === 0 ? 'following' : 'preceding',
    clearingLagDays: lagOf(counter),
    clearingLagUnit: 'business',
  };
  return { rule, share: (SHARES.monthDay * (LAG_SHARES[lagOf(counter)] ?? 0)) / DAYS_OF_MONTH };
}

function plainRule(family: RunRule['family'], days: readonly number[]): RunRule {
  return { family, days, roll: 'following', clearingLagDays: 0, clearingLagUnit: 'business' };
}

/** Two weekdays a week, or two days half a month apart with the same lag. */
function pairOf(a: number, b: number): PossibleRule | undefined {
  if (b < FORTNIGHT) return { rule: plainRule('weekly', [a + 1, b + 1]), share: SHARES.twiceWeekly / 10 };
  if (a < MONTH_DAY) return undefined;
  const [first, second] = [ruleOf(a).rule, ruleOf(b).rule];
  const apart = second.days[0] - first.days[0];
  if (first.clearingLagDays !== second.clearingLagDays || apart < HALF_MONTH.from || apart > HALF_MONTH.to)
    return undefined;
  return {
    rule: { ...(first.roll === 'following' ? first : second), days: [...first.days, ...second.days] },
    share: (SHARES.twiceMonthly * (LAG_SHARES[first.clearingLagDays] ?? 0)) / HALF_MONTH.pairs,
  };
}
