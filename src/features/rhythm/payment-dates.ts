import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { PaymentObservations } from './payment-run.ts';

/** The distinct payment dates of one debtor and the distinct due dates that were paid on each. */
export interface PaymentDates {
  /** Distinct payment days, ascending. */
  readonly days: Int32Array;
  /** Settled invoices of each day. */
  readonly invoices: Int32Array;
  /** Where the due dates of day i begin in `dues`; one more entry than `days`. */
  readonly dueStarts: Int32Array;
  /** Distinct known due dates of each day, ascending within a day. */
  readonly dues: Int32Array;
  /** How many invoices share each entry of `dues`. */
  readonly dueCounts: Int32Array;
}

/**
 * Distinct payment dates before `asOf`. The order of the observations does not matter.
 * O(n) where they are ascending by payment and due date, else O(n log n).
 */
export function distinctPaymentDates(observations: PaymentObservations, asOf: EpochDay): PaymentDates {
  const { paidDays, dueDays } = sortObservations(observations);
  const length = paidDays.length;
  let dateCount = 0;
  let dueCount = 0;
  for (let at = 0; at < length && paidDays[at] < asOf; at++) {
    if (paidDays[at] === NO_DAY) continue;
    const isNewDay = dateCount === 0 || paidDays[at - 1] !== paidDays[at];
    if (isNewDay) dateCount++;
    if (dueDays[at] !== NO_DAY && (isNewDay || dueDays[at - 1] !== dueDays[at])) dueCount++;
  }
  // One array for all: a debtor has few dates, and each array of its own would cost more than to fill it.
  const room = new Int32Array(3 * dateCount + 1 + 2 * dueCount);
  const days = room.subarray(0, dateCount);
  const invoices = room.subarray(dateCount, 2 * dateCount);
  const dueStarts = room.subarray(2 * dateCount, 3 * dateCount + 1);
  const dues = room.subarray(3 * dateCount + 1, 3 * dateCount + 1 + dueCount);
  const dueCounts = room.subarray(3 * dateCount + 1 + dueCount);
  let date = -1;
  let due = -1;
  for (let at = 0; at < length && paidDays[at] < asOf; at++) {
    if (paidDays[at] === NO_DAY) continue;
    const isNewDay = date < 0 || days[date] !== paidDays[at];
    if (isNewDay) {
      days[++date] = paidDays[at];
      dueStarts[date] = due + 1;
    }
    invoices[date]++;
    if (dueDays[at] === NO_DAY) continue;
    if (isNewDay || dueDays[at - 1] !== dueDays[at]) dues[++due] = dueDays[at];
    dueCounts[due]++;
  }
  dueStarts[dateCount] = dueCount;
  return { days, invoices, dueStarts, dues, dueCounts };
}

function sortObservations(observations: PaymentObservations): PaymentObservations {
  const { paidDays, dueDays } = observations;
  let sorted = true;
  for (let at = 1; at < paidDays.length && sorted; at++)
    sorted = paidDays[at - 1] < paidDays[at] || (paidDays[at - 1] === paidDays[at] && dueDays[at - 1] <= dueDays[at]);
  if (sorted) return observations;
  const order = Array.from(paidDays, (_, at) => at).sort(
    (a, b) => paidDays[a] - paidDays[b] || dueDays[a] - dueDays[b],
  );
  return {
    paidDays: Int32Array.from(order, (at) => paidDays[at]),
    dueDays: Int32Array.from(order, (at) => dueDays[at]),
  };
}
