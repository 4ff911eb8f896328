import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { PaymentCurve } from './payment-curve.ts';

/** Chances on the curve at which the 10 % and the 90 % date are read. */
export interface IntervalLevels {
  readonly lowLevel: number;
  readonly highLevel: number;
}

/** Pull towards 10 % and 90 %, in invoices. */
const NOMINAL_WEIGHT = 50;

/**
 * Levels at which a tenth of the held-back invoices was paid before the low date and a tenth after the high one. Payments
 * fall on few days, so that the plain 10 % and 90 % dates hold more than four fifths between them. The distribution of
 * the curves' values on the days of payment (Gneiting, Balabdaoui & Raftery 2007), unpaid invoices being censored
 * (Kaplan & Meier 1958), is read at a tenth and at nine tenths. O(n log n).
 */
export function fitIntervalLevels(
  curveOf: (row: number) => PaymentCurve,
  paidDay: Int32Array,
  asOf: EpochDay,
): IntervalLevels {
  const rows = paidDay.length;
  const reached = new Float64Array(rows);
  const passed = new Float64Array(rows);
  const isPaid = new Uint8Array(rows);
  for (let r = 0; r < rows; r++) {
    const curve = curveOf(r);
    isPaid[r] = paidDay[r] === NO_DAY ? 0 : 1;
    const day = isPaid[r] ? paidDay[r] : asOf - 1;
    reached[r] = 1 - curve.unpaidAfter(day);
    passed[r] = isPaid[r] ? 1 - curve.unpaidAfter(day - 1) : reached[r];
  }
  const pulled = (level: number, nominal: number): number =>
    (rows * level + NOMINAL_WEIGHT * nominal) / (rows + NOMINAL_WEIGHT);
  return {
    lowLevel: Math.min(0.4, Math.max(0.02, pulled(censoredQuantile(reached, isPaid, 0.1), 0.1))),
    highLevel: Math.min(0.98, Math.max(0.6, pulled(censoredQuantile(passed, isPaid, 0.9), 0.9))),
  };
}

/** Value below which the share `chance` of the events lies, by the product-limit estimate; 1 where it is not reached. */
function censoredQuantile(values: Float64Array, isEvent: Uint8Array, chance: number): number {
  const order = Uint32Array.from(values, (_, r) => r).sort(
    (a, b) => values[a] - values[b] || isEvent[b] - isEvent[a] || a - b,
  );
  let surviving = 1;
  for (let at = 0; at < order.length; at++) {
    if (isEvent[order[at]] === 1) surviving *= 1 - 1 / (order.length - at);
    if (1 - surviving >= chance) return values[order[at]];
  }
  return 1;
}
