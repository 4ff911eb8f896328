import type { CallEffect } from '../prioritise/index.ts';
import type { CallEffectRow } from './call-effect-table.ts';
import type { ChartSpec } from './chart-spec.ts';
import { countWords } from './chart-words.ts';
import { CHART_COLOURS, CHART_WIDTH, composeChart } from './compose-chart.ts';

const MARKS = ['measured, with its 95 % interval', 'leaning on the assumption of the policy'] as const;

/** What calls changed, by group, measured from hold-outs; the title says no more than the interval allows. */
export function callEffectChart(table: readonly CallEffectRow[], effect: CallEffect): ChartSpec {
  const values = table.map((row) => ({
    ...row,
    name: `${row.group} (${row.called} : ${row.held_out})`,
    says: `${row.group}: ${Math.round(row.persuaded)} of 100, ${Math.round(row.low)} to ${Math.round(row.high)}; leaning ${Math.round(row.leaning)}`,
  }));
  const y = {
    field: 'name',
    type: 'nominal',
    scale: { domain: values.map((row) => row.name) },
    title: null,
    axis: { labelLimit: 0 },
  };
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    title: 'of 100 who would not have paid within 14 days, those whom a call made pay',
    axis: { format: ',.0f', tickCount: 7 },
  });
  const point = (field: 'persuaded' | 'leaning', mark: (typeof MARKS)[number]): Record<string, unknown> => ({
    transform: [{ calculate: `'${mark}'`, as: 'mark' }],
    mark: { type: 'point', filled: field === 'persuaded', size: 80, opacity: 1, strokeWidth: 1.5 },
    encoding: {
      y,
      x: x(field),
      ...styleOf(),
      ...(field === 'persuaded' ? { description: { field: 'says' }, tooltip: { field: 'says' } } : {}),
    },
  });
  return composeChart({
    finding: findingOf(effect),
    shows: `${countWords(effect.called, 'assignment')} to the queue and ${countWords(effect.heldOut, 'hold-out')} by group (queue : held out), followed for ${effect.windowDays} days`,
    body: {
      data: { values },
      width: CHART_WIDTH - 160,
      height: { step: 32 },
      layer: [
        {
          data: { values: [{ none: 0 }] },
          mark: { type: 'rule', aria: false, strokeDash: [4, 3], color: CHART_COLOURS.ink },
          encoding: { x: { field: 'none', type: 'quantitative' } },
        },
        {
          mark: { type: 'rule', aria: false, color: CHART_COLOURS.blue, strokeWidth: 2 },
          encoding: { y, x: x('low'), x2: { field: 'high' } },
        },
        point('leaning', MARKS[1]),
        point('persuaded', MARKS[0]),
      ],
    },
  });
}

function styleOf(): Record<string, unknown> {
  const legend = { title: null };
  return {
    color: {
      field: 'mark',
      type: 'nominal',
      legend,
      scale: { domain: MARKS, range: [CHART_COLOURS.blue, CHART_COLOURS.vermilion] },
    },
    shape: { field: 'mark', type: 'nominal', legend, scale: { domain: MARKS, range: ['circle', 'diamond'] } },
  };
}

function findingOf({ daysSooner: { estimate, low, high } }: CallEffect): string {
  const days = (value: number): string => value.toFixed(1).replace('-', '−');
  const span = `${days(low)} to ${days(high)}`;
  if (low > 0) return `Being called brings the money ${days(estimate)} days sooner (${span})`;
  if (high < 0) return `Being called brings the money ${days(-estimate)} days later (${span} days sooner)`;
  return `Being called brings the money ${days(estimate)} days sooner (${span}): chance may do that`;
}
