import { formatDay, NO_DAY } from '../calendar/index.ts';
import type { GeneratedColumn } from './generated-tables.ts';
import type { GeneratedTable } from './table-builder.ts';

/** Public id of a debtor: `D042`; three digits, more where needed. Depends on the index alone. */
export function debtorId(index: number): string {
  return `D${String(index + 1).padStart(3, '0')}`;
}

/** Letters that begin the ids of a debtor's own rows. */
const ID_LETTERS = { invoice_id: 'F', payment_id: 'P', promise_id: 'PR', dispute_id: 'DI', plan_id: 'PL' } as const;

/** Public id of a row that belongs to a debtor: `F042-17`; rows count from 1. */
export function ownId(type: keyof typeof ID_LETTERS, debtor: number, number: number): string {
  return `${ID_LETTERS[type]}${String(debtor + 1).padStart(3, '0')}-${number}`;
}

function decimals(value: number, digits: number): string {
  const sign = value < 0 ? '-' : '';
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** One cell of a generated table as the text of a CSV file; empty = missing. O(1). */
export function renderCell(column: GeneratedColumn, table: GeneratedTable, at: number, row: number): string {
  if (column.type === 'text') return (table.texts[at] as readonly string[])[row] as string;
  const value = (table.numbers[at] as Int32Array)[row] as number;
  switch (column.type) {
    case 'debtor_id':
      return debtorId(value);
    case 'invoice_id':
      return value < 0 ? '' : ownId('invoice_id', table.debtor[row] as number, value + 1);
    case 'day':
      return value === NO_DAY ? '' : formatDay(value);
    case 'amount':
      return decimals(value, 2);
    case 'code':
      return (column.labels as readonly string[])[value] as string;
    case 'flag':
      return value < 0 ? '' : value === 1 ? 'true' : 'false';
    case 'thousandths':
      return value < 0 ? '' : decimals(value, 3);
    case 'millionths':
      return value < 0 ? '' : decimals(value, 6);
    default:
      return ownId(column.type, table.debtor[row] as number, value);
  }
}
