/** What a column is sorted by; null and the empty text are missing. */
export type SortKey = string | number | null;

/** Column and direction of a sorted table. */
export interface SortOrder {
  readonly column: string;
  readonly descending: boolean;
}

/**
 * The rows in order; equals stay in the order they come in, and missing values come last in both directions. Texts are
 * compared as people sort them, numbers within as numbers (`F2` before `F10`). O(n log n).
 */
export function orderRows<Row>(rows: readonly Row[], key: (row: Row) => SortKey, descending: boolean): Row[] {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  const isMissing = (value: SortKey): boolean => value === null || value === '';
  keyed.sort((a, b) => {
    if (isMissing(a.key) || isMissing(b.key)) return Number(isMissing(a.key)) - Number(isMissing(b.key));
    const order =
      typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : compare(String(a.key), String(b.key));
    return descending ? -order : order;
  });
  return keyed.map(({ row }) => row);
}
