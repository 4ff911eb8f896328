import type { ReasonValue } from '../report-figures.ts';
import { block, createFigure, drawing, label } from './figure.ts';
import type { PageWords } from './page-words.ts';
import { fillText } from './texts/index.ts';

const ROW_HEIGHT = 40;

/** What calling is worth, by reason. */
export function reasonFigure(reasons: readonly ReasonValue[], currency: string, words: PageWords): HTMLElement {
  const { texts, formats } = words;
  const total = reasons.reduce((sum, row) => sum + row.value, 0);
  const name = (row: ReasonValue): string => words.of(texts.reasons, row.reason);
  const calls = (row: ReasonValue): string =>
    row.calls === 1 ? texts.charts.oneCall : `${formats.count(row.calls)} ${texts.charts.calls}`;
  const most = Math.max(...reasons.map((row) => row.value), 1);
  return createFigure({
    words,
    finding:
      total > 0
        ? fillText(texts.charts.reasonsFinding, {
            share: formats.share(reasons[0].value / total),
            reason: name(reasons[0]),
          })
        : texts.charts.noValue,
    shows: fillText(texts.charts.reasonsShows, { currency }),
    draw:
      reasons.length === 0
        ? undefined
        : (width) => {
            const svg = drawing(width, reasons.length * ROW_HEIGHT);
            reasons.forEach((row, at) => {
              const y = at * ROW_HEIGHT;
              const note =
                row.overdue > 0
                  ? fillText(texts.charts.reasonsLabel, { calls: calls(row), overdue: formats.wholeMoney(row.overdue) })
                  : calls(row);
              svg.append(
                label(0, y + 13, name(row), { class: 'label strong' }),
                label(width, y + 13, note, { anchor: 'end', class: 'label soft' }),
                block(0, y + 19, (row.value / most) * (width - 80), 12, 'fill-1'),
                label((row.value / most) * (width - 80) + 6, y + 29, formats.wholeMoney(row.value)),
              );
            });
            return svg;
          },
    header: [texts.columns.reason, texts.charts.calls, `${texts.columns.worth}, ${currency}`, texts.columns.overdue],
    rows: reasons.map((row) => [
      name(row),
      formats.count(row.calls),
      formats.money(row.value),
      formats.money(row.overdue),
    ]),
  });
}
