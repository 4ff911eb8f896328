import { formatDay, parseDay, partsOfDay, weekdayOf } from '../calendar/index.ts';
import type { PaymentCalendarTable } from './payment-calendar-table.ts';

const BARS = '▁▂▃▄▅▆▇█';
/** Marks of what a week holds; where it holds several, the first. */
const MARKS = [
  ['paid on the run', '●'],
  ['paid off the run', '▲'],
  ['next run', '◆'],
  ['run day, nothing settled', '·'],
] as const;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** Weeks shown at most, so that the picture fits a terminal with an indent. */
const MOST_WEEKS = 72;

/** A payment calendar in three lines of equal length, one character a week. */
export interface PaymentSparkline {
  /** What was paid each week, the highest bar the most; blank where nothing was. */
  readonly bars: string;
  /** ● paid on the run, ▲ off it, · a run day on which nothing was settled, ◆ the next run. */
  readonly marks: string;
  /** Names of months, each above the week in which the month begins. */
  readonly months: string;
  /** What the marks that occur mean. */
  readonly legend: string;
}

/**
 * The payment calendar of a debtor for a terminal: the weeks from the first one shown to the as-of date, and to the next
 * run where that is at most five weeks away. At most 72 characters wide. O(days).
 */
export function paymentSparkline(table: PaymentCalendarTable): PaymentSparkline {
  const mondayOf = (date: string): number => parseDay(date) - weekdayOf(parseDay(date));
  const next = table.days.find((day) => day.what === 'next run');
  const today = mondayOf(table.asOf);
  const nextWeek = next ? mondayOf(next.date) : today;
  const last = nextWeek > today && nextWeek - today <= 35 ? nextWeek : today;
  const first = Math.max(mondayOf(table.from), last - 7 * (MOST_WEEKS - 1));
  const weeks = (last - first) / 7 + 1;
  const amounts = new Array<number>(weeks).fill(0);
  const marks = new Array<number>(weeks).fill(MARKS.length);
  for (const day of table.days) {
    const week = (mondayOf(day.date) - first) / 7;
    if (week < 0 || week >= weeks) continue;
    amounts[week] += day.amount;
    marks[week] = Math.min(
      marks[week],
      MARKS.findIndex(([what]) => what === day.what),
    );
  }
  const most = Math.max(...amounts);
  const seen = MARKS.filter((_, mark) => marks.includes(mark));
  return {
    bars: amounts.map((amount) => (amount <= 0 ? ' ' : BARS[Math.min(7, Math.ceil((amount / most) * 8) - 1)])).join(''),
    marks: marks.map((mark) => MARKS[mark]?.[1] ?? ' ').join(''),
    months: monthLine(first, weeks),
    legend: seen.map(([what, mark]) => `${mark} ${what}`).join('  '),
  };
}

/** Month names at the weeks that hold the first of the month, where there is room for them. */
function monthLine(first: number, weeks: number): string {
  let line = '';
  for (let week = 0; week < weeks; week++) {
    const monday = first + 7 * week;
    const sunday = partsOfDay(monday + 6);
    const isFirst = sunday.day <= 7;
    // A name and a blank behind it; a month that begins in the last weeks has no room.
    if (isFirst && line.length <= week && week + 3 <= weeks)
      line = `${line.padEnd(week)}${MONTHS[Number(formatDay(monday + 6).slice(5, 7)) - 1]} `;
  }
  return line.slice(0, weeks).padEnd(weeks);
}
