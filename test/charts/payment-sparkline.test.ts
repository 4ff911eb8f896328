import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay, weekdayOf } from '../../src/calendar/index.ts';
import { paymentCalendarTable, paymentSparkline } from '../../src/charts/index.ts';
import type { Streams } from '../../src/cli/console-log.ts';
import { sparklineText } from '../../src/cli/sparkline-text.ts';
import { payrhythm } from '../cli/command-line.ts';
import { AS_OF, LEDGER, RUN } from './small-charts.ts';

const SAMPLE = fileURLToPath(new URL('../../data/sample', import.meta.url));
const table = paymentCalendarTable(LEDGER, 'A', RUN, { asOf: AS_OF, months: 6 });

describe('paymentSparkline', () => {
  it('has one character a week: a bar by the amount, a mark by what the week holds', () => {
    const { bars, marks, months } = paymentSparkline(table);
    const monday = (date: string): number => parseDay(date) - weekdayOf(parseDay(date));
    const first = monday(table.from);
    expect(new Set([bars.length, marks.length, months.length]).size).toBe(1);
    const amounts = [...bars].map((_, week) =>
      table.days.filter((day) => monday(day.date) === first + 7 * week).reduce((sum, day) => sum + day.amount, 0),
    );
    const most = Math.max(...amounts);
    [...bars].forEach((bar, week) => {
      expect(bar === ' ', formatDay(first + 7 * week)).toBe(amounts[week] === 0);
      if (bar !== ' ') expect('▁▂▃▄▅▆▇█'.indexOf(bar)).toBe(Math.ceil((amounts[week] / most) * 8) - 1);
    });
    expect(bars).toContain('█');
    // Paid on a Thursday once, in the week of 24 February; on the run in every other week with a payment.
    expect(marks[(parseDay('2025-02-24') - first) / 7]).toBe('▲');
    expect([...marks].filter((mark) => mark === '●')).toHaveLength(19);
    expect(marks.at(-1)).toBe('◆');
    for (const { index, 0: name } of months.matchAll(/\w+/g)) {
      const sunday = formatDay(first + 7 * index + 6);
      expect(Number(sunday.slice(8)), `the first of ${name} is in that week`).toBeLessThanOrEqual(7);
      expect('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[Number(sunday.slice(5, 7)) - 1]).toBe(name);
    }
  });

  it('fits a terminal, however long the calendar and however far the next run', () => {
    const long = paymentCalendarTable(LEDGER, 'A', RUN, { asOf: AS_OF, months: 60 });
    for (const days of [long.days, [...long.days, { date: '2027-01-01', what: 'next run', invoices: 0, amount: 0 }]]) {
      const { bars, legend } = paymentSparkline({ ...long, days: days as typeof long.days });
      expect(bars.length).toBeLessThanOrEqual(72);
      expect(legend.length).toBeLessThanOrEqual(78);
    }
  });
});

describe('the picture on the command line', () => {
  it('stands under one debtor of rhythm, within 80 columns and without colour codes', async () => {
    const args = ['rhythm', SAMPLE, '--as-of', '2026-01-05'];
    const { stdout } = await payrhythm(...args, '--debtor', 'D075');
    expect(stdout).toMatch(/Jan Feb Mar/);
    expect(stdout).toMatch(/[▁▂▃▄▅▆▇█]/);
    expect(stdout).toContain('● paid on the run');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what must not be there
    expect(stdout).not.toMatch(/\u001b/);
    for (const line of stdout.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80);
    expect((await payrhythm(...args)).stdout).not.toMatch(/●/);
  });

  it('says nothing of a run where there is none', () => {
    const stream = { isTTY: false } as NodeJS.WriteStream;
    const streams = { stdin: process.stdin, stdout: stream, stderr: stream } as unknown as Streams;
    expect(sparklineText(table, streams)).toContain('● paid on the run');
    const without = sparklineText({ ...table, family: 'none' }, streams);
    expect(without).toMatch(/[▁▂▃▄▅▆▇█]/);
    expect(without).not.toMatch(/run|[●▲◆·]/);
  });

  it('stands on the page of explain', async () => {
    const { stdout } = await payrhythm(
      'explain',
      SAMPLE,
      '--as-of',
      '2026-01-05',
      '--debtor',
      'D075',
      '--estimator',
      'logistic',
      '--quiet',
    );
    expect(stdout).toMatch(/How it pays[\s\S]*● paid on the run[\s\S]*Open invoices/);
    for (const line of stdout.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80);
  });
});
