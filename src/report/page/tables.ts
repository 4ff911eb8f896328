import type { SuppressedDebtor } from '../../prioritise/index.ts';
import { ACTION_TABLE_COLUMNS } from './action-columns.ts';
import { CALL_COLUMNS } from './call-columns.ts';
import type { PageRows } from './page-rows.ts';
import type { PageWords } from './page-words.ts';
import { SUPPRESSED_COLUMNS } from './suppressed-columns.ts';
import { createTablePanel, type PanelState, type TablePanel } from './table-panel.ts';
import { fillText } from './texts/index.ts';

/** What the tables of the page share. */
export interface PanelHost {
  readonly words: PageWords;
  readonly page: PageRows;
  onMove(debtorId: string): void;
  onOpen(debtorId: string, takesFocus: boolean): void;
}

const sumOf = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + Math.round(amount * 100), 0) / 100;

/** What is not on the page, and where it is; empty where all is. */
function leftOutWords(words: PageWords, shown: number, all: number, text: string): string {
  if (shown === all) return '';
  return fillText(text, { shown: words.formats.count(shown), all: words.formats.count(all) });
}

/** The calls, by rank. */
export function createCallPanel(host: PanelHost, state: PanelState): TablePanel {
  const { words, page } = host;
  const { texts, formats } = words;
  return createTablePanel({
    id: 'calls',
    label: texts.tabs.calls,
    words,
    rows: page.calls,
    leftOut: leftOutWords(words, page.calls.length, page.data.totals.calls, texts.leftOut.calls),
    columns: CALL_COLUMNS,
    state,
    filters: [
      {
        label: texts.reasonFilter,
        all: texts.allReasons,
        value: (row) => row.reason,
        words: (value) => words.of(texts.reasons, value),
      },
      {
        label: texts.timingFilter,
        all: texts.allTimings,
        value: (row) => row.timing,
        words: (value) => words.of(texts.timings, value),
      },
    ],
    searchText: (row) => `${row.name} ${row.invoice_ids.replaceAll('|', ' ')} ${row.opening}`,
    sums: (rows) =>
      `${texts.columns.overdue} ${formats.wholeMoney(sumOf(rows.map((row) => row.overdue_amount)), page.data.currency)}`,
    onMove: (row) => host.onMove(row.debtor_id),
    onOpen: (row, withKey) => host.onOpen(row.debtor_id, withKey),
  });
}

/** The debtors that are left alone. */
export function createSuppressedPanel(host: PanelHost, state: PanelState): TablePanel {
  const { words, page } = host;
  const { texts, formats } = words;
  return createTablePanel<SuppressedDebtor>({
    id: 'suppressed',
    label: texts.tabs.suppressed,
    words,
    rows: page.suppressed,
    leftOut: leftOutWords(words, page.suppressed.length, page.data.totals.leftAlone, texts.leftOut.suppressed),
    columns: SUPPRESSED_COLUMNS,
    state,
    filters: [
      {
        label: texts.reasonFilter,
        all: texts.allReasons,
        value: (row) => row.reason,
        words: (value) => words.of(texts.suppressions, value),
      },
    ],
    searchText: () => '',
    sums: (rows) =>
      `${texts.columns.open} ${formats.wholeMoney(sumOf(rows.map((row) => row.open_amount)), page.data.currency)}`,
    onMove: (row) => host.onMove(row.debtor_id),
    onOpen: (row, withKey) => host.onOpen(row.debtor_id, withKey),
  });
}

/** What else is to be done. */
export function createActionPanel(host: PanelHost, state: PanelState): TablePanel {
  const { words, page } = host;
  const { texts } = words;
  return createTablePanel({
    id: 'actions',
    label: texts.tabs.actions,
    words,
    rows: page.actions,
    leftOut: leftOutWords(words, page.actions.length, page.data.totals.actions, texts.leftOut.actions),
    columns: ACTION_TABLE_COLUMNS,
    state,
    filters: [
      {
        label: texts.columns.action,
        all: texts.allActions,
        value: (row) => row.action,
        words: (value) => words.of(texts.actions, value),
      },
    ],
    searchText: () => '',
    sums: () => '',
    onMove: (row) => host.onMove(row.debtor_id),
    onOpen: (row, withKey) => host.onOpen(row.debtor_id, withKey),
  });
}
