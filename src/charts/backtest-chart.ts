import type { ChartSpec } from './chart-spec.ts';
import { amountWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';

/** What one policy brought over the days replayed, with the ends of its interval; all in one unit. */
export interface PolicyOutcome {
  readonly policy: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Policies beside each other, the best first. `about.measure` names the value with its unit (`money in within 30 days,
 * EUR`), `about.interval` what the bars mean (`95 % interval over debtors`), `about.unit` what stands behind a number, `%`
 * for example, default nothing.
 */
export function backtestChart(
  table: readonly PolicyOutcome[],
  about: { readonly measure: string; readonly interval: string; readonly days: string; readonly unit?: string },
): ChartSpec {
  const unit = about.unit ?? '';
  const values = [...table]
    .sort((a, b) => b.value - a.value || (a.policy < b.policy ? -1 : 1))
    .map((row) => ({ ...row, label: amountWords(row.value, unit) }));
  const policies = values.map((row) => row.policy);
  const y = { field: 'policy', type: 'nominal', scale: { domain: policies }, title: null, axis: { labelLimit: 200 } };
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { zero: false, padding: 24 },
    title: about.measure,
    axis: { format: ',.0f', tickCount: 5 },
  });
  return composeChart({
    finding: findingOf(values, unit),
    shows: `${about.days}; bars: ${about.interval}`,
    body: {
      data: { values },
      width: CHART_WIDTH - 80,
      height: { step: 38 },
      layer: [
        {
          mark: { type: 'rule', aria: false, color: CHART_COLOURS.blue, strokeWidth: 2 },
          encoding: { y, x: x('low'), x2: { field: 'high' } },
        },
        ...['low', 'high'].map((end) => ({
          mark: { type: 'tick', aria: false, color: CHART_COLOURS.blue, thickness: 2, size: 10 },
          encoding: { y, x: x(end) },
        })),
        {
          mark: { type: 'point', filled: true, size: 90, opacity: 1, color: CHART_COLOURS.blue },
          encoding: { y, x: x('value'), tooltip: ['policy', 'value', 'low', 'high'].map((field) => ({ field })) },
        },
        {
          mark: { type: 'text', dy: -12, fontSize: 11, color: CHART_COLOURS.ink },
          encoding: { y, x: x('value'), text: { field: 'label' } },
        },
      ],
    },
  });
}

/** Says which policy is ahead, and no more than the intervals allow. */
function findingOf(sorted: readonly PolicyOutcome[], unit: string): string {
  const [best, second] = sorted;
  if (!best) return 'No policy was replayed';
  if (!second) return `${best.policy}: ${amountWords(best.value, unit)}`;
  // A difference of percentages is in points.
  const ahead = amountWords(best.value - second.value, unit === '%' ? 'points' : unit);
  return second.high >= best.low
    ? `${best.policy} is ${ahead} ahead of ${second.policy}, within the intervals: no sure winner`
    : `${best.policy} is ${ahead} ahead of ${second.policy}, and their intervals do not meet`;
}
