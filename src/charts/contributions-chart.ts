import type { ChartSpec } from './chart-spec.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';
import type { ContributionRow } from './contributions-table.ts';

const SIDES = ['speaks for late payment', 'speaks against it'] as const;
/** Why the forecast of one invoice is what it is: the features that speak for and against late payment. */
export function contributionsChart(
  table: readonly ContributionRow[],
  about: { readonly invoiceId: string; readonly pLate: number },
): ChartSpec {
  const values = table.map((row, place) => ({
    ...row,
    place,
    side: SIDES[row.effect > 0 ? 0 : 1],
    number: `${row.effect > 0 ? '+' : ''}${row.effect.toFixed(2)}`.replace('-', '−'),
  }));
  const furthest = Math.max(0.1, ...table.map((row) => Math.abs(row.effect))) * 1.25;
  const strongest = values[0];
  const y = { field: 'place', type: 'ordinal', title: null, axis: null };
  const x = {
    field: 'effect',
    type: 'quantitative',
    scale: { domain: [-furthest, furthest], nice: false },
    title: 'change of the log-odds of late payment',
    axis: { tickCount: 5, labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+.1f')" },
  };
  return composeChart({
    finding: strongest
      ? `Late with ${Math.round(about.pLate * 100)} %; what counts most ${strongest.effect > 0 ? 'for' : 'against'} it: ${strongest.says}`
      : `Late with ${Math.round(about.pLate * 100)} %; no feature moves the forecast`,
    shows: `What speaks for and against late payment of invoice ${about.invoiceId}, strongest first; the effects add up`,
    body: {
      data: { values },
      width: CHART_WIDTH,
      height: { step: 38 },
      layer: [
        // The sentence stands above its bar: beside it there is no room for one.
        {
          mark: { type: 'text', align: 'left', dy: -8, fontSize: 12, color: CHART_COLOURS.ink },
          encoding: { y, x: { value: 0 }, text: { field: 'says' } },
        },
        {
          mark: { type: 'bar', height: 11, yOffset: 8 },
          encoding: {
            y,
            x,
            color: {
              field: 'side',
              type: 'nominal',
              title: null,
              scale: { domain: SIDES, range: [CHART_COLOURS.vermilion, CHART_COLOURS.blue] },
            },
            tooltip: [{ field: 'says' }, { field: 'effect' }],
          },
        },
        ...(['left', 'right'] as const).map((align) => ({
          transform: [{ filter: `datum.effect ${align === 'left' ? '>' : '<='} 0` }],
          mark: {
            type: 'text',
            align,
            dx: align === 'left' ? 4 : -4,
            dy: 8,
            fontSize: 11,
            color: CHART_COLOURS.ink,
          },
          encoding: { y, x, text: { field: 'number' } },
        })),
      ],
    },
  });
}
