import { formatDay, parseDay, weekdayOf } from '../calendar/index.ts';
import type { ChartSpec } from './chart-spec.ts';
import { countWords, dayWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';
import { monthOf, type PaymentCalendarTable, repeatsByWeek } from './payment-calendar-table.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const KINDS = ['paid on the run', 'paid off the run', 'run day, nothing settled', 'next run'] as const;
const MARK_COLOURS = [CHART_COLOURS.blue, CHART_COLOURS.vermilion, CHART_COLOURS.grey, CHART_COLOURS.green];
const MARK_SHAPES = ['circle', 'triangle-up', 'diamond', 'square'];
/** Run days without a payment are many and say little. */
const QUIET = { test: "datum.what === 'run day, nothing settled'", value: 12 };

/**
 * The payment calendar of a debtor: weeks and weekdays where its run repeats by the week, else months and days of the
 * month, so that a run shows as a straight row or column.
 */
export function paymentCalendarChart(table: PaymentCalendarTable): ChartSpec {
  const byWeek = repeatsByWeek(table.family);
  const values = table.days.map((day) => {
    const epochDay = parseDay(day.date);
    const place = byWeek
      ? { week: formatDay(epochDay - weekdayOf(epochDay)), weekday: WEEKDAYS[weekdayOf(epochDay)] }
      : { month: monthOf(day.date), day: Number(day.date.slice(8)) };
    return { ...day, ...place, says: saysOf(day) };
  });
  return composeChart({
    finding: findingOf(table),
    shows: `${table.debtorId}${table.name && `, ${table.name}`}: days on which invoices were settled since ${dayWords(table.from)}, as known on the morning of ${dayWords(table.asOf)}`,
    body: {
      data: { values },
      width: CHART_WIDTH,
      height: { step: 22 },
      mark: { type: 'point', strokeWidth: 2 },
      encoding: {
        ...(byWeek ? weekAxes() : monthAxes(table)),
        shape: {
          field: 'what',
          type: 'nominal',
          title: null,
          scale: { domain: KINDS, range: MARK_SHAPES },
        },
        color: {
          field: 'what',
          type: 'nominal',
          title: null,
          scale: { domain: KINDS, range: MARK_COLOURS },
        },
        size: { condition: QUIET, value: 80 },
        // In words of our own: Vega would tell dates in the local time zone.
        description: { field: 'says' },
        tooltip: { field: 'says' },
      },
    },
  });
}

function saysOf({ date, what, invoices, amount }: PaymentCalendarTable['days'][number]): string {
  return `${date}: ${what}${invoices > 0 ? `, ${countWords(invoices, 'invoice')} of ${amount}` : ''}`;
}

function findingOf(table: PaymentCalendarTable): string {
  const count = (what: string): number => table.days.filter((day) => day.what === what).length;
  const onRun = count('paid on the run');
  const dates = onRun + count('paid off the run');
  if (table.family === 'none') return `No payment run in ${countWords(dates, 'payment date')}`;
  const next = table.days.find((day) => day.what === 'next run');
  return `Pays ${table.label}: ${onRun} of ${countWords(dates, 'payment date')}${next ? `; next run ${dayWords(next.date)}` : ''}`;
}

function weekAxes(): Record<string, unknown> {
  return {
    x: {
      field: 'week',
      type: 'temporal',
      scale: { type: 'utc' },
      title: 'week beginning',
      axis: { format: '%-d %b %y', grid: false, labelOverlap: true },
    },
    y: {
      field: 'weekday',
      type: 'ordinal',
      sort: WEEKDAYS,
      scale: { domain: WEEKDAYS },
      title: null,
      axis: { grid: true },
    },
  };
}

function monthAxes(table: PaymentCalendarTable): Record<string, unknown> {
  const months = new Set(table.days.map((day) => monthOf(day.date)));
  for (let day = parseDay(table.from); day < parseDay(table.asOf); day += 28) months.add(monthOf(formatDay(day)));
  return {
    x: {
      field: 'day',
      type: 'quantitative',
      scale: { domain: [1, 31], nice: false },
      title: 'day of the month',
      axis: { values: [1, 5, 10, 15, 20, 25, 31], grid: true },
    },
    y: { field: 'month', type: 'ordinal', scale: { domain: [...months].sort() }, title: null, axis: { grid: true } },
  };
}
