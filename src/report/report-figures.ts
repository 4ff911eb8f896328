import { formatDay, parseDay, weekdayOf } from '../calendar/index.ts';
import { CALL_REASONS, type QueuedCall, type SuppressedDebtor } from '../prioritise/index.ts';

/** The calls of one reason; money in the reporting currency. */
export interface ReasonValue {
  readonly reason: string;
  readonly calls: number;
  readonly value: number;
  readonly overdue: number;
}

/** Debtors left alone for one reason until one date; an empty date = open-ended. */
export interface UntilDate {
  readonly reason: string;
  readonly until: string;
  readonly debtors: number;
}

/** What is owed by debtors whose money is expected in one week, by its Monday; an empty date = after the last week. */
export interface ExpectedWeek {
  readonly monday: string;
  readonly called: number;
  readonly leftAlone: number;
}

/** What the first so many calls of the queue are worth together. */
export interface ValueAtRank {
  readonly calls: number;
  readonly value: number;
}

/** The tables behind the charts of the page. */
export interface ReportFigures {
  /** Most valuable reason first. */
  readonly reasons: readonly ReasonValue[];
  /** By reason, the one with the most debtors first, then by date. */
  readonly until: readonly UntilDate[];
  /** Every week from the as-of date's on, then the rest. */
  readonly expected: readonly ExpectedWeek[];
  /** From 0 calls on; at most 101 points, the last the whole queue. */
  readonly cumulative: readonly ValueAtRank[];
  /** The fewest calls that are worth half of the queue together, and what they are worth; zero for a queue without value. */
  readonly half: ValueAtRank;
}

/** Weeks shown one by one. */
const WEEKS = 10;
const MOST_POINTS = 100;

/** What {@link reportFigures} reads of a call. */
export type FigureCall = Pick<
  QueuedCall,
  'reason' | 'expected_value' | 'overdue_amount' | 'open_amount' | 'expected_payment_date'
>;
/** What {@link reportFigures} reads of a debtor that is left alone. */
export type FigureSuppressed = Pick<SuppressedDebtor, 'reason' | 'until' | 'open_amount' | 'expected_payment_date'>;

/** The tables behind the charts of the page. Calls come by rank. O(rows · log rows). */
export function reportFigures(
  calls: readonly FigureCall[],
  suppressed: readonly FigureSuppressed[],
  asOf: string,
): ReportFigures {
  const { points, half } = cumulativeValue(calls);
  return {
    reasons: valueByReason(calls),
    until: untilDates(suppressed),
    expected: expectedWeeks(calls, suppressed, asOf),
    cumulative: points,
    half,
  };
}

const cents = (amount: number): number => Math.round(amount * 100);

function valueByReason(calls: readonly FigureCall[]): ReasonValue[] {
  const sums = new Map<string, { calls: number; value: number; overdue: number }>();
  for (const call of calls) {
    const sum = sums.get(call.reason) ?? { calls: 0, value: 0, overdue: 0 };
    sum.calls++;
    sum.value += cents(call.expected_value);
    sum.overdue += cents(call.overdue_amount);
    sums.set(call.reason, sum);
  }
  const place = (reason: string): number => (CALL_REASONS as readonly string[]).indexOf(reason);
  return [...sums]
    .map(([reason, sum]) => ({ reason, calls: sum.calls, value: sum.value / 100, overdue: sum.overdue / 100 }))
    .sort((a, b) => b.value - a.value || place(a.reason) - place(b.reason));
}

function untilDates(suppressed: readonly FigureSuppressed[]): UntilDate[] {
  const perReason = new Map<string, Map<string, number>>();
  for (const { reason, until } of suppressed) {
    const dates = perReason.get(reason) ?? new Map<string, number>();
    dates.set(until, (dates.get(until) ?? 0) + 1);
    perReason.set(reason, dates);
  }
  const debtorsOf = (dates: ReadonlyMap<string, number>): number => [...dates.values()].reduce((a, b) => a + b, 0);
  return [...perReason]
    .sort((a, b) => debtorsOf(b[1]) - debtorsOf(a[1]) || (a[0] < b[0] ? -1 : 1))
    .flatMap(([reason, dates]) =>
      [...dates]
        .sort((a, b) => ((a[0] || '9999') < (b[0] || '9999') ? -1 : 1))
        .map(([until, debtors]) => ({ reason, until, debtors })),
    );
}

function expectedWeeks(
  calls: readonly FigureCall[],
  suppressed: readonly FigureSuppressed[],
  asOf: string,
): ExpectedWeek[] {
  const today = parseDay(asOf);
  const firstMonday = today - weekdayOf(today);
  const sums = Array.from({ length: WEEKS + 1 }, () => ({ called: 0, leftAlone: 0 }));
  const add = (rows: readonly (FigureCall | FigureSuppressed)[], to: 'called' | 'leftAlone'): void => {
    for (const { open_amount, expected_payment_date } of rows) {
      if (open_amount <= 0) continue;
      const week = expected_payment_date ? Math.floor((parseDay(expected_payment_date) - firstMonday) / 7) : WEEKS;
      sums[Math.min(WEEKS, Math.max(0, week))][to] += cents(open_amount);
    }
  };
  add(calls, 'called');
  add(suppressed, 'leftAlone');
  return sums.map(({ called, leftAlone }, week) => ({
    monday: week === WEEKS ? '' : formatDay(firstMonday + 7 * week),
    called: called / 100,
    leftAlone: leftAlone / 100,
  }));
}

function cumulativeValue(calls: readonly FigureCall[]): { points: ValueAtRank[]; half: ValueAtRank } {
  const sums = [0];
  for (const call of calls) sums.push(sums[sums.length - 1] + cents(call.expected_value));
  const total = sums[sums.length - 1];
  const steps = Math.min(MOST_POINTS, calls.length);
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const at = steps === 0 ? 0 : Math.round((step * calls.length) / steps);
    return { calls: at, value: sums[at] / 100 };
  });
  const halfway = total > 0 ? sums.findIndex((sum) => sum * 2 >= total) : 0;
  return { points, half: { calls: halfway, value: sums[halfway] / 100 } };
}
