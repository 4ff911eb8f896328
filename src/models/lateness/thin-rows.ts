/** Debtors with more rows than this are never left out whole, so that no single one decides. */
const MANY_ROWS = 200;

/**
 * Places of about one row in `step`, ascending: those of every `debtorStep`-th debtor, thinned out to that share. Features
 * cost a pass over a debtor's whole past, so that many rows of few debtors are cheaper than few rows of many. Debtors
 * of more than 200 rows all stay, each with one row in `step`. All rows where `step` is 1 or less. O(rows).
 *
 * @param debtor of each row; rows of one debtor in any fixed order.
 * @param debtorStep a whole number from 1 to `step`.
 */
export function thinRows(debtor: ArrayLike<number>, step: number, debtorStep: number): Uint32Array {
  const rows = debtor.length;
  if (step <= 1) return Uint32Array.from({ length: rows }, (_, r) => r);
  const count = new Map<number, number>();
  for (let r = 0; r < rows; r++) count.set(debtor[r], (count.get(debtor[r]) ?? 0) + 1);
  const kept: number[] = [];
  const rowStep = step / debtorStep;
  let ofLarge = 0;
  let ofSmall = 0;
  for (let r = 0; r < rows; r++) {
    if ((count.get(debtor[r]) ?? 0) > MANY_ROWS) {
      if (isTaken(ofLarge++, step)) kept.push(r);
    } else if (debtor[r] % debtorStep === 0 && isTaken(ofSmall++, rowStep)) kept.push(r);
  }
  return Uint32Array.from(kept);
}

/** Whether the `n`-th of a row of things is among one in `step`, evenly spread; the first always is. */
function isTaken(n: number, step: number): boolean {
  return n === 0 || Math.floor(n / step) > Math.floor((n - 1) / step);
}
