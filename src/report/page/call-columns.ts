import type { QueuedCall } from '../../prioritise/index.ts';
import type { TableColumn } from './table-column.ts';

/** The columns of the calls. */
export const CALL_COLUMNS: readonly TableColumn<QueuedCall>[] = [
  { key: 'rank', isNumber: true, text: (row, { formats }) => formats.count(row.rank), sort: (row) => row.rank },
  {
    key: 'debtor',
    text: (row) => row.debtor_id,
    sort: (row) => row.debtor_id,
    mark: (row, { texts }) => (row.habitual_late ? texts.circumstances.habitual_late : undefined),
  },
  {
    key: 'reason',
    text: (row, words) => words.of(words.texts.reasons, row.reason),
    sort: (row, words) => words.of(words.texts.reasons, row.reason),
  },
  {
    key: 'overdue',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats, texts }) => (row.overdue_amount > 0 ? formats.money(row.overdue_amount) : texts.none),
    sort: (row) => row.overdue_amount,
  },
  {
    key: 'days',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats }) => (row.days_overdue > 0 ? formats.count(row.days_overdue) : ''),
    sort: (row) => row.days_overdue,
  },
  {
    key: 'late',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats }) => formats.share(row.p_late),
    sort: (row) => row.p_late,
    bar: (row) => row.p_late,
  },
  {
    key: 'expected',
    isNumber: true,
    text: (row, { formats, texts }) => formats.day(row.expected_payment_date) || texts.beyondYear,
    sort: (row) => row.expected_payment_date || '9999',
  },
  {
    key: 'worth',
    isNumber: true,
    descendingFirst: true,
    text: (row, { formats }) => formats.money(row.expected_value),
    sort: (row) => row.expected_value,
  },
  {
    key: 'lastContact',
    text: (row, words) =>
      row.last_contact_at === ''
        ? words.texts.none
        : `${words.formats.shortDay(row.last_contact_at)}, ${words.of(words.texts.outcomes, row.last_contact_outcome)}`,
    sort: (row) => row.last_contact_at,
  },
];
