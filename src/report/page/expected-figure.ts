import type { ExpectedWeek } from '../report-figures.ts';
import { block, createFigure, drawing, label, line, roundSteps } from './figure.ts';
import type { PageWords } from './page-words.ts';
import { fillText } from './texts/index.ts';

const HEIGHT = 230;
const LEFT = 60;
const BOTTOM = 24;
const TOP = 10;
/** Weeks that the finding counts. */
const SOON_WEEKS = 4;

/** When the open money is expected, by week. */
export function expectedFigure(weeks: readonly ExpectedWeek[], currency: string, words: PageWords): HTMLElement {
  const { texts, formats } = words;
  const sum = (rows: readonly ExpectedWeek[]): number => rows.reduce((all, row) => all + row.called + row.leftAlone, 0);
  const total = sum(weeks);
  const most = Math.max(...weeks.map((row) => row.called + row.leftAlone), 0);
  const name = (row: ExpectedWeek): string => (row.monday === '' ? texts.charts.later : formats.shortDay(row.monday));
  const draw = (width: number): SVGSVGElement => {
    const svg = drawing(width, HEIGHT);
    const steps = roundSteps(most, 4);
    const top = steps[steps.length - 1];
    const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
    for (const step of steps)
      svg.append(
        line(LEFT, y(step), width, y(step), 'rule'),
        label(LEFT - 6, y(step) + 4, formats.wholeMoney(step), { anchor: 'end', class: 'label soft' }),
      );
    const band = (width - LEFT) / weeks.length;
    // A week's name takes about 44 pixels; the last bar always has its own.
    const every = Math.ceil(44 / band);
    weeks.forEach((row, at) => {
      const x = LEFT + at * band + band * 0.14;
      const called = y(0) - y(row.called);
      const alone = y(0) - y(row.leftAlone);
      if (row.called > 0) svg.append(block(x, y(row.called), band * 0.72, called, 'fill-1'));
      if (row.leftAlone > 0) svg.append(block(x, y(row.called) - alone, band * 0.72, alone, 'fill-2'));
      const isLast = at === weeks.length - 1;
      if (isLast || (at % every === 0 && at < weeks.length - every))
        svg.append(
          label(isLast ? width : x + band * 0.36, HEIGHT - 6, name(row), {
            anchor: isLast ? 'end' : 'middle',
            class: 'label soft',
          }),
        );
    });
    return svg;
  };
  return createFigure({
    words,
    finding: fillText(texts.charts.expectedFinding, {
      share: formats.share(total > 0 ? sum(weeks.slice(0, SOON_WEEKS)) / total : 0),
      amount: formats.wholeMoney(total, currency),
    }),
    shows: fillText(texts.charts.expectedShows, { currency }),
    legend: [
      ['fill-1', texts.charts.called],
      ['fill-2', texts.charts.leftAlone],
    ],
    draw: total > 0 ? draw : undefined,
    header: [texts.charts.weekOf, texts.charts.called, texts.charts.leftAlone],
    rows: weeks.map((row) => [name(row), formats.money(row.called), formats.money(row.leftAlone)]),
  });
}
