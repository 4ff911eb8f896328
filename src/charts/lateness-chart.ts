import type { ChartSpec } from './chart-spec.ts';
import { countWords, percentWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';
import type { LatenessCount } from './lateness-table.ts';

/** Days beyond which invoices share the outermost bars. */
const SHOWN = { early: -20, late: 45 };
const OUTCOMES = ['on time', 'late'] as const;

/** How late invoices are paid, before and after due dates on weekends and holidays are rolled to the next business day. */
export function latenessChart(table: readonly LatenessCount[]): ChartSpec {
  const bars = new Map<string, { counted_from: string; days_late: number; outcome: string; invoices: number }>();
  for (const row of table) {
    const days = Math.min(SHOWN.late, Math.max(SHOWN.early, row.days_late));
    const key = `${row.counted_from} ${days}`;
    const invoices = (bars.get(key)?.invoices ?? 0) + row.invoices;
    bars.set(key, { counted_from: row.counted_from, days_late: days, outcome: OUTCOMES[days > 0 ? 1 : 0], invoices });
  }
  const agreed = lateOf(table, 'due date as agreed');
  const rolled = lateOf(table, 'rolled to a business day');
  return composeChart({
    finding: `${percentWords(rolled.late, rolled.all)} are paid late; without the weekend roll it would look like ${percentWords(agreed.late, agreed.all)}`,
    shows: `${countWords(rolled.all, 'settled invoice')} by days from the due date to the payment; the outermost bars hold ${-SHOWN.early} days early and ${SHOWN.late} days late or more`,
    body: {
      data: { values: [...bars.values()] },
      facet: {
        row: {
          field: 'counted_from',
          type: 'nominal',
          title: null,
          header: { labelAngle: 0, labelAnchor: 'start', labelOrient: 'top', labelFontSize: 12 },
        },
      },
      spec: {
        width: CHART_WIDTH,
        height: 130,
        mark: { type: 'bar', width: 6.5 },
        encoding: {
          x: {
            field: 'days_late',
            type: 'quantitative',
            scale: { domain: [SHOWN.early - 1, SHOWN.late + 1], nice: false },
            title: 'days late (negative = early)',
            axis: { values: [-20, -10, 0, 10, 20, 30, 45], grid: false },
          },
          y: { field: 'invoices', type: 'quantitative', title: 'invoices', axis: { tickCount: 4 } },
          color: {
            field: 'outcome',
            type: 'nominal',
            title: null,
            scale: { domain: OUTCOMES, range: [CHART_COLOURS.blue, CHART_COLOURS.orange] },
          },
          tooltip: ['counted_from', 'days_late', 'invoices'].map((field) => ({ field })),
        },
      },
    },
  });
}

function lateOf(table: readonly LatenessCount[], from: LatenessCount['counted_from']): { late: number; all: number } {
  let late = 0;
  let all = 0;
  for (const row of table) {
    if (row.counted_from !== from) continue;
    all += row.invoices;
    if (row.days_late > 0) late += row.invoices;
  }
  return { late, all };
}
