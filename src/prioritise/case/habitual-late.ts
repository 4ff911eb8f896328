import { type BusinessCalendar, type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { expectedPaymentDay, type PaymentRun, type PossibleRun, type RunRule } from '../../features/index.ts';
import { ITEM } from '../../ledger/index.ts';
import { betaCdf } from '../value/beta-cdf.ts';
import type { QueueContext } from './queue-context.ts';

/** The statement that a debtor is habitually late, and what it rests on. */
export interface HabitualLate {
  readonly isHabitual: boolean;
  /** Whether it is so in these weeks of the year, and not all year round. */
  readonly isSeasonal: boolean;
  /** Posterior probability that the true unexplained late rate, all year round, exceeds the policy's threshold, 0–1. */
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
 * asked only of who would be habitually late without one) has its say by its chance. A debtor that is not late all year
 * round may still be so in these weeks of the year (its slack season): the same posterior over the due dates of the years
 * before that lie around the same day, with a certainty of its own. O(1) for a debtor with hardly a late invoice, else
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
  const { certainty, seasonCertainty, minimumOutcomes } = policy.habitualLate;
  const exceeds = (count: number, of = lessons): number => {
    const a = smoothing.lateRate * smoothing.strength + count;
    const b = (1 - smoothing.lateRate) * smoothing.strength + of - count;
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
  const isAllYear = lessons >= minimumOutcomes && probability >= certainty;
  let isSeasonal = false;
  if (!isAllYear && seasonCertainty < 1 && unexplainedLate >= Math.max(1, minimumOutcomes)) {
    const chanceUnder = (rule: RunRule): number => {
      const { dates, late: lateDates } = lateInSeason(context, debtor, calendar, rule);
      return dates >= minimumOutcomes ? exceeds(lateDates, dates) : 0;
    };
    const without = chanceUnder(run);
    let chance = without;
    if (run.family === 'none' && without >= seasonCertainty)
      for (const one of possible()) chance -= one.chance * (without - chanceUnder(one.rule));
    isSeasonal = chance >= seasonCertainty;
  }
  return { isHabitual: isAllYear || isSeasonal, isSeasonal, probability, lessons, unexplainedLate };
}

const YEAR_DAYS = 365;
const YEARS_BACK = 2;

/**
 * The due dates of one and two years ago within `seasonDays` of the same day, and how many of them were late without a
 * run that explains it, each by the share of its invoices: what falls due together is one observation.
 */
function lateInSeason(
  context: QueueContext,
  debtor: number,
  calendar: BusinessCalendar,
  run: RunRule,
): { readonly dates: number; readonly late: number } {
  const { ledger, asOf, policy } = context;
  const { start, rolledDueDay } = ledger.invoices;
  const { seasonDays } = policy.habitualLate;
  const dates = new Map<EpochDay, { invoices: number; late: number }>();
  for (let row = start[debtor]; row < start[debtor + 1]; row++) {
    const ageDays = asOf - rolledDueDay[row];
    const years = Math.round(ageDays / YEAR_DAYS);
    if (years < 1 || years > YEARS_BACK || Math.abs(ageDays - years * YEAR_DAYS) > seasonDays) continue;
    const isLate = isUnexplainedLate(context, row, calendar, run);
    if (isLate === undefined) continue;
    const date = dates.get(rolledDueDay[row]) ?? { invoices: 0, late: 0 };
    date.invoices++;
    if (isLate) date.late++;
    dates.set(rolledDueDay[row], date);
  }
  let late = 0;
  for (const date of dates.values()) late += date.late / date.invoices;
  return { dates: dates.size, late };
}

function countUnexplained(context: QueueContext, debtor: number, calendar: BusinessCalendar, run: RunRule): number {
  const { start } = context.ledger.invoices;
  let unexplained = 0;
  for (let row = start[debtor]; row < start[debtor + 1]; row++)
    if (isUnexplainedLate(context, row, calendar, run)) unexplained++;
  return unexplained;
}

/** Whether an invoice is late, or was, beyond what the run explains; undefined where that is not known, or it is none. */
function isUnexplainedLate(
  context: QueueContext,
  row: number,
  calendar: BusinessCalendar,
  run: RunRule,
): boolean | undefined {
  const { ledger, items, asOf, smoothing, policy } = context;
  const { invoices } = ledger;
  const lateBase = smoothing.roll === 'none' ? invoices.dueDay : invoices.rolledDueDay;
  const isPaid = items.state[row] === ITEM.paid;
  if ((!isPaid && items.state[row] !== ITEM.open) || invoices.amountMinor[row] <= 0) return undefined;
  const end = isPaid ? items.paidDay[row] : asOf - 1;
  if (end === NO_DAY) return undefined;
  if (end - lateBase[row] <= smoothing.lateAfterDays) return isPaid ? false : undefined;
  const due = invoices.dueDay[row];
  const runDay = expectedPaymentDay(run, due, due, calendar);
  const booking = policy.paymentRun.bookingBusinessDays;
  const last = runDay === null ? due : isPaid ? runDay + AFTER_RUN_DAYS : calendar.addBusinessDays(runDay, booking);
  return end > last;
}
