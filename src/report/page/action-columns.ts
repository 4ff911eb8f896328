import type { ProposedAction } from '../../prioritise/index.ts';
import type { TableColumn } from './table-column.ts';

/** The columns of the actions. */
export const ACTION_TABLE_COLUMNS: readonly TableColumn<ProposedAction>[] = [
  { key: 'debtor', text: (row) => row.debtor_id, sort: (row) => row.debtor_id },
  {
    key: 'action',
    text: (row, words) => words.of(words.texts.actions, row.action),
    sort: (row, words) => words.of(words.texts.actions, row.action),
  },
  {
    key: 'by',
    isNumber: true,
    text: (row, { formats, texts }) => formats.day(row.due_on) || texts.none,
    sort: (row) => row.due_on,
  },
  { key: 'evidence', text: (row) => row.evidence, sort: (row) => row.evidence },
  { key: 'invoices', text: (row) => row.invoice_ids.split('|').join(', '), sort: (row) => row.invoice_ids },
];
