import { type BusinessCalendar, NO_DAY } from '../../calendar/index.ts';
import { expectedPaymentDay, type PaymentRun, type PossibleRun, type RunRule } from '../../features/index.ts';
import { ITEM } from '../../ledger/index.ts';
import { betaCdf } from '../value/beta-cdf.ts';
import type { QueueContext } from './queue-context.ts';

/** The statement that a debtor is habitually late, and what it rests on. */
export interface HabitualLate {
  readonly isHabitual: boolean;
  /** Posterior probability that the true unexplained late rate exceeds the policy's threshold, 0–1. */
  readonly probability: number;
  /** Invoices whose outcome is known, and of them those late without a run that explains it. */
  readonly lessons: number;
  readonly unexplainedLate: number;
}

/** Days by which money may come after its run and still be that run's. */
const AFTER_RUN_DAYS = 1;

/**
 * Whether a debtor is habitually late beyond what its payment run explains: with a Beta prior from the population
 * (`smoothing`: rate and strength), the posterior probability that its true unexplained late rate exceeds the threshold
 * is at least the policy's certainty, and enough outcomes are known. An invoice counts as on time when it came with the
 * first run on or after its due date. Where no run was found, each run that the history leaves possible (`possible`,
 * asked only of who would be habitually late without one) has its say by its chance. O(1) without a run, else
 * O(invoices · runs).
 */
export function judgeHabitualLate(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  run: PaymentRun,
  possible: () => readonly PossibleRun[],
): HabitualLate {
  const { smoothing, policy } = context;
  const lessons = context.lessons[debtor];
  const late = lessons > 0 ? Math.round(context.lateRate[debtor] * lessons) : 0;
  const unexplainedLate =
    late === 0 || run.family === 'none' ? late : Math.min(late, countUnexplained(context, debtor, calendar, run));
  const { certainty, minimumOutcomes } = policy.habitualLate;
  const exceeds = (count: number): number => {
    const a = smoothing.lateRate * smoothing.strength + count;
    const b = (1 - smoothing.lateRate) * smoothing.strength + lessons - count;
    return 1 - betaCdf(policy.habitualLate.lateRate, a, b);
  };
  let probability = exceeds(unexplainedLate);
  if (run.family === 'none' && lessons >= minimumOutcomes && probability >= certainty) {
    // Under a run there is less to explain: its say can only lower the probability, so nobody below is missed.
    const without = probability;
    for (const { rule, chance } of possible()) {
      const unexplained = Math.min(late, countUnexplained(context, debtor, calendar, rule));
      probability -= chance * (without - exceeds(unexplained));
    }
  }
  return { isHabitual: lessons >= minimumOutcomes && probability >= certainty, probability, lessons, unexplainedLate };
}

function countUnexplained(context: QueueContext, debtor: number, calendar: BusinessCalendar, run: RunRule): number {
  const { ledger, items, asOf, smoothing, policy } = context;
  const { invoices } = ledger;
  const lateBase = smoothing.roll === 'none' ? invoices.dueDay : invoices.rolledDueDay;
  const booking = policy.paymentRun.bookingBusinessDays;
  let unexplained = 0;
  for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++) {
    const isPaid = items.state[row] === ITEM.paid;
    if ((!isPaid && items.state[row] !== ITEM.open) || invoices.amountMinor[row] <= 0) continue;
    const end = isPaid ? items.paidDay[row] : asOf - 1;
    if (end === NO_DAY || end - lateBase[row] <= smoothing.lateAfterDays) continue;
    const due = invoices.dueDay[row];
    const runDay = expectedPaymentDay(run, due, due, calendar);
    const last = runDay === null ? due : isPaid ? runDay + AFTER_RUN_DAYS : calendar.addBusinessDays(runDay, booking);
    if (end > last) unexplained++;
  }
  return unexplained;
}
