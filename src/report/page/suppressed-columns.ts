import type { SuppressedDebtor } from '../../prioritise/index.ts';
import type { TableColumn } from './table-column.ts';

/** The columns of the debtors that are left alone. */
export const SUPPRESSED_COLUMNS: readonly TableColumn<SuppressedDebtor>[] = [
  { key: 'debtor', text: (row) => row.debtor_id, sort: (row) => row.debtor_id },
  {
    key: 'whyNot',
    text: (row, words) => words.of(words.texts.suppressions, row.reason),
    sort: (row, words) => words.of(words.texts.suppressions, row.reason),
  },
  {
    key: 'until',
    isNumber: true,
    text: (row, { formats, texts }) => formats.day(row.until) || texts.openEnded,
    sort: (row) => row.until,
  },
  { key: 'evidence', text: (row) => row.evidence, sort: (row) => row.evidence },
  {
    key: 'overdue',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats, texts }) => (row.overdue_amount > 0 ? formats.money(row.overdue_amount) : texts.none),
    sort: (row) => row.overdue_amount,
  },
  {
    key: 'open',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats }) => formats.money(row.open_amount),
    sort: (row) => row.open_amount,
  },
  {
    key: 'late',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats }) => formats.share(row.p_late),
    sort: (row) => row.p_late,
    bar: (row) => row.p_late,
  },
];
