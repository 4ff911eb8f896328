import { type Rival, rivalOf } from './rival.ts';
import { BUSINESS_DAY_REACH } from './run-counters.ts';
import { JITTER_COST, SPREAD_COSTS } from './spread-costs.ts';

/** Days of the month a set may have. */
export const SET_DAYS = 4;

/** Business days of a mean month, the 5 or so public holidays on weekdays taken off. */
const MONTH_BUSINESS_DAYS = 20.9;
/** What another lag or roll costs the search. */
const LAG_COST = 0.5;
/** Lags and rolls are taken as three rivals. */
const LAGS_AND_ROLLS = 3;
/** What one more day in a set costs beside its choice. */
const DAY_COST = 0.7;

/** The candidates of one kind of month: days of the month, or business days. */
export interface MonthRivals {
  /** Days to choose from. */
  readonly bits: number;
  /** One day, without a lag and with one. */
  readonly one: Rival;
  readonly lagged: Rival;
  /** One day, by business days of spread. */
  readonly spread: readonly Rival[];
  /** Sets of days, by their size. */
  readonly sets: readonly Rival[];
  readonly laggedSets: readonly Rival[];
}

/** The days of the month. */
export const MONTH_DAYS = monthRivals(31);
/** The business days, from the start and from the end. */
export const BUSINESS_DAYS = monthRivals(2 * BUSINESS_DAY_REACH);

function monthRivals(bits: number): MonthRivals {
  const cost = Math.log(LAGS_AND_ROLLS * bits);
  return {
    bits,
    one: rivalOf(chanceOfDays(1), cost),
    lagged: rivalOf(chanceOfDays(1), cost + LAG_COST),
    spread: SPREAD_COSTS.map((setCost, jitter) =>
      rivalOf(chanceOfDays(jitter + 1), cost + jitter * JITTER_COST, setCost),
    ),
    sets: setRivals(bits, 0),
    laggedSets: setRivals(bits, LAG_COST),
  };
}

function setRivals(bits: number, lagCost: number): Rival[] {
  const rivals: Rival[] = [];
  let cost = Math.log(LAGS_AND_ROLLS) + lagCost;
  let costOfOne = cost;
  for (let size = 0; size <= SET_DAYS; size++) {
    // What the choice of a set's last day costs.
    if (size > 0) cost += Math.log((bits - size + 1) / size) + (size > 1 ? DAY_COST : 0);
    if (size === 1) costOfOne = cost;
    rivals.push(rivalOf(chanceOfDays(Math.max(1, size)), cost, cost - costOfOne));
  }
  return rivals;
}

/** Chance of some days of a month's business days. */
function chanceOfDays(days: number): number {
  return days / MONTH_BUSINESS_DAYS;
}
