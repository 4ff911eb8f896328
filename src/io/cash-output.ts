import { parseDay } from '../calendar/index.ts';
import type { CashForecast, CashInterval } from '../models/index.ts';
import type { OutputColumn, OutputTable } from './output-table.ts';

/** Columns of the table of expected cash, in order, with what they hold. */
export const CASH_COLUMNS = [
  ['from_date', 'date'],
  ['to_date', 'date'],
  ['due_amount', 'number'],
  ['expected_amount', 'number'],
  ['sd_independent', 'number'],
  ['sd_together', 'number'],
  ['cumulative_amount', 'number'],
  ['cumulative_sd_independent', 'number'],
  ['cumulative_sd_together', 'number'],
] as const satisfies readonly (readonly [keyof CashInterval, OutputColumn['type']])[];

/** The periods of a cash forecast as a table to be written; what is expected later is not in it. */
export function cashTable({ intervals }: CashForecast): OutputTable {
  return {
    rows: intervals.length,
    columns: CASH_COLUMNS.map(([name, type]) => ({ name, type, values: intervals.map((row) => cellOf(row[name])) })),
  };
}

function cellOf(value: string | number): number {
  return typeof value === 'string' ? parseDay(value) : value;
}
