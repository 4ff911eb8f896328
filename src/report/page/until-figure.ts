import { formatDay, parseDay } from '../../calendar/epoch-day.ts';
import type { UntilDate } from '../report-figures.ts';
import { svgElement } from './element.ts';
import { createFigure, drawing, label, line } from './figure.ts';
import type { PageWords } from './page-words.ts';
import { fillText } from './texts/index.ts';

const ROW_HEIGHT = 44;
const AXIS = 30;
const LARGEST_RADIUS = 11;
const LEFT = 12;
/** Room for the open-ended ones. */
const OPEN_WIDTH = 78;

/** Until when debtors are left alone, by reason. */
export function untilFigure(until: readonly UntilDate[], asOf: string, words: PageWords): HTMLElement {
  const { texts, formats } = words;
  const reasons = [...new Set(until.map((row) => row.reason))];
  const today = parseDay(asOf);
  const all = until.reduce((sum, row) => sum + row.debtors, 0);
  const open = until.filter((row) => row.until === '').reduce((sum, row) => sum + row.debtors, 0);
  const soon = until
    .filter((row) => row.until !== '' && parseDay(row.until) <= today + 7)
    .reduce((sum, row) => sum + row.debtors, 0);
  const most = Math.max(...until.map((row) => row.debtors), 1);
  const lastDay = Math.max(today + 7, ...until.filter((row) => row.until !== '').map((row) => parseDay(row.until)));
  const draw = (width: number): SVGSVGElement => {
    const height = reasons.length * ROW_HEIGHT + AXIS;
    const svg = drawing(width, height);
    const right = width - OPEN_WIDTH - LARGEST_RADIUS;
    const x = (day: number): number => LEFT + ((day - today) / (lastDay - today)) * (right - LEFT);
    const base = reasons.length * ROW_HEIGHT;
    for (const day of ticksBetween(today, lastDay, Math.max(2, Math.floor((right - LEFT) / 70))))
      svg.append(
        line(x(day), 16, x(day), base, 'rule'),
        label(x(day), base + 18, formats.shortDay(formatDay(day)), {
          anchor: day === today ? 'start' : 'middle',
          class: 'label soft',
        }),
      );
    svg.append(label(width, base + 18, texts.openEnded, { anchor: 'end', class: 'label soft' }));
    reasons.forEach((reason, at) => {
      const y = at * ROW_HEIGHT;
      svg.append(label(0, y + 13, words.of(texts.suppressions, reason), { class: 'label strong' }));
      for (const row of until) {
        if (row.reason !== reason) continue;
        const cx = row.until === '' ? width - OPEN_WIDTH / 2 : x(parseDay(row.until));
        const radius = Math.max(2.5, LARGEST_RADIUS * Math.sqrt(row.debtors / most));
        svg.append(
          svgElement('circle', {
            class: row.until === '' ? 'bubble open' : 'bubble',
            attributes: { cx: cx.toFixed(1), cy: String(y + 29), r: radius.toFixed(1) },
            children: [
              svgElement('title', {
                text: `${formats.day(row.until) || texts.openEnded}: ${formats.count(row.debtors)} ${texts.charts.debtors}`,
              }),
            ],
          }),
        );
        if (radius >= 8)
          svg.append(label(cx, y + 33, formats.count(row.debtors), { anchor: 'middle', class: 'label inside' }));
      }
    });
    return svg;
  };
  return createFigure({
    words,
    finding: fillText(texts.charts.untilFinding, {
      soon: formats.count(soon),
      all: formats.count(all),
      open: formats.count(open),
    }),
    shows: texts.charts.untilShows,
    draw: all === 0 ? undefined : draw,
    header: [texts.columns.whyNot, texts.columns.until, texts.charts.debtors],
    rows: until.map((row) => [
      words.of(texts.suppressions, row.reason),
      formats.day(row.until) || texts.openEnded,
      formats.count(row.debtors),
    ]),
  });
}

/** Days at a regular distance, the first today. */
function ticksBetween(from: number, to: number, count: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / count / 7)) * 7;
  const days: number[] = [];
  for (let day = from; day <= to; day += step) days.push(day);
  return days;
}
