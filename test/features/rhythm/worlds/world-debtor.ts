import type { EpochDay } from '../../../../src/calendar/index.ts';
import type { PaymentObservations, RunCalendar, RunFamily } from '../../../../src/features/rhythm/index.ts';

/** One debtor of a world, with the truth that the detector is measured by. */
export interface WorldDebtor {
  readonly observations: PaymentObservations;
  readonly asOf: EpochDay;
  /** What the detector is told of the debtor's business days. */
  readonly calendar: RunCalendar;
  /** Family of the true run on the as-of date; `none` for none. */
  readonly family: RunFamily;
  /** Kind of trap; undefined for debtors that are none. */
  readonly trap: string | undefined;
  /** First day on or after the as-of date on which money of the true run arrives; undefined where there is none. */
  readonly trueNext: EpochDay | undefined;
  /** Hidden parameters, for people who look into a miss. */
  readonly about: string;
}

/** Observations from pairs of payment and due date, whatever their order. */
export function observe(pairs: readonly (readonly [paid: EpochDay, due: EpochDay])[]): PaymentObservations {
  const sorted = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    paidDays: Int32Array.from(sorted, (pair) => pair[0]),
    dueDays: Int32Array.from(sorted, (pair) => pair[1]),
  };
}
