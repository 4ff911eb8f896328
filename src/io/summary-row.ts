import type { NamedColumn } from './clues/derive-columns.ts';

const TOTAL =
  /^(?:(?:grand|sub|report|overall|customer)[\s-]?)?(?:totals?|totaal|totalen|subtotaal|eindtotaal|totaux|sous[\s-]total|summe|gesamt(?:summe|betrag)?|zwischensumme|endsumme|somme|sum)(?![\p{L}\p{N}])/iu;

/** SAP marks its subtotals and totals so. */
const SIGNS_ONLY = /^(?:\*{1,4}|[Σ∑]+)$/;

/** Whether a text begins with a word for a total in English, Dutch, French or German. */
export function isTotalText(text: string): boolean {
  const trimmed = text.trim();
  return TOTAL.test(trimmed) || SIGNS_ONLY.test(trimmed);
}

/** Why a row that lacks required cells is no row of the table at all; continues "the cell …". */
export const SUMMARY_PROBLEM = {
  total: 'belongs to a line of totals',
  remark: 'stands alone in its row, as a heading or a remark does',
} as const;

/**
 * Tells a line of totals, a heading or a remark from a broken row, by its required cells: a total has none beside its
 * amount, or a word for it and at most one more; a remark has one cell and no amount. Returns the column to show, or
 * undefined for any other row.
 *
 * @param numbered the column that was made by numbering the rows, which says nothing.
 */
export function findSummary(
  columns: readonly NamedColumn[],
  row: number,
  numbered?: string,
): { readonly column: number; readonly problem: string } | undefined {
  const textOf = (c: number): string => columns[c].read.text(row);
  const filled: number[] = [];
  let count = 0;
  let hasAmount = false;
  for (let c = 0; c < columns.length; c++) {
    const { column, read } = columns[c];
    if (!column.required || column.name === numbered) continue;
    const isFilled = read.read(row) !== null;
    if (column.type === 'amount') hasAmount = isFilled;
    else {
      count++;
      if (isFilled) filled.push(c);
    }
  }
  if (count < 3 || filled.length > count - 2) return undefined;
  const word = filled.find((c) => isTotalText(textOf(c)));
  if (word !== undefined) return { column: word, problem: SUMMARY_PROBLEM.total };
  if (filled.length === 0 && hasAmount)
    return { column: columns.findIndex(({ column }) => column.required), problem: SUMMARY_PROBLEM.total };
  if (filled.length === 1 && !hasAmount) return { column: filled[0], problem: SUMMARY_PROBLEM.remark };
  return undefined;
}
