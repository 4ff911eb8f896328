import { element } from './element.ts';
import type { PageRows } from './page-rows.ts';
import type { PageWords } from './page-words.ts';

/** The figures of the day in one line. */
export function createSummary(page: PageRows, words: PageWords): HTMLElement {
  const { texts, formats } = words;
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
    rows.reduce((total, row) => total + Math.round(of(row) * 100), 0) / 100;
  const money = (amount: number): string => formats.wholeMoney(amount, page.data.currency);
  const tiles: readonly (readonly [string, string])[] = [
    [formats.count(page.calls.length), texts.summary.calls],
    [money(sum(page.calls, (row) => row.expected_value)), texts.summary.worth],
    [money(sum(page.calls, (row) => row.overdue_amount)), texts.summary.overdueInQueue],
    [formats.count(page.suppressed.length), texts.summary.leftAlone],
    [money(sum(page.suppressed, (row) => row.open_amount)), texts.summary.openLeftAlone],
    [formats.count(page.actions.length), texts.summary.actions],
  ];
  return element('dl', {
    class: 'summary',
    children: tiles.map(([value, name]) =>
      element('div', { children: [element('dt', { text: name }), element('dd', { text: value })] }),
    ),
  });
}
