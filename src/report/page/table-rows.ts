import { unpackColumn } from '../packed-column.ts';
import type { TableColumns } from '../page-data.ts';

/** Rows from columns. O(rows · columns). */
export function tableRows<Row>(table: TableColumns<Row>): Row[] {
  const names = Object.keys(table) as (keyof Row)[];
  const columns = names.map((name) => unpackColumn(table[name]));
  return Array.from(
    { length: columns[0]?.length ?? 0 },
    (_, at) => Object.fromEntries(names.map((name, n) => [name, columns[n][at]])) as Row,
  );
}
