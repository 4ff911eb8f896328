import type { ValueAtRank } from '../report-figures.ts';
import { svgElement } from './element.ts';
import { createFigure, drawing, label, line, roundSteps } from './figure.ts';
import type { PageWords } from './page-words.ts';
import { fillText } from './texts/index.ts';

const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 40;
const TOP = 10;

/** How much of the value the first calls bring. */
export function cumulativeFigure(
  points: readonly ValueAtRank[],
  half: ValueAtRank,
  currency: string,
  words: PageWords,
): HTMLElement {
  const { texts, formats } = words;
  const last = points[points.length - 1];
  const isEmpty = last.calls === 0 || last.value <= 0;
  return createFigure({
    words,
    finding: isEmpty
      ? texts.charts.noValue
      : fillText(texts.charts.cumulativeFinding, {
          half: formats.count(half.calls),
          all: `${formats.count(last.calls)} ${texts.charts.calls}`,
        }),
    shows: fillText(texts.charts.cumulativeShows, { currency }),
    draw: isEmpty
      ? undefined
      : (width) => {
          const svg = drawing(width, HEIGHT);
          const steps = roundSteps(last.value, 4);
          const top = steps[steps.length - 1];
          const right = width - 14;
          const x = (calls: number): number => LEFT + (calls / last.calls) * (right - LEFT);
          const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
          for (const step of steps)
            svg.append(
              line(LEFT, y(step), right, y(step), 'rule'),
              label(LEFT - 6, y(step) + 4, formats.wholeMoney(step), { anchor: 'end', class: 'label soft' }),
            );
          for (const step of roundSteps(last.calls, 5).filter((at) => at <= last.calls && Number.isInteger(at)))
            svg.append(
              label(x(step), HEIGHT - BOTTOM + 16, formats.count(step), { anchor: 'middle', class: 'label soft' }),
            );
          svg.append(
            svgElement('polyline', {
              class: 'stroke-1',
              attributes: { points: points.map((p) => `${x(p.calls).toFixed(1)},${y(p.value).toFixed(1)}`).join(' ') },
            }),
            line(x(half.calls), y(0), x(half.calls), y(half.value), 'guide'),
            svgElement('circle', {
              class: 'dot',
              attributes: { cx: x(half.calls).toFixed(1), cy: y(half.value).toFixed(1), r: '4' },
            }),
            label((LEFT + right) / 2, HEIGHT - 6, texts.charts.cumulativeAxis, {
              anchor: 'middle',
              class: 'label soft',
            }),
          );
          return svg;
        },
    header: [texts.charts.calls, `${texts.columns.worth}, ${currency}`],
    rows: points.map((point) => [formats.count(point.calls), formats.money(point.value)]),
  });
}
