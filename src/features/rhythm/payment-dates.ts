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
  const days = new Int32Array(length);
  const invoices = new Int32Array(length);
  const dueStarts = new Int32Array(length + 1);
  const dues = new Int32Array(length);
  const dueCounts = new Int32Array(length);
  let dateCount = 0;
  let dueCount = 0;
  for (let at = 0; at < length; at++) {
    const paid = paidDays[at];
    if (paid >= asOf) break;
    if (paid === NO_DAY) continue;
    if (dateCount === 0 || days[dateCount - 1] !== paid) {
      dueStarts[dateCount] = dueCount;
      days[dateCount++] = paid;
    }
    invoices[dateCount - 1]++;
    const due = dueDays[at];
    if (due === NO_DAY) continue;
    if (dueCount > dueStarts[dateCount - 1] && dues[dueCount - 1] === due) dueCounts[dueCount - 1]++;
    else {
      dues[dueCount] = due;
      dueCounts[dueCount++] = 1;
    }
  }
  dueStarts[dateCount] = dueCount;
  return {
    days: days.subarray(0, dateCount),
    invoices: invoices.subarray(0, dateCount),
    dueStarts: dueStarts.subarray(0, dateCount + 1),
    dues: dues.subarray(0, dueCount),
    dueCounts: dueCounts.subarray(0, dueCount),
  };
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
