import { CALL_REASONS, type QueuedCall } from '../prioritise/index.ts';
import type { ChartSpec } from './chart-spec.ts';
import { amountWords, codeWords, countWords, percentWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';

/** What {@link queueChart} reads of a call: rows of `queue.csv` do. */
export type QueueChartRow = Pick<QueuedCall, 'reason' | 'expected_value' | 'overdue_amount' | 'currency'>;

/** The day's calls by reason: what calling is worth, how many calls, how much is overdue. */
export function queueChart(calls: readonly QueueChartRow[]): ChartSpec {
  const currency = calls[0]?.currency ?? '';
  const values = CALL_REASONS.map((reason) => {
    const rows = calls.filter((call) => call.reason === reason);
    const sum = (of: 'expected_value' | 'overdue_amount'): number =>
      Math.round(rows.reduce((total, row) => total + row[of], 0) * 100) / 100;
    const overdue = sum('overdue_amount');
    return {
      reason: codeWords(reason),
      calls: rows.length,
      expected_value: sum('expected_value'),
      overdue_amount: overdue,
      label: `${countWords(rows.length, 'call')}, ${amountWords(overdue, currency)} overdue`,
    };
  })
    .filter((row) => row.calls > 0)
    .sort((a, b) => b.expected_value - a.expected_value || (a.reason < b.reason ? -1 : 1));
  const total = values.reduce((sum, row) => sum + row.expected_value, 0);
  const largest = values[0]?.expected_value ?? 0;
  const finding = values[0]
    ? `${percentWords(values[0].expected_value, total)} of the value of today's ${countWords(calls.length, 'call')} lies in: ${values[0].reason}`
    : 'Nobody to call today';
  const bars = {
    x: {
      field: 'expected_value',
      type: 'quantitative',
      // Room for the labels beside the bars.
      scale: { domain: [0, largest > 0 ? largest * 1.6 : 1], nice: false },
      title: `expected value of calling today${currency && `, ${currency}`}`,
      axis: { tickCount: 6, tickMinStep: 1, format: ',.0f' },
    },
    y: { field: 'reason', type: 'nominal', sort: null, title: null },
  };
  return composeChart({
    finding,
    shows:
      'Each reason to call: what calling is worth under the policy; beside the bars the calls and what is overdue with them',
    body: {
      data: { values },
      width: CHART_WIDTH,
      height: { step: 30 },
      encoding: bars,
      layer: [
        { mark: { type: 'bar', color: CHART_COLOURS.blue, height: { band: 0.7 } } },
        {
          mark: { type: 'text', align: 'left', dx: 5, fontSize: 11, color: CHART_COLOURS.ink },
          encoding: { text: { field: 'label' } },
        },
      ],
    },
  });
}
