import { dayOption, type EpochDay, formatDay, lastDayOfMonth, monthIndexOf, weekdayOf } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';

/** How the days ahead are put together. */
export interface CashPeriodOptions {
  /** Calendar days, weeks from Monday to Sunday, or calendar months; default `week`. The first and the last may be cut short. */
  readonly by?: 'day' | 'week' | 'month';
  /** Last day, included; default 91 days from the as-of date, that day included. At most ten years ahead. */
  readonly until?: string | EpochDay;
  /** In place of both: last days of the periods, each included, ascending. */
  readonly dates?: readonly (string | EpochDay)[];
}

/** Thirteen weeks, the usual horizon of a cash forecast. */
export const CASH_HORIZON_DAYS = 91;
const MOST_DAYS = 3653;

/**
 * Last days of the periods from `asOf` on, ascending; the first begins on `asOf`. O(periods).
 *
 * @throws {PayrhythmError} `USAGE` for days that do not ascend, lie before `asOf` or too far ahead, or no known `by`.
 */
export function cashPeriodEnds(asOf: EpochDay, { by = 'week', until, dates }: CashPeriodOptions): EpochDay[] {
  if (dates !== undefined) {
    if (until !== undefined) throw new PayrhythmError('USAGE', 'give until or dates, not both');
    if (dates.length === 0) throw new PayrhythmError('USAGE', 'dates is empty: give at least one day');
    const ends = dates.map((date, at) => dayOption(date, `dates[${at}]`));
    ends.forEach((end, at) => {
      requireAhead(end, asOf, `dates[${at}]`);
      if (at > 0 && end <= ends[at - 1])
        throw new PayrhythmError(
          'USAGE',
          `dates[${at}] ${formatDay(end)} is not after the one before: let them ascend`,
        );
    });
    return ends;
  }
  if (by !== 'day' && by !== 'week' && by !== 'month')
    throw new PayrhythmError('USAGE', `there is no period "${String(by)}": choose day, week or month`);
  const last = until === undefined ? asOf + CASH_HORIZON_DAYS - 1 : dayOption(until, 'until');
  requireAhead(last, asOf, 'until');
  const ends: EpochDay[] = [];
  for (let from = asOf; from <= last; from = ends[ends.length - 1] + 1) {
    const end = by === 'day' ? from : by === 'week' ? from + 6 - weekdayOf(from) : lastDayOfMonth(monthIndexOf(from));
    ends.push(Math.min(end, last));
  }
  return ends;
}

function requireAhead(day: EpochDay, asOf: EpochDay, what: string): void {
  if (day < asOf || day - asOf >= MOST_DAYS)
    throw new PayrhythmError(
      'USAGE',
      `${what} ${formatDay(day)}: give a day from ${formatDay(asOf)} on, at most ten years ahead`,
    );
}
