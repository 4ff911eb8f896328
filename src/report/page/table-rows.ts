import type { TableColumns } from '../page-data.ts';

/** Rows from columns. O(rows · columns). */
export function tableRows<Row>(columns: TableColumns<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  const count = names.length === 0 ? 0 : columns[names[0]].length;
  return Array.from(
    { length: count },
    (_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])) as Row,
  );
}
