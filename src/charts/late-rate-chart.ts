import type { ChartSpec } from './chart-spec.ts';
import { countWords, percentWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';
import type { LateRateMonth } from './late-rate-table.ts';

/** Months compared in the title. */
const RECENT = 3;

/** The late rate by month with its interval, and below it how many invoices each month rests on. */
export function lateRateChart(table: readonly LateRateMonth[]): ChartSpec {
  const values = table.map((row) => ({
    ...row,
    first: `${row.month}-01`,
    says: `${row.month}: ${percentWords(row.late, row.invoices)} of ${countWords(row.invoices, 'invoice')} late`,
  }));
  const x = {
    field: 'first',
    type: 'temporal',
    // Room for half a bar at both ends, so that points stand above their bars.
    scale: { type: 'utc', padding: 8 },
    title: 'month in which the invoices fell due',
    axis: { format: '%b %y', grid: false, labelOverlap: true, tickCount: 8 },
  };
  const y = {
    type: 'quantitative',
    scale: { domain: [0, 1] },
    title: 'share paid late',
    axis: { format: '.0%', tickCount: 5 },
  };
  return composeChart({
    finding: findingOf(table),
    shows:
      'Share of the invoices that came late, by the month of their due date, with 95 % intervals; below, the number of invoices',
    body: {
      resolve: { scale: { x: 'shared' } },
      vconcat: [
        {
          width: CHART_WIDTH,
          height: 200,
          data: { values },
          layer: [
            {
              mark: { type: 'area', aria: false, color: CHART_COLOURS.blue, opacity: 0.15 },
              encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
            },
            {
              mark: {
                type: 'line',
                color: CHART_COLOURS.blue,
                strokeWidth: 2,
                point: { filled: true, size: 40, color: CHART_COLOURS.blue },
              },
              encoding: {
                x,
                y: { ...y, field: 'late_rate' },
                description: { field: 'says' },
                tooltip: { field: 'says' },
              },
            },
          ],
        },
        {
          width: CHART_WIDTH,
          height: 60,
          data: { values },
          mark: { type: 'bar', color: CHART_COLOURS.grey, width: 10 },
          encoding: {
            x,
            y: { field: 'invoices', type: 'quantitative', title: 'invoices', axis: { tickCount: 2 } },
            description: { field: 'says' },
          },
        },
      ],
    },
  });
}

function findingOf(table: readonly LateRateMonth[]): string {
  const rate = (rows: readonly LateRateMonth[]): string =>
    percentWords(
      rows.reduce((sum, row) => sum + row.late, 0),
      rows.reduce((sum, row) => sum + row.invoices, 0),
    );
  if (table.length === 0) return 'No invoice has fallen due yet';
  if (table.length < 2 * RECENT) return `${rate(table)} of the invoices came late`;
  const last = table.slice(-RECENT);
  const before = table.slice(-2 * RECENT, -RECENT);
  return `${rate(last)} came late in the last ${RECENT} months, ${rate(before)} in the ${RECENT} before`;
}
