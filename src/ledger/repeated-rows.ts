/** Rows that share the upper bits of their hashes are looked at together; so many of them stay in the cache. */
const ROWS_TOGETHER = 2048;

/**
 * The first row with the same key, for each row whose key an earlier row has, and -1 for the others; undefined where no
 * key is repeated. `hashes` are equal for equal keys; `isSame` decides. `isCandidate[i] = 0` leaves a row out. O(n),
 * 8 bytes a row, 12 where something is repeated.
 */
export function findRepeatedRows(
  hashes: Uint32Array,
  isSame: (i: number, j: number) => boolean,
  isCandidate?: Uint8Array,
): Int32Array | undefined {
  const { rows, start } = groupByUpperBits(hashes, isCandidate);
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) sorted[at] = hashes[rows[at]];
  let firstOf: Int32Array | undefined;
  let slots = new Int32Array(4 * ROWS_TOGETHER);
  for (let group = 0; group + 1 < start.length; group++) {
    const size = start[group + 1] - start[group];
    if (size < 2) continue;
    if (2 * size > slots.length) slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * size)));
    else slots.fill(0);
    const mask = slots.length - 1;
    for (let at = start[group]; at < start[group + 1]; at++) {
      const hash = sorted[at];
      let slot = hash & mask;
      for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const other = slots[slot] - 1;
        if (sorted[other] === hash && isSame(rows[other], rows[at])) break;
      }
      if (slots[slot] === 0) slots[slot] = at + 1;
      else {
        firstOf ??= new Int32Array(hashes.length).fill(-1);
        firstOf[rows[at]] = rows[slots[slot] - 1];
      }
    }
  }
  return firstOf;
}

function groupByUpperBits(
  hashes: Uint32Array,
  isCandidate: Uint8Array | undefined,
): { rows: Uint32Array; start: Uint32Array } {
  const bits = Math.max(1, Math.min(16, Math.ceil(Math.log2(hashes.length / ROWS_TOGETHER))));
  const shift = 32 - bits;
  const start = new Uint32Array(2 ** bits + 1);
  for (let i = 0; i < hashes.length; i++) if (!isCandidate || isCandidate[i]) start[(hashes[i] >>> shift) + 1]++;
  for (let group = 0; group + 1 < start.length; group++) start[group + 1] += start[group];
  const next = start.slice();
  const rows = new Uint32Array(start[start.length - 1]);
  for (let i = 0; i < hashes.length; i++) if (!isCandidate || isCandidate[i]) rows[next[hashes[i] >>> shift]++] = i;
  return { rows, start };
}
