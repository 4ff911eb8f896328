import { formatDay, parseDay } from '../calendar/index.ts';
import type { SuppressedDebtor } from '../prioritise/index.ts';
import type { ChartSpec } from './chart-spec.ts';
import { codeWords, countWords, dayWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';

/** What {@link suppressedChart} reads of a debtor: rows of `suppressed.csv` do. */
export type SuppressedChartRow = Pick<SuppressedDebtor, 'reason' | 'until' | 'open_amount'>;

const OPEN_PANEL_WIDTH = 90;

/** Until when debtors are left alone, by reason: a circle a date, its size the number of debtors; open-ended beside. */
export function suppressedChart(suppressed: readonly SuppressedChartRow[], asOf: string): ChartSpec {
  const groups = new Map<string, { reason: string; until: string; debtors: number; open_amount: number }>();
  const perReason = new Map<string, number>();
  for (const row of suppressed) {
    const reason = codeWords(row.reason);
    const key = `${reason} ${row.until}`;
    const group = groups.get(key) ?? { reason, until: row.until, debtors: 0, open_amount: 0 };
    group.debtors++;
    group.open_amount = Math.round((group.open_amount + row.open_amount) * 100) / 100;
    groups.set(key, group);
    perReason.set(reason, (perReason.get(reason) ?? 0) + 1);
  }
  const values = [...groups.values()]
    .sort((a, b) => (a.reason + a.until < b.reason + b.until ? -1 : 1))
    .map((row) => ({
      ...row,
      says: `${row.reason} until ${row.until || 'further notice'}: ${countWords(row.debtors, 'debtor')}`,
    }));
  const reasons = [...perReason].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([reason]) => reason);
  const open = suppressed.filter((row) => row.until === '').length;
  const week = parseDay(asOf) + 7;
  const soon = suppressed.filter((row) => row.until !== '' && parseDay(row.until) <= week).length;
  const largest = values.reduce((most, row) => Math.max(most, row.debtors), 1);
  const latest = suppressed.reduce((last, row) => (row.until > last ? row.until : last), asOf);
  const encoding = {
    y: {
      field: 'reason',
      type: 'nominal',
      scale: { domain: reasons },
      title: null,
      axis: { grid: true, offset: 10, domain: false, ticks: false },
    },
    size: {
      field: 'debtors',
      type: 'quantitative',
      title: 'debtors',
      scale: { domain: [0, largest], range: [0, 420] },
      legend: {
        values: [...new Set([1, Math.ceil(largest / 2), largest])],
        symbolFillColor: CHART_COLOURS.blue,
        symbolStrokeWidth: 0,
      },
    },
    description: { field: 'says' },
    tooltip: { field: 'says' },
  };
  const panel = {
    height: { step: 26 },
    mark: { type: 'circle', color: CHART_COLOURS.blue, opacity: 0.75 },
  };
  return composeChart({
    finding: `Of ${countWords(suppressed.length, 'debtor')} left alone, ${soon} may be called within a week; ${open} have no date`,
    shows: `First date a call may be made, by the reason not to call on ${dayWords(asOf)}; size: number of debtors`,
    body: {
      spacing: 8,
      hconcat: [
        {
          ...panel,
          width: CHART_WIDTH - OPEN_PANEL_WIDTH,
          data: { values: values.filter((row) => row.until !== '') },
          encoding: {
            ...encoding,
            x: {
              field: 'until',
              type: 'temporal',
              scale: { type: 'utc', domain: [asOf, formatDay(parseDay(latest) + 2)] },
              title: 'first date a call may be made',
              axis: { format: '%-d %b', grid: true, labelOverlap: true },
            },
          },
        },
        {
          ...panel,
          width: OPEN_PANEL_WIDTH,
          data: { values: values.filter((row) => row.until === '').map((row) => ({ ...row, when: 'open-ended' })) },
          encoding: {
            ...encoding,
            y: { ...encoding.y, axis: { labels: false, ticks: false, domain: false, grid: true } },
            x: {
              field: 'when',
              type: 'nominal',
              scale: { domain: ['open-ended'] },
              title: null,
              axis: { labelAngle: 0 },
            },
          },
        },
      ],
    },
  });
}
