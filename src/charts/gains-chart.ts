import type { ChartSpec } from './chart-spec.ts';
import { percentWords } from './chart-words.ts';
import { CHART_COLOURS, composeChart } from './compose-chart.ts';
import type { GainsPoint } from './gains-table.ts';

const SIDE = 360;
/** Share of the invoices that the title speaks of. */
const TOLD = 0.2;
const SOURCES = ['model', 'own record', 'best possible'] as const;
const COLOURS = [CHART_COLOURS.blue, CHART_COLOURS.orange, CHART_COLOURS.grey];

/** Cumulative gains: how many of the late invoices are among those with the highest chance, beside the baseline. */
export function gainsChart(table: readonly GainsPoint[]): ChartSpec {
  const sources = SOURCES.filter((source) => table.some((point) => point.ranked_by === source));
  const foundBy = (source: string): number | undefined =>
    table.find((point) => point.ranked_by === source && Math.abs(point.looked_at - TOLD) < 1e-9)?.late_found;
  const model = foundBy('model');
  const record = foundBy('own record');
  const scale = { domain: [0, 1] };
  const axis = { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: '.0%' };
  const source = (range: readonly string[]): Record<string, unknown> => ({
    field: 'ranked_by',
    type: 'nominal',
    title: null,
    scale: { domain: sources, range: range.slice(0, sources.length) },
  });
  return composeChart({
    finding:
      model === undefined
        ? 'No invoice came late: there is nothing to find'
        : `The fifth with the highest chance holds ${percentWords(model, 1)} of the late invoices${record === undefined ? '' : `; by the debtor's own record, ${percentWords(record, 1)}`}`,
    shows:
      'Late invoices found, by the share of invoices looked at, highest chance first; on the dashed line the order is random',
    body: {
      width: SIDE,
      height: SIDE * 0.75,
      layer: [
        {
          data: {
            values: [
              { a: 0, b: 0 },
              { a: 1, b: 1 },
            ],
          },
          mark: { type: 'line', aria: false, strokeDash: [5, 4], color: CHART_COLOURS.grey, strokeWidth: 1.2 },
          encoding: { x: { field: 'a', type: 'quantitative', scale }, y: { field: 'b', type: 'quantitative', scale } },
        },
        {
          data: { values: table },
          mark: { type: 'line', strokeWidth: 2, point: { size: 36, filled: true } },
          encoding: {
            x: { field: 'looked_at', type: 'quantitative', scale, axis, title: 'share of invoices looked at' },
            y: { field: 'late_found', type: 'quantitative', scale, axis, title: 'share of late invoices found' },
            color: source(sources.map((name) => COLOURS[SOURCES.indexOf(name)])),
            shape: source(sources.map((name) => ['circle', 'square', 'triangle-up'][SOURCES.indexOf(name)])),
            tooltip: ['ranked_by', 'looked_at', 'late_found'].map((field) => ({ field })),
          },
        },
      ],
    },
  });
}
