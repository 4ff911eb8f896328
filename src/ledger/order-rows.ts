/** Groups of at most this many rows are sorted by insertion. */
const INSERTION_ROWS = 24;

/**
 * Rows by debtor (a counting sort); rows of one debtor stay in the order in which they are. `keep[i] = 0` leaves a row
 * out. O(n).
 */
export function groupByDebtor(
  debtor: Int32Array,
  debtorCount: number,
  keep: Uint8Array | undefined,
): { readonly order: Uint32Array<ArrayBuffer>; readonly start: Int32Array } {
  const start = new Int32Array(debtorCount + 1);
  for (let i = 0; i < debtor.length; i++) if (!keep || keep[i]) start[debtor[i] + 1]++;
  for (let d = 0; d < debtorCount; d++) start[d + 1] += start[d];
  const order = new Uint32Array(start[debtorCount]);
  const next = start.slice();
  for (let i = 0; i < debtor.length; i++) if (!keep || keep[i]) order[next[debtor[i]]++] = i;
  return { order, start };
}

/**
 * The canonical order of rows: by debtor, and by `compare` within one debtor; equal rows stay in the order in which
 * they are. `keep[i] = 0` leaves a row out. O(n) where the rows of each debtor stand in order already, else
 * O(n + Σ k log k) over the debtors' row counts k.
 */
export function orderByDebtor(
  debtor: Int32Array,
  debtorCount: number,
  keep: Uint8Array | undefined,
  compare: (i: number, j: number) => number,
): Uint32Array<ArrayBuffer> {
  const { order, start } = groupByDebtor(debtor, debtorCount, keep);
  const scratch = { rows: new Uint32Array(64) };
  for (let d = 0; d < debtorCount; d++) {
    const end = start[d + 1];
    for (let at = start[d] + 1; at < end; at++) {
      if (compare(order[at - 1], order[at]) <= 0) continue;
      sortRows(order, start[d], end, compare, scratch);
      break;
    }
  }
  return order;
}

/** Sorts `rows[from … to)`, stably. */
function sortRows(
  rows: Uint32Array,
  from: number,
  to: number,
  compare: (i: number, j: number) => number,
  scratch: { rows: Uint32Array },
): void {
  for (let begin = from; begin < to; begin += INSERTION_ROWS)
    insertRows(rows, begin, Math.min(begin + INSERTION_ROWS, to), compare);
  if (scratch.rows.length < to - from) scratch.rows = new Uint32Array(2 * (to - from));
  for (let width = INSERTION_ROWS; width < to - from; width *= 2)
    for (let begin = from; begin + width < to; begin += 2 * width)
      mergeRows(rows, begin, begin + width, Math.min(begin + 2 * width, to), compare, scratch.rows);
}

function insertRows(rows: Uint32Array, from: number, to: number, compare: (i: number, j: number) => number): void {
  for (let at = from + 1; at < to; at++) {
    const row = rows[at];
    let hole = at;
    for (; hole > from && compare(rows[hole - 1], row) > 0; hole--) rows[hole] = rows[hole - 1];
    rows[hole] = row;
  }
}

function mergeRows(
  rows: Uint32Array,
  from: number,
  middle: number,
  to: number,
  compare: (i: number, j: number) => number,
  scratch: Uint32Array,
): void {
  if (compare(rows[middle - 1], rows[middle]) <= 0) return;
  const left = middle - from;
  for (let i = 0; i < left; i++) scratch[i] = rows[from + i];
  let i = 0;
  let j = middle;
  let at = from;
  while (i < left && j < to) rows[at++] = compare(scratch[i], rows[j]) <= 0 ? scratch[i++] : rows[j++];
  while (i < left) rows[at++] = scratch[i++];
}
