import type { LagUnit, RollDirection, RunRule } from './payment-run.ts';
import type { RunCandidate } from './run-candidate.ts';
import {
  BUSINESS_DAY_REACH,
  BUSINESS_LAGS,
  COLUMN_BUSINESS_DAY,
  COLUMN_FORTNIGHT,
  COLUMN_MONTH_DAY,
  COLUMN_WEEK,
  LAG_VARIANTS,
  LAGS,
} from './run-counters.ts';

/**
 * The candidate as a public rule. `extraLag` (0 … jitter) is the step of its spread of arrivals that is the usual one.
 * O(1).
 */
export function ruleOfCandidate(candidate: RunCandidate, extraLag: number): RunRule {
  const { family, column } = candidate;
  const rule = (days: number[], roll: number, clearingLagDays: number, unit: LagUnit = 'business'): RunRule => {
    const direction: RollDirection = roll === 0 ? 'following' : 'preceding';
    return { family, days, roll: direction, clearingLagDays, clearingLagUnit: unit };
  };
  const bits: number[] = [];
  for (let bit = 0; bit < 31; bit++) if ((candidate.bits & (1 << bit)) !== 0) bits.push(bit);
  switch (family) {
    case 'weekly':
      return rule(
        bits.map((bit) => bit + 1),
        column - COLUMN_WEEK,
        0,
      );
    case 'fortnightly': {
      const roll = Math.floor((column - COLUMN_FORTNIGHT) / BUSINESS_LAGS);
      return rule([(bits[0] % 7) + 1, Math.floor(bits[0] / 7)], roll, extraLag);
    }
    case 'monthly_day': {
      const roll = Math.floor((column - COLUMN_MONTH_DAY) / LAGS);
      const { lag, unit } = LAG_VARIANTS[((column - COLUMN_MONTH_DAY) % LAGS) + extraLag];
      return rule(
        bits.map((bit) => bit + 1),
        roll,
        lag,
        unit,
      );
    }
    case 'monthly_business_day': {
      const { lag, unit } = LAG_VARIANTS[column - COLUMN_BUSINESS_DAY + extraLag];
      const days = bits.map((bit) => (bit < BUSINESS_DAY_REACH ? bit + 1 : BUSINESS_DAY_REACH - bit - 1));
      return rule(days, 0, lag, unit);
    }
  }
}
