import type { AgingBucket } from './aging-table.ts';
import type { ChartSpec } from './chart-spec.ts';
import { amountWords, countWords, dayWords, percentWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';

/** Open debt by age, with what is owed to debtors below the line. */
export function agingChart(
  table: readonly AgingBucket[],
  about: { readonly asOf: string; readonly currency: string },
): ChartSpec {
  const owed = table.filter((bucket) => bucket.amount > 0);
  const all = owed.reduce((sum, bucket) => sum + bucket.amount, 0);
  const overdue = all - (owed.find((bucket) => bucket.days_overdue === 'not due')?.amount ?? 0);
  const highest = table.reduce((most, bucket) => Math.max(most, bucket.amount), 1);
  const values = table.map((bucket) => ({
    ...bucket,
    side: bucket.days_overdue === 'not due' ? 'not due' : bucket.amount < 0 ? 'owed to debtors' : 'overdue',
    label: [amountWords(bucket.amount, ''), countWords(bucket.items, 'item')],
    label_at: Math.max(0, bucket.amount),
  }));
  const x = {
    field: 'days_overdue',
    type: 'nominal',
    sort: null,
    title: 'days past the due date, rolled to a business day',
    axis: { labelAngle: 0 },
  };
  return composeChart({
    finding: `${percentWords(overdue, all)} of ${amountWords(all, about.currency)} open is overdue`,
    shows: `Open amount and items by age on the morning of ${dayWords(about.asOf)}`,
    body: {
      data: { values },
      width: CHART_WIDTH,
      height: 240,
      layer: [
        {
          mark: { type: 'bar', width: { band: 0.7 } },
          encoding: {
            x,
            y: {
              field: 'amount',
              type: 'quantitative',
              title: `open amount${about.currency && `, ${about.currency}`}`,
              axis: { format: ',.0f', tickCount: 6 },
              scale: { domainMax: highest * 1.15 },
            },
            color: {
              field: 'side',
              type: 'nominal',
              title: null,
              scale: {
                domain: ['not due', 'overdue', 'owed to debtors'],
                range: [CHART_COLOURS.blue, CHART_COLOURS.vermilion, CHART_COLOURS.grey],
              },
            },
          },
        },
        {
          mark: { type: 'text', dy: -18, lineHeight: 13, fontSize: 11, color: CHART_COLOURS.ink },
          encoding: { x, y: { field: 'label_at', type: 'quantitative' }, text: { field: 'label' } },
        },
      ],
    },
  });
}
