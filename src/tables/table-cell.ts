import { NO_DAY } from '../calendar/index.ts';
import type { TableColumn } from './column-table.ts';

/** Cell `row` of a column: a text, number (epoch day for dates) or flag; null where missing. O(1). */
export function tableCell(column: TableColumn, row: number): string | number | boolean | null {
  const value = column.values[row];
  if (value === null || value === undefined || value === '') return null;
  switch (column.type) {
    case 'text':
      return String(value);
    case 'flag':
      return value === -1 ? null : value === true || value === 1;
    case 'date':
      return value === NO_DAY || !Number.isFinite(value) ? null : (value as number);
    default:
      return Number.isFinite(value) ? (value as number) : null;
  }
}
