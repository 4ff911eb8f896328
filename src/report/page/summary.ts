import { element } from './element.ts';
import type { PageRows } from './page-rows.ts';
import type { PageWords } from './page-words.ts';

/** The figures of the day in one line. */
export function createSummary(page: PageRows, words: PageWords): HTMLElement {
  const { texts, formats } = words;
  const { totals, currency } = page.data;
  const money = (amount: number): string => formats.wholeMoney(amount, currency);
  const tiles: readonly (readonly [string, string])[] = [
    [formats.count(totals.calls), texts.summary.calls],
    [money(totals.worth), texts.summary.worth],
    [money(totals.overdueInQueue), texts.summary.overdueInQueue],
    [formats.count(totals.leftAlone), texts.summary.leftAlone],
    [money(totals.openLeftAlone), texts.summary.openLeftAlone],
    [formats.count(totals.actions), texts.summary.actions],
  ];
  return element('dl', {
    class: 'summary',
    children: tiles.map(([value, name]) =>
      element('div', { children: [element('dt', { text: name }), element('dd', { text: value })] }),
    ),
  });
}
