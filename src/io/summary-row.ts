import type { ChosenColumn } from './choose-columns.ts';

const TOTAL =
  /^(?:(?:grand|sub|report|overall|customer)[\s-]?)?(?:totals?|totaal|totalen|subtotaal|eindtotaal|totaux|sous[\s-]total|summe|gesamt(?:summe|betrag)?|zwischensumme|endsumme|somme|sum)(?![\p{L}\p{N}])/iu;

/** Whether a text begins with a word for a total in English, Dutch, French or German. */
export function isTotalText(text: string): boolean {
  return TOTAL.test(text.trim());
}

/** Why a row that lacks required cells is no row of the table at all; continues "the cell …". */
export const SUMMARY_PROBLEM = {
  total: 'belongs to a line of totals: left out',
  remark: 'stands alone in its row, as a heading or a remark does: left out',
} as const;

/**
 * Tells a line of totals, a heading or a remark from a broken row, by its required cells: a total has none beside its
 * amount, or a word for it and at most one more; a remark has one cell and no amount. Returns the column to show, or
 * undefined for any other row.
 *
 * @param isFilled whether a row has a cell of a column, readable or not.
 * @param textOf that cell as the source has it; empty where the source has a value and no text.
 */
export function findSummary(
  columns: readonly ChosenColumn[],
  isFilled: (column: number) => boolean,
  textOf: (column: number) => string,
): { readonly column: number; readonly problem: string } | undefined {
  const filled: number[] = [];
  let count = 0;
  let amountAt = -1;
  for (let c = 0; c < columns.length; c++) {
    const { column, position } = columns[c];
    if (column.type === 'amount' && column.required) amountAt = c;
    else if (column.required && position >= 0) {
      count++;
      if (isFilled(c)) filled.push(c);
    }
  }
  const hasAmount = amountAt >= 0 && isFilled(amountAt);
  if (count < 3 || filled.length > count - 2) return undefined;
  const word = filled.find((c) => isTotalText(textOf(c)));
  if (word !== undefined) return { column: word, problem: SUMMARY_PROBLEM.total };
  if (filled.length === 0 && hasAmount)
    return { column: columns.findIndex(({ column }) => column.required), problem: SUMMARY_PROBLEM.total };
  if (filled.length === 1 && !hasAmount) return { column: filled[0], problem: SUMMARY_PROBLEM.remark };
  return undefined;
}
