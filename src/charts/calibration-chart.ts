import type { CalibrationTable } from './calibration-table.ts';
import type { ChartSpec } from './chart-spec.ts';
import { countWords } from './chart-words.ts';
import { CHART_COLOURS, composeChart } from './compose-chart.ts';

const SIDE = 360;
const SOURCES = ['model', 'own record'] as const;

/** Forecast chance of late payment against the share that came late, with the count of invoices below. */
export function calibrationChart({ bins, bands }: CalibrationTable): ChartSpec {
  const rows = bands.reduce((sum, band) => sum + band.invoices, 0);
  const off = (source: (typeof SOURCES)[number]): string =>
    (errorOf(bins.filter((bin) => bin.forecast_by === source)) * 100).toFixed(1);
  const hasRecord = bins.some((bin) => bin.forecast_by === 'own record');
  const axis = { values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: '.0%' };
  const share = { type: 'quantitative', scale: { domain: [0, 1] } };
  const source = {
    field: 'forecast_by',
    type: 'nominal',
    title: null,
    scale: { domain: SOURCES, range: [CHART_COLOURS.blue, CHART_COLOURS.orange] },
  };
  return composeChart({
    finding: `Stated chances are ${off('model')} points off on average${hasRecord ? `; the debtor's own record, ${off('own record')}` : ''}`,
    shows: `${countWords(rows, 'test invoice')} in ten bins of equal count with 95 % intervals; on the dashed line forecast and outcome agree`,
    body: {
      vconcat: [
        {
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
              mark: { type: 'line', strokeDash: [5, 4], color: CHART_COLOURS.grey, strokeWidth: 1.2 },
              encoding: { x: { field: 'a', ...share }, y: { field: 'b', ...share } },
            },
            {
              data: { values: bins.filter((bin) => bin.forecast_by === 'model') },
              mark: { type: 'rule', color: CHART_COLOURS.blue, opacity: 0.6 },
              encoding: {
                x: { field: 'forecast', ...share },
                y: { field: 'observed_low', ...share },
                y2: { field: 'observed_high' },
              },
            },
            {
              data: { values: bins },
              mark: { type: 'line', strokeWidth: 2, point: { size: 50, filled: true } },
              encoding: {
                x: { field: 'forecast', ...share, axis, title: 'forecast chance of late payment' },
                y: { field: 'observed', ...share, axis, title: 'share that came late' },
                color: source,
                shape: { ...source, scale: { domain: SOURCES, range: ['circle', 'square'] } },
                tooltip: ['forecast_by', 'invoices', 'forecast', 'observed'].map((field) => ({ field })),
              },
            },
          ],
        },
        {
          width: SIDE,
          height: 80,
          data: { values: bands.map((band) => ({ ...band, to: (band.from * 10 + 1) / 10 })) },
          mark: { type: 'bar', binSpacing: 2 },
          encoding: {
            x: {
              field: 'from',
              bin: { binned: true },
              ...share,
              axis,
              title: 'forecast chance of late payment (the model)',
            },
            x2: { field: 'to' },
            y: { field: 'invoices', type: 'quantitative', title: 'invoices', axis: { tickCount: 3 } },
            color: {
              field: 'outcome',
              type: 'nominal',
              title: null,
              scale: { domain: ['came on time', 'came late'], range: ['#BDBDBD', CHART_COLOURS.vermilion] },
            },
          },
        },
      ],
      resolve: { scale: { color: 'independent', shape: 'independent' } },
    },
  });
}

function errorOf(bins: CalibrationTable['bins']): number {
  let sum = 0;
  let rows = 0;
  for (const bin of bins) {
    sum += bin.invoices * Math.abs(bin.forecast - bin.observed);
    rows += bin.invoices;
  }
  return rows === 0 ? 0 : sum / rows;
}
