import { formatDay, NO_DAY } from '../calendar/index.ts';
import type { CashFacts } from './night-engine.ts';
import type { NightlyConfig } from './nightly-config.ts';

/** Whether the cash data are new enough to call by. */
export interface Freshness {
  readonly state: 'fresh' | 'stale' | 'unknown';
  /** `YYYY-MM-DD`; null where the ledger has no payment. */
  readonly newestBooked: string | null;
  readonly ageBusinessDays: number | null;
  readonly maximumBusinessDays: number;
  /** Whether calls about what is due were held back for it. */
  readonly holdsDueCalls: boolean;
}

/** Fewest business days that `auto` allows. */
const LEAST_AUTO_DAYS = 2;

/** Judges the age of the newest booked payment. `auto` allows the longest gap that the ledger itself has shown. O(1). */
export function checkFreshness(facts: CashFacts, config: NightlyConfig['freshness']): Freshness {
  const maximumBusinessDays =
    config.maximumBusinessDays === 'auto'
      ? Math.max(LEAST_AUTO_DAYS, facts.longestGapBusinessDays)
      : config.maximumBusinessDays;
  if (facts.newestBookedDay === NO_DAY)
    return { state: 'unknown', newestBooked: null, ageBusinessDays: null, maximumBusinessDays, holdsDueCalls: false };
  const isStale = facts.ageBusinessDays > maximumBusinessDays;
  return {
    state: isStale ? 'stale' : 'fresh',
    newestBooked: formatDay(facts.newestBookedDay),
    ageBusinessDays: facts.ageBusinessDays,
    maximumBusinessDays,
    holdsDueCalls: isStale && config.holdDueCalls,
  };
}
