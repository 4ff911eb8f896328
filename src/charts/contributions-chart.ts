import type { ForecastExplanation } from '../models/index.ts';
import type { ChartSpec } from './chart-spec.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';
import type { ContributionRow } from './contributions-table.ts';

const SIDES = ['speaks for late payment', 'speaks against it'] as const;

/**
 * Why the forecast of one invoice is what it is: the parts that speak for and against late payment, and the log-odds that they
 * add up to. `about` is what `explainForecast` gave, and the name of the invoice.
 */
export function contributionsChart(
  table: readonly ContributionRow[],
  about: Pick<ForecastExplanation, 'afterDays' | 'chance' | 'margin' | 'base'> & { readonly invoiceId: string },
): ChartSpec {
  const { afterDays, chance, margin, base } = about;
  const isLate = `${afterDays === 0 ? 'Late' : `Paid more than ${afterDays} days late`} with ${Math.round(chance * 100)} %`;
  const values = table.map((row, place) => ({
    ...row,
    place,
    side: SIDES[row.effect > 0 ? 0 : 1],
    number: signed(row.effect),
  }));
  const furthest = Math.max(0.1, ...table.map((row) => Math.abs(row.effect))) * 1.25;
  const strongest = values.find((row) => row.feature !== '');
  const y = { field: 'place', type: 'ordinal', title: null, axis: null };
  const x = {
    field: 'effect',
    type: 'quantitative',
    scale: { domain: [-furthest, furthest], nice: false },
    title: `part of the log-odds of ${afterDays === 0 ? 'late payment' : `payment more than ${afterDays} days late`}`,
    axis: { tickCount: 5, labelExpr: "datum.value === 0 ? '0' : format(datum.value, '+.1f')" },
  };
  return composeChart({
    finding: strongest
      ? `${isLate}; what counts most ${strongest.effect > 0 ? 'for' : 'against'} it: ${strongest.says}`
      : `${isLate}; no feature moves the forecast`,
    shows: `What speaks for and against late payment of invoice ${about.invoiceId}, strongest first: from the model's start, log-odds ${signed(base)}, the parts add up to ${signed(margin)}`,
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

function signed(logOdds: number): string {
  return `${logOdds > 0 ? '+' : ''}${logOdds.toFixed(2)}`.replace('-', '−');
}
