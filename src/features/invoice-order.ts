import type { Ledger } from '../ledger/index.ts';
import type { InvoiceMoments } from './feature-table.ts';

/** Longest run of rows that is put in order by insertion. */
const MOST_INSERTED = 32;

/**
 * The rows of a question about invoices, grouped by debtor and by moment within a debtor. Plain columns, so that threads
 * can share them; 4 bytes a row where they do not stand so already, and 4 a debtor.
 */
export interface InvoiceOrder {
  /** `debtors + 1` positions: the rows of debtor d are `row[start[d]] … row[start[d + 1] − 1]`. */
  readonly start: Int32Array;
  /** Null where position and row are the same. */
  readonly row: Int32Array | null;
}

/** Groups rows by a counting sort over debtors; equal moments keep the order of rows. O(rows + debtors), nearly. */
export function orderInvoices(ledger: Ledger, asked: InvoiceMoments): InvoiceOrder {
  const { debtor } = ledger.invoices;
  const { invoice, moment } = asked;
  const rows = invoice.length;
  const start = new Int32Array(ledger.debtors.count + 1);
  let isOrdered = true;
  for (let row = 0; row < rows; row++) {
    const d = debtor[invoice[row]];
    start[d + 1]++;
    if (row === 0 || !isOrdered) continue;
    const before = debtor[invoice[row - 1]];
    isOrdered = before < d || (before === d && moment[row - 1] <= moment[row]);
  }
  for (let d = 0; d < ledger.debtors.count; d++) start[d + 1] += start[d];
  if (isOrdered) return { start, row: null };
  const order = new Int32Array(rows);
  const next = start.slice(0, ledger.debtors.count);
  for (let row = 0; row < rows; row++) order[next[debtor[invoice[row]]]++] = row;
  for (let d = 0; d < ledger.debtors.count; d++) sortByMoment(order, start[d], start[d + 1], moment);
  return { start, row: order };
}

/** Sorts `order[from … to)` by moment; equal moments keep their order. */
function sortByMoment(order: Int32Array, from: number, to: number, moment: Int32Array): void {
  if (to - from > MOST_INSERTED) {
    let isSorted = true;
    for (let at = from + 1; at < to && isSorted; at++) isSorted = moment[order[at - 1]] <= moment[order[at]];
    if (isSorted) return;
    const keys = new Float64Array(to - from);
    for (let at = from; at < to; at++) keys[at - from] = moment[order[at]] * 2 ** 31 + order[at];
    keys.sort();
    for (let at = from; at < to; at++) order[at] = keys[at - from] - Math.floor(keys[at - from] / 2 ** 31) * 2 ** 31;
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const row = order[at];
    const day = moment[row];
    let place = at;
    while (place > from && moment[order[place - 1]] > day) {
      order[place] = order[place - 1];
      place--;
    }
    order[place] = row;
  }
}
