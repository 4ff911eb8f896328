import { NO_DAY } from '../../calendar/index.ts';
import type { GeneratedColumn } from '../../simulate/generated-tables.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** SQL for a number with at least three digits, like `padStart(3, '0')`. */
const threeDigits = (number: string): string =>
  `CASE WHEN ${number} < 1000 THEN lpad((${number})::VARCHAR, 3, '0') ELSE (${number})::VARCHAR END`;

const LETTERS: Readonly<Record<string, string>> = {
  invoice_id: 'F',
  payment_id: 'P',
  promise_id: 'PR',
  dispute_id: 'DI',
  plan_id: 'PL',
};

/**
 * DuckDB SQL that turns a staged number (column `raw`, debtor in `debtor`) into the typed value of a Parquet column:
 * ids VARCHAR, days DATE, amounts and odds DOUBLE, flags BOOLEAN, codes VARCHAR; missing is NULL. The values are those
 * of `renderCell`; a test compares the two.
 */
export function parquetExpression(column: GeneratedColumn, raw: string): string {
  switch (column.type) {
    case 'text':
      return `nullif(${raw}, '')`;
    case 'debtor_id':
      return `'D' || (${threeDigits(`${raw} + 1`)})`;
    case 'day':
      return `CASE WHEN ${raw} = ${NO_DAY} THEN NULL ELSE DATE '1970-01-01' + ${raw} END`;
    case 'amount':
      return `${raw} / 100.0::DOUBLE`;
    case 'thousandths':
      return `CASE WHEN ${raw} < 0 THEN NULL ELSE ${raw} / 1000.0::DOUBLE END`;
    case 'millionths':
      return `CASE WHEN ${raw} < 0 THEN NULL ELSE ${raw} / 1000000.0::DOUBLE END`;
    case 'flag':
      return `CASE WHEN ${raw} < 0 THEN NULL ELSE ${raw} = 1 END`;
    case 'code': {
      const cases = (column.labels ?? []).map((label, at) => `WHEN ${at} THEN ${label === '' ? 'NULL' : quote(label)}`);
      return `(CASE ${raw} ${cases.join(' ')} END)::VARCHAR`;
    }
    default: {
      const plus = column.type === 'invoice_id' ? ' + 1' : '';
      const id = `'${LETTERS[column.type]}' || (${threeDigits('debtor + 1')}) || '-' || (${raw}${plus})::VARCHAR`;
      return column.type === 'invoice_id' ? `CASE WHEN ${raw} < 0 THEN NULL ELSE ${id} END` : id;
    }
  }
}
