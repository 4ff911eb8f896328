import type { ChartSpec } from './chart-spec.ts';
import { codeWords, countWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';

/** How far the distribution of a feature moved between two periods. */
export interface FeatureDrift {
  readonly feature: string;
  /** Population stability index, at least 0. */
  readonly psi: number;
}

/** Rule of thumb of Siddiqi, Credit Risk Scorecards (2006): below 0.1 stable, from 0.25 on shifted. */
export const PSI_LIMITS = { watch: 0.1, shifted: 0.25 } as const;
const LEVELS = ['stable', 'to watch', 'shifted'] as const;
/** Features shown; the others are counted. */
const SHOWN = 15;

/** Features by how far they drifted, the furthest first, against the usual limits. */
export function driftChart(
  table: readonly FeatureDrift[],
  about: { readonly from: string; readonly to: string },
): ChartSpec {
  const sorted = [...table].sort((a, b) => b.psi - a.psi || (a.feature < b.feature ? -1 : 1));
  const shifted = sorted.filter((row) => row.psi >= PSI_LIMITS.shifted);
  const values = sorted.slice(0, SHOWN).map((row) => ({
    ...row,
    name: codeWords(row.feature),
    level: LEVELS[row.psi >= PSI_LIMITS.shifted ? 2 : row.psi >= PSI_LIMITS.watch ? 1 : 0],
    label: row.psi.toFixed(2),
  }));
  const hidden = sorted.length - values.length;
  const bars = {
    y: { field: 'name', type: 'nominal', sort: null, title: null },
    x: {
      field: 'psi',
      type: 'quantitative',
      scale: { domain: [0, Math.max(0.3, (sorted[0]?.psi ?? 0) * 1.12)], nice: false },
      title: 'population stability index',
      axis: { tickCount: 6, format: '.2f' },
    },
  };
  return composeChart({
    finding:
      shifted.length === 0
        ? `None of ${countWords(table.length, 'feature')} shifted`
        : `${shifted.length} of ${countWords(table.length, 'feature')} shifted: ${shifted
            .slice(0, 3)
            .map((row) => codeWords(row.feature))
            .join(', ')}${shifted.length > 3 ? ' …' : ''}`,
    shows: `Drift from ${about.from} to ${about.to}; dashed: from ${PSI_LIMITS.watch} on to watch, from ${PSI_LIMITS.shifted} on shifted${hidden > 0 ? `; ${countWords(hidden, 'feature')} below these not shown` : ''}`,
    body: {
      width: CHART_WIDTH - 150,
      height: { step: 22 },
      layer: [
        {
          data: { values },
          mark: { type: 'bar', height: { band: 0.65 } },
          encoding: {
            ...bars,
            color: {
              field: 'level',
              type: 'nominal',
              title: null,
              scale: { domain: LEVELS, range: [CHART_COLOURS.grey, CHART_COLOURS.orange, CHART_COLOURS.vermilion] },
            },
            tooltip: [{ field: 'feature' }, { field: 'psi' }],
          },
        },
        {
          data: { values },
          mark: { type: 'text', align: 'right', dx: 34, fontSize: 11, color: CHART_COLOURS.ink },
          encoding: { y: bars.y, x: { value: 'width' }, text: { field: 'label' } },
        },
        {
          data: { values: Object.values(PSI_LIMITS).map((limit) => ({ limit })) },
          mark: { type: 'rule', aria: false, strokeDash: [4, 3], color: CHART_COLOURS.ink },
          encoding: { x: { field: 'limit', type: 'quantitative' } },
        },
      ],
    },
  });
}
