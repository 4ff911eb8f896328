import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { firstBin, type LatenessGrid } from './lateness-grid.ts';

/** Dates beyond this many days from the moment are not forecast. */
export const FORECAST_HORIZON_DAYS = 365;

/** How usual a payment on a day is, relative to an average day (1); never negative. */
export type DayWeight = (day: EpochDay) => number;

/**
 * When one invoice is paid: chances of being unpaid after each bin, spread over the days of a bin by how usual a payment
 * on that day is. Made for one invoice at one moment, given that it is unpaid then.
 */
export interface PaymentCurve {
  /** Chance that it is still unpaid at the end of `day`, 0–1; 1 before the moment. O(days of a bin). */
  unpaidAfter(day: EpochDay): number;
  /** First day by whose end it is paid with at least this chance; `NO_DAY` beyond the horizon. O(bins + days of a bin). */
  quantileDay(chance: number): EpochDay;
  /** Expected days from the moment to payment, each counted at most `cap`. O(bins + cap). */
  expectedDays(cap: number): number;
}

/** What a curve is made from. */
export interface PaymentCurveParts {
  readonly grid: LatenessGrid;
  /** Chance of being unpaid after each bin, given unpaid at the moment; falling; 1 for bins wholly past. */
  readonly survival: ArrayLike<number>;
  readonly tailDailyHazard: number;
  /** The date that lateness counts from. */
  readonly baseDay: EpochDay;
  readonly moment: EpochDay;
  readonly dayWeight: DayWeight;
}

/** See {@link PaymentCurve}. */
export function paymentCurve(parts: PaymentCurveParts): PaymentCurve {
  const { grid, survival, baseDay, moment, dayWeight, tailDailyHazard } = parts;
  const { edges } = grid;
  const bins = edges.length;
  const entry = firstBin(grid, moment - baseDay);
  const lastDay = (bin: number): EpochDay => baseDay + edges[bin];
  const firstDay = (bin: number): EpochDay =>
    Math.max(moment, bin === 0 ? Math.min(moment, lastDay(0)) : lastDay(bin - 1) + 1);
  const before = (bin: number): number => (bin <= entry ? 1 : survival[bin - 1]);
  const tailStart = Math.max(moment - 1, lastDay(bins - 1));
  const tailSurvival = entry >= bins ? 1 : survival[bins - 1];

  const weightOf = (from: EpochDay, to: EpochDay): number => {
    let weight = 0;
    for (let day = from; day <= to; day++) weight += dayWeight(day);
    return weight;
  };

  const unpaidAfter = (day: EpochDay): number => {
    if (day < moment) return 1;
    if (day > tailStart) return tailSurvival * (1 - tailDailyHazard) ** (day - tailStart);
    const bin = firstBin(grid, day - baseDay);
    const first = firstDay(bin);
    const all = weightOf(first, lastDay(bin));
    const share = all > 0 ? weightOf(first, day) / all : (day - first + 1) / (lastDay(bin) - first + 1);
    return before(bin) + (survival[bin] - before(bin)) * share;
  };

  const quantileDay = (chance: number): EpochDay => {
    const target = 1 - chance;
    for (let bin = entry; bin < bins; bin++) {
      if (survival[bin] > target) continue;
      const first = firstDay(bin);
      const last = lastDay(bin);
      const all = weightOf(first, last);
      let seen = 0;
      for (let day = first; day < last; day++) {
        seen += all > 0 ? dayWeight(day) / all : 1 / (last - first + 1);
        if (before(bin) + (survival[bin] - before(bin)) * seen <= target) return day;
      }
      return last;
    }
    const days = Math.ceil(Math.log(target / tailSurvival) / Math.log1p(-tailDailyHazard));
    const day = tailStart + Math.max(1, days);
    return day - moment > FORECAST_HORIZON_DAYS ? NO_DAY : day;
  };

  const expectedDays = (cap: number): number => {
    const end = moment + cap;
    let expected = 0;
    let from = moment;
    let chance = 1;
    for (let bin = entry; bin < bins && from < end; bin++) {
      const to = Math.min(end, lastDay(bin) + 1);
      const after = to === lastDay(bin) + 1 ? survival[bin] : unpaidAfter(to - 1);
      expected += ((chance + after) / 2) * (to - from);
      from = to;
      chance = after;
    }
    for (; from < end; from++) {
      expected += chance;
      chance *= 1 - tailDailyHazard;
    }
    return expected;
  };

  return { unpaidAfter, quantileDay, expectedDays };
}
